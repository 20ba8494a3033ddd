"""The command line's grammar of backups."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from vectorbeats_desktop.commands.backup import CopyCatalog, GoBack, ListCopies, MakeBackup, RestoreBackup
from vectorbeats_desktop.commands.command import Command
from vectorbeats_desktop.commands.options import Json, Replace

File = Annotated[str, typer.Argument(metavar="FILE", help="The file.")]


def add_backup(app: typer.Typer, choose: Callable[[Command], None]) -> None:
    """Add `backup`."""
    backup = typer.Typer(help="What you made, in a file; and copies of the catalogue.", no_args_is_help=True)
    app.add_typer(backup, name="backup")

    @backup.command(help="Write everything you made to FILE: stars, corrections, verdicts, playlists, searches …")
    def make(file: File, replace: Replace = False, as_json: Json = False) -> None:
        choose(MakeBackup(file, replace, as_json))

    @backup.command(help="Take over what FILE holds: of one thing the later counts, and nothing is deleted.")
    def restore(file: File, as_json: Json = False) -> None:
        choose(RestoreBackup(file, as_json))

    @backup.command("list", help="List the copies of the catalogue, and what they hold.")
    def list_copies(as_json: Json = False) -> None:
        choose(ListCopies(as_json))

    @backup.command(help="Copy the catalogue now.")
    def copy(as_json: Json = False) -> None:
        choose(CopyCatalog(as_json))

    @backup.command("return", help="Let the library be what it was in COPY; what it is now is kept as a copy.")
    def go_back(
        copy: Annotated[str, typer.Argument(metavar="COPY", help="A name, see “list”.")], as_json: Json = False
    ) -> None:
        choose(GoBack(copy, as_json))
