"""The command line's grammar of models."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from vectorbeats_desktop.commands.command import Command
from vectorbeats_desktop.commands.models import (
    ImportModel,
    InstallModel,
    ListModels,
    RemoveModel,
    UseModel,
    VerifyModel,
)
from vectorbeats_desktop.commands.options import Json

Id = Annotated[str, typer.Argument(metavar="MODEL", help="Its id, as `models list` tells it.")]


def add_models(app: typer.Typer, choose: Callable[[Command], None]) -> None:
    """Add `models`."""
    models = typer.Typer(help="Models that understand pictures, words and music by content.", no_args_is_help=True)
    app.add_typer(models, name="models")

    @models.command("list", help="List what there is, what each gives, and what is installed.")
    def list_models(as_json: Json = False) -> None:
        choose(ListModels(as_json))

    @models.command(help="Download one. Says from where and how much; does it with --yes.")
    def install(
        model: Id,
        yes: Annotated[bool, typer.Option("--yes", help="Download it now.")] = False,
        as_json: Json = False,
    ) -> None:
        choose(InstallModel(model, yes, as_json))

    @models.command("import", help="Install one from a folder, a .zip or a .tar, without any network.")
    def import_model(
        source: Annotated[str, typer.Argument(metavar="PATH", help="The folder or archive.")],
        model: Annotated[str, typer.Option("--as", metavar="MODEL", help="Its id; found out by itself.")] = "",
        as_json: Json = False,
    ) -> None:
        choose(ImportModel(source, model, as_json))

    @models.command(help="Compare the files of one with the hashes they came with.")
    def verify(model: Id, as_json: Json = False) -> None:
        choose(VerifyModel(model, as_json))

    @models.command(help="Remove one from the disk.")
    def remove(model: Id, as_json: Json = False) -> None:
        choose(RemoveModel(model, as_json))

    @models.command(help="Use one that is installed; with --off none for what it does.")
    def use(
        model: Id, off: Annotated[bool, typer.Option("--off", help="Use none.")] = False, as_json: Json = False
    ) -> None:
        choose(UseModel(model, off, as_json))
