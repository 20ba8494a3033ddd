"""The command line's grammar of what is kept: ways between tracks, playlists, saved searches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from vectorbeats_desktop.commands.command import Command
from vectorbeats_desktop.commands.options import Json, Replace, Texts
from vectorbeats_desktop.commands.path import PathCommand
from vectorbeats_desktop.commands.playlist import (
    DeletePlaylist,
    ExportPlaylist,
    ImportPlaylist,
    ListPlaylists,
    RenamePlaylist,
    ShowPlaylist,
)
from vectorbeats_desktop.commands.searches import DeleteSearch, ListSearches, RunSearch
from vectorbeats_desktop.commands.smart import MakeSmartPlaylist
from vectorbeats_desktop.engine.playlists.recipe import Order
from vectorbeats_desktop.engine.playlists.routes import LONGEST, SHORTEST

Choose = Callable[[Command], None]
Name = Annotated[str, typer.Argument(help="Its name.")]

LENGTH = 12


def add_kept(app: typer.Typer, choose: Choose) -> None:
    """Add `path`, `playlist` and `searches`."""
    _add_path(app, choose)
    _add_playlists(app, choose)
    _add_searches(app, choose)


def _add_path(app: typer.Typer, choose: Choose) -> None:
    @app.command(help="Find a way from one track to another in even steps of sound, tempo and mood.")
    def path(
        start: Annotated[str, typer.Argument(metavar="A", help="A file of the library, where it begins.")],
        end: Annotated[str, typer.Argument(metavar="B", help="Where it ends.")],
        length: Annotated[int, typer.Option(help=f"Tracks, A and B included: {SHORTEST} to {LONGEST}.")] = LENGTH,
        through: Annotated[Texts, typer.Option(metavar="FILE", help="A track on the way.")] = None,
        save: Annotated[str, typer.Option(metavar="NAME", help="Save it as a playlist.")] = "",
        export: Annotated[str, typer.Option(metavar="FILE", help="Write it to FILE, .m3u8, .xspf or .jspf.")] = "",
        replace: Replace = False,
        as_json: Json = False,
    ) -> None:
        choose(PathCommand(start, end, length, tuple(through or ()), save, export, replace, as_json))


def _add_playlists(app: typer.Typer, choose: Choose) -> None:
    playlists = typer.Typer(help="Saved playlists.", no_args_is_help=True)
    app.add_typer(playlists, name="playlist")

    @playlists.command("list", help="List them.")
    def list_playlists(as_json: Json = False) -> None:
        choose(ListPlaylists(as_json))

    @playlists.command(help="Make one that fills itself by rules, a saved search, or both.")
    def smart(
        name: Name,
        rule: Annotated[Texts, typer.Option(metavar="RULE", help="Such as 'genre is jazz' or 'year >= 1990'.")] = None,
        any_of: Annotated[bool, typer.Option("--any", help="One of the rules is enough.")] = False,
        search: Annotated[str, typer.Option(metavar="NAME", help="A saved search that ranks the tracks.")] = "",
        order: Annotated[str, typer.Option(help=f"{', '.join(Order)}.")] = "",
        seed: Annotated[int | None, typer.Option(min=0, help="Which random order.")] = None,
        limit: Annotated[int | None, typer.Option(min=1, help="At most so many tracks.")] = None,
        minutes: Annotated[float | None, typer.Option(help="No longer than that.")] = None,
        replace: Replace = False,
        as_json: Json = False,
    ) -> None:
        choose(
            MakeSmartPlaylist(name, tuple(rule or ()), any_of, search, order, seed, limit, minutes, replace, as_json)
        )

    @playlists.command(help="List the tracks of one.")
    def show(name: Name, as_json: Json = False) -> None:
        choose(ShowPlaylist(name, as_json))

    @playlists.command(help="Write one to FILE, .m3u8, .xspf or .jspf, with paths relative to it.")
    def export(
        name: Name,
        file: Annotated[str, typer.Argument(help="Where to.")],
        replace: Replace = False,
        as_json: Json = False,
    ) -> None:
        choose(ExportPlaylist(name, file, replace, as_json))

    @playlists.command("import", help="Save an M3U, M3U8 or XSPF file as a playlist.")
    def import_playlist(
        file: Annotated[str, typer.Argument(help="The file.")],
        name: Annotated[str, typer.Option(help="Another name than the file's.")] = "",
        replace: Replace = False,
        as_json: Json = False,
    ) -> None:
        choose(ImportPlaylist(file, name, replace, as_json))

    @playlists.command(help="Give one another name.")
    def rename(
        name: Name, new_name: Annotated[str, typer.Argument(help="The new one.")], as_json: Json = False
    ) -> None:
        choose(RenamePlaylist(name, new_name, as_json))

    @playlists.command(help="Delete one; its music stays.")
    def delete(name: Name, as_json: Json = False) -> None:
        choose(DeletePlaylist(name, as_json))


def _add_searches(app: typer.Typer, choose: Choose) -> None:
    searches = typer.Typer(help="Saved searches.", no_args_is_help=True)
    app.add_typer(searches, name="searches")

    @searches.command("list", help="List them.")
    def list_searches(
        history: Annotated[bool, typer.Option("--history", help="What was asked, instead.")] = False,
        as_json: Json = False,
    ) -> None:
        choose(ListSearches(history, as_json))

    @searches.command(help="Search again, in the library as it is now.")
    def run(
        name: Name,
        limit: Annotated[int | None, typer.Option(min=1, help="How many results.")] = None,
        playlist: Annotated[str, typer.Option(metavar="NAME", help="Save what is found as a new playlist.")] = "",
        append: Annotated[str, typer.Option(metavar="NAME", help="Put what is new behind that playlist.")] = "",
        as_json: Json = False,
    ) -> None:
        choose(RunSearch(name, limit, playlist, append, as_json))

    @searches.command(help="Delete one.")
    def delete(name: Name, as_json: Json = False) -> None:
        choose(DeleteSearch(name, as_json))
