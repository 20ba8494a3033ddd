"""`vectorbeats sync`: share with the remote catalogue and learn from it, or tell how it stands."""

from __future__ import annotations

import getpass
import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from vectorbeats_desktop.commands.command import Workplace
from vectorbeats_desktop.commands.output import FAILED, FOUND, NOTHING_FOUND, Output
from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.privacy import REMOTE, network_use
from vectorbeats_desktop.engine.remote.address import checked_address
from vectorbeats_desktop.engine.remote.catalogue import RemoteStatus
from vectorbeats_desktop.engine.remote.keys import VARIABLE, Keys
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext

AGREE = "Look at it, choose with the settings remote.share_*, and agree with: vectorbeats sync --yes"
NO_KEYRING = f"There is no keyring that could keep it. Set it in the environment for each start, as {VARIABLE}."


@dataclass(frozen=True, slots=True)
class SyncCommand:
    """Push and pull; or one of them; with `status` neither. `yes` is the person's word that it may be shared."""

    push: bool = True
    pull: bool = True
    status: bool = False
    yes: bool = False
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Pull first, so that what is older here than there need not be sent."""
        remote = place.session.remote
        if self.status:
            return self._tell_status(remote.status(), place.out)
        remote.retry()
        if self.yes:
            remote.agree()
        if self.push and not remote.is_agreed():
            return self._ask(place)
        pulled = remote.pull(place.ctx) if self.pull else None
        pushed = remote.push(place.ctx) if self.push else None
        for notice in pulled.notices if pulled else ():
            place.out.note(notice)
        if self.as_json:
            place.out.json({"pulled": asdict(pulled) if pulled else None, "pushed": asdict(pushed) if pushed else None})
            return FOUND
        if pulled:
            place.out.say(f"Pulled: {pulled.read:,} records read, {pulled.edited:,} tracks changed.")
        if pushed:
            refused = f", {pushed.refused:,} refused by the server" if pushed.refused else ""
            known = f", {pushed.known:,} were there" if pushed.known else ""
            place.out.say(f"Pushed: {pushed.sent:,} records{known}{refused}.")
        return FOUND

    def _ask(self, place: Workplace) -> int:
        """Show what would be sent of one track, and do nothing."""
        example = place.session.remote.example()
        host = network_use(REMOTE).hosts(place.session.settings)
        if self.as_json:
            place.out.json({"agreed": False, "host": host, "example": example})
            return NOTHING_FOUND
        place.out.say(f"Nothing was sent yet. Of each track, this would go to {host}; an example:")
        for record in example:
            place.out.say(json.dumps(record, indent=2, ensure_ascii=False))
        place.out.note(AGREE)
        return NOTHING_FOUND

    def _tell_status(self, status: RemoteStatus, out: Output) -> int:
        if self.as_json:
            out.json(_status_json(status))
        else:
            for line in _status_lines(status):
                out.say(line)
        return FAILED if status.problem or status.link.problem else FOUND


@dataclass(frozen=True, slots=True)
class KeyCommand:
    """Ask for the server's key where it is typed, and keep it in the system's keyring."""

    as_json: bool = False

    def run(self, out: Output, _cwd: Path, _ctx: TaskContext) -> int:
        """Keep it; an empty one is forgotten. Raises RemoteNotSet, BadQuery where there is no keyring."""
        settings = Settings.load(Paths.default().settings)
        server = checked_address(settings.text("remote.address"), allow_plain=True)
        key, keys = _typed_key(), Keys()
        if not key:
            keys.forget(server)
        elif not keys.keep(server, key):
            raise BadQuery("The key was not kept.", NO_KEYRING)
        if self.as_json:
            out.json({"kept": bool(key)})
        else:
            out.say("The key is in the keyring." if key else "The key was forgotten.")
        return FOUND


def _typed_key() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Key of the server (it is not shown): ").strip()
    return sys.stdin.readline().strip()


def _status_json(status: RemoteStatus) -> dict[str, Any]:
    problem = status.link.problem
    return {
        "on": status.on,
        "agreed": status.agreed,
        "state": str(status.link.state),
        "problem": problem.message if problem else status.problem,
        "code": problem.code if problem else "",
        "hint": problem.hint if problem else status.hint,
        "wait_s": round(status.link.wait_s, 1),
        "version": status.link.version,
        "waiting": status.waiting,
        "refused": status.refused,
        "synced_at": status.synced_at,
    }


def _status_lines(status: RemoteStatus) -> list[str]:
    problem = status.link.problem
    said, hint = (problem.message, problem.hint) if problem else (status.problem, status.hint)
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(status.synced_at)) if status.synced_at else "never"
    lines = [f"{said} {hint}".strip()] if said else [f"The server is {status.link.state}."]
    lines += [f"It is tried again in {status.link.wait_s:,.0f} s."] if status.link.wait_s else []
    lines += [f"{status.waiting:,} records wait to be sent; synced last: {when}."]
    lines += [f"The server refused {status.refused:,} records."] if status.refused else []
    return lines if status.agreed else [*lines, "It has not been agreed yet what is shared."]
