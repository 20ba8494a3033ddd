"""One line of the table of settings: what it takes, how it is named, and when it takes effect."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vectorbeats_desktop.engine.errors import BadSetting
from vectorbeats_desktop.engine.numbers import is_number

Value = str | int | float | bool


class Effect(StrEnum):
    """When a choice counts: for the next thing that is done, for the next indexing run, or after a restart."""

    NOW = "now"
    NEXT_RUN = "next run"
    RESTART = "restart"


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the table, from which the Settings page and the command line are made.

    `title` names it in a few words and `text` says what it does; `choices` are all that a text may be. `unit` is
    what a number counts, "%" for a share that is shown in hundredths, "folder" or "file" for a text that is a path.
    A `hidden` one is chosen elsewhere in the window, or by the window itself. A `secret` one leaves this computer in no
    report.
    """

    name: str
    type: type[str] | type[int] | type[float] | type[bool]
    default: Value
    text: str
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    title: str = ""
    unit: str = ""
    effect: Effect = Effect.NOW
    hidden: bool = False
    secret: bool = False

    @property
    def group(self) -> str:
        """The first part of its name."""
        return self.name.partition(".")[0]

    @property
    def restart(self) -> bool:
        """Whether a choice counts only after the program was started again."""
        return self.effect is Effect.RESTART

    def check(self, value: object) -> Value:
        """Return the value in this setting's type. Raises BadSetting."""
        if self.type is float and isinstance(value, int) and is_number(value):
            value = float(value)
        if not isinstance(value, self.type) or (isinstance(value, bool) and self.type is not bool):
            raise BadSetting(f"{self.name} takes a value of type {self.type.__name__}, not {value!r}.")
        if isinstance(value, int | float) and not isinstance(value, bool):
            low, high = self.minimum, self.maximum
            # A negated comparison, so that NaN is refused as well.
            if not ((low is None or value >= low) and (high is None or value <= high)):
                raise BadSetting(f"{self.name} takes a number from {low} to {high}, not {value}.")
        if self.choices and value not in self.choices:
            raise BadSetting(f"{self.name} takes one of {', '.join(self.choices)}, not {value!r}.")
        return value

    def read(self, text: str) -> Value:
        """The value that a person typed: on or off, a number, or words. Raises BadSetting."""
        if self.type is bool:
            if text.casefold() in ON | OFF:
                return text.casefold() in ON
            raise BadSetting(f"{self.name} takes on or off, not “{text}”.")
        if self.type is str:
            return self.check(text)
        try:
            return self.check(self.type(text))
        except ValueError:
            kind = "a whole number" if self.type is int else "a number"
            raise BadSetting(f"{self.name} takes {kind}, not “{text}”.") from None


ON, OFF = {"on", "true", "yes", "1"}, {"off", "false", "no", "0"}
