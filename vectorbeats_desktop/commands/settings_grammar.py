"""The command line's grammar of settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from vectorbeats_desktop.commands.command import Command
from vectorbeats_desktop.commands.options import Json, Texts
from vectorbeats_desktop.commands.settings import GetSetting, ListSettings, SetSetting

Name = Annotated[str, typer.Argument(help="Its name, as `settings list` tells it.")]


def add_settings(app: typer.Typer, choose: Callable[[Command], None]) -> None:
    """Add `settings`."""
    settings = typer.Typer(help="What can be chosen.", no_args_is_help=True)
    app.add_typer(settings, name="settings")

    @settings.command("list", help="List them, or those that have all WORDS in name or text; * marks what was changed.")
    def list_settings(words: Annotated[Texts, typer.Argument(help="Words.")] = None, as_json: Json = False) -> None:
        choose(ListSettings(tuple(words or ()), as_json))

    @settings.command(help="Tell the value of one.")
    def get(name: Name, as_json: Json = False) -> None:
        choose(GetSetting(name, as_json))

    @settings.command("set", help="Choose a value: on or off, a number, or words.")
    def set_setting(
        name: Name, value: Annotated[str, typer.Argument(help="The value.")], as_json: Json = False
    ) -> None:
        choose(SetSetting(name, value, as_json))

    @settings.command(help="Go back to the default value of one.")
    def reset(name: Name, as_json: Json = False) -> None:
        choose(SetSetting(name, None, as_json))
