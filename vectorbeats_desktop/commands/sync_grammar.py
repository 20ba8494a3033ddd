"""The command line's grammar of sharing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from vectorbeats_desktop.commands.analysis import ExportAnalysis, ImportAnalysis
from vectorbeats_desktop.commands.command import Command
from vectorbeats_desktop.commands.options import Json, Replace
from vectorbeats_desktop.commands.sync import KeyCommand, SyncCommand

File = Annotated[str, typer.Argument(metavar="FILE", help="The file.")]


def add_sharing(app: typer.Typer, choose: Callable[[Command | KeyCommand], None]) -> None:
    """Add `sync` and `analysis`."""

    @app.command(help="Share with the remote catalogue, and learn from it.")
    def sync(
        status: Annotated[bool, typer.Option("--status", help="Only tell how it stands; nobody is asked.")] = False,
        push: Annotated[bool, typer.Option("--push", help="Only share.")] = False,
        pull: Annotated[bool, typer.Option("--pull", help="Only learn.")] = False,
        yes: Annotated[bool, typer.Option("--yes", help="What is chosen may be shared with this server.")] = False,
        key: Annotated[bool, typer.Option("--key", help="Only ask for the server's key, and keep it.")] = False,
        as_json: Json = False,
    ) -> None:
        if status + push + pull + key > 1:
            raise typer.BadParameter("say one of --status, --push, --pull and --key")
        if key:
            choose(KeyCommand(as_json))
        else:
            choose(SyncCommand(not pull, not push, status, yes, as_json))

    analysis = typer.Typer(help="What was worked out and said, in a file.", no_args_is_help=True)
    app.add_typer(analysis, name="analysis")

    @analysis.command("export", help="Write it to FILE: no audio, no paths.")
    def export_analysis(file: File, replace: Replace = False, as_json: Json = False) -> None:
        choose(ExportAnalysis(file, replace, as_json))

    @analysis.command("import", help="Index, taking over what FILE knows of the library's music.")
    def import_analysis(file: File, as_json: Json = False) -> None:
        choose(ImportAnalysis(file, as_json))
