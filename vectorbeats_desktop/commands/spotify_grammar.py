"""The command line's grammar of Spotify."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from vectorbeats_desktop.commands.command import Command
from vectorbeats_desktop.commands.options import Json
from vectorbeats_desktop.commands.spotify import MatchTrack, SaveToSpotify, ShowSpotify, SignIn, SignOut


def add_spotify(app: typer.Typer, choose: Callable[[Command], None]) -> None:
    """Add `spotify` and what it can do."""
    spotify = typer.Typer(help="Tracks of the library on Spotify; off until it is switched on.", no_args_is_help=True)
    app.add_typer(spotify, name="spotify")

    @spotify.command("sign-in", help="Sign in on Spotify's page, in the browser.")
    def sign_in(as_json: Json = False) -> None:
        choose(SignIn(as_json))

    @spotify.command("sign-out", help="Forget the sign-in, and what Spotify said.")
    def sign_out(as_json: Json = False) -> None:
        choose(SignOut(as_json))

    @spotify.command(help="Tell what is set and what is missing; Spotify is not asked.")
    def status(as_json: Json = False) -> None:
        choose(ShowSpotify(as_json))

    @spotify.command(help="Find the track in FILE; nothing is said where it is not sure.")
    def match(
        file: Annotated[str, typer.Argument(metavar="FILE", help="A file of the library.")], as_json: Json = False
    ) -> None:
        choose(MatchTrack(file, as_json))

    @spotify.command(help="Make a private playlist there of those tracks of PLAYLIST that are surely there.")
    def save(
        playlist: Annotated[str, typer.Argument(metavar="PLAYLIST", help="Its name.")], as_json: Json = False
    ) -> None:
        choose(SaveToSpotify(playlist, as_json))
