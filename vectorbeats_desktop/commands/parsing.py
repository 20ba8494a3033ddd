"""The command line's grammar: arguments in, a command with its options out."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Annotated

import typer

from vectorbeats_desktop import __version__
from vectorbeats_desktop.commands.backup_grammar import add_backup
from vectorbeats_desktop.commands.batch import BatchCommand
from vectorbeats_desktop.commands.command import Command
from vectorbeats_desktop.commands.demo import DemoCommand
from vectorbeats_desktop.commands.doctor import DoctorCommand
from vectorbeats_desktop.commands.duplicates import DuplicatesCommand
from vectorbeats_desktop.commands.folders import ListFolders, RemoveFolder
from vectorbeats_desktop.commands.index import IndexCommand
from vectorbeats_desktop.commands.kept_grammar import add_kept
from vectorbeats_desktop.commands.metrics import MetricsCommand
from vectorbeats_desktop.commands.models_grammar import add_models
from vectorbeats_desktop.commands.options import Json, Replace, Texts
from vectorbeats_desktop.commands.rate import RateCommand
from vectorbeats_desktop.commands.record import RecordCommand
from vectorbeats_desktop.commands.search import SearchCommand
from vectorbeats_desktop.commands.settings_grammar import add_settings
from vectorbeats_desktop.commands.spotify_grammar import add_spotify
from vectorbeats_desktop.commands.sync import KeyCommand
from vectorbeats_desktop.commands.sync_grammar import add_sharing
from vectorbeats_desktop.engine.library.ratings import MOST_STARS
from vectorbeats_desktop.engine.recording.take import LONGEST_S
from vectorbeats_desktop.engine.records import Kind

PROGRAM = "vectorbeats"


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """Open the window, with files to search by; it needs no command line's session."""

    files: tuple[str, ...] = ()


Parsed = Command | OpenWindow | RecordCommand | KeyCommand
_chosen: ContextVar[list[Parsed]] = ContextVar("_chosen")  # of this thread: a window answers several at once


def parse(argv: Sequence[str]) -> Parsed | int:
    """The command that was typed; or an exit code when help was printed, or the use was wrong (2)."""
    chosen: list[Parsed] = []
    before = _chosen.set(chosen)
    try:
        _command()(args=list(argv), prog_name=PROGRAM)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 2
        return chosen[0] if chosen and code == 0 else code
    finally:
        _chosen.reset(before)
    return chosen[0] if chosen else 0


@functools.cache
def _command() -> Callable[..., object]:
    """The grammar, made once: that takes longer than reading a command with it, and a window reads many."""
    return typer.main.get_command(_grammar(lambda command: _chosen.get().append(command)))


def _grammar(choose: Callable[[Parsed], None]) -> typer.Typer:
    app = typer.Typer(
        help="Find music in your own collection by picture, words, sound or humming.",
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    _add_library_commands(app, choose)
    _add_search(app, choose)
    _add_record(app, choose)
    _add_folders(app, choose)
    add_kept(app, choose)
    add_models(app, choose)
    add_settings(app, choose)
    add_sharing(app, choose)
    add_spotify(app, choose)
    add_backup(app, choose)

    @app.command(help="Open the window, and search by FILES when there are any.")
    def window(files: Annotated[Texts, typer.Argument(help="Pictures and sounds.")] = None) -> None:
        choose(OpenWindow(tuple(files or ())))

    return app


def _say_version(asked: bool) -> None:
    if asked:
        typer.echo(f"VectorBeats Desktop {__version__}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_say_version, help="Print the version.")
    ] = False,
) -> None:
    """Take the options that come before any command."""


def _add_library_commands(app: typer.Typer, choose: Callable[[Parsed], None]) -> None:
    @app.command(help="Take folders into the library and analyse their music; all known folders without PATH.")
    def index(
        path: Annotated[Texts, typer.Argument(help="Folders of music.")] = None,
        confirm_removals: Annotated[bool, typer.Option(help="Files gone in great number are really gone.")] = False,
        retry: Annotated[bool, typer.Option(help="Try files again that were set aside.")] = False,
        as_json: Json = False,
    ) -> None:
        choose(IndexCommand(tuple(path or ()), as_json, confirm_removals, retry))

    @app.command(help="Look whether every part is well, and whether they agree.")
    def doctor(
        repair: Annotated[bool, typer.Option("--repair", help="Mend what can be mended.")] = False,
        bundle: Annotated[
            str, typer.Option(metavar="FILE", help="Write a report for support to FILE, a .zip without private names.")
        ] = "",
        replace: Replace = False,
        strict: Annotated[bool, typer.Option("--strict", help="Exit code 1 when a part has limits.")] = False,
        as_json: Json = False,
    ) -> None:
        choose(DoctorCommand(as_json, repair, bundle, replace, strict))

    @app.command(help="Print the program in figures (OpenMetrics), and write them to the file of monitoring.file.")
    def metrics() -> None:
        choose(MetricsCommand())

    @app.command(help="Give the track in FILE 1 to 5 stars; 0 takes its rating away.")
    def rate(
        file: Annotated[str, typer.Argument(help="A file of the library.")],
        stars: Annotated[int, typer.Argument(help=f"0 to {MOST_STARS}.")],
        as_json: Json = False,
    ) -> None:
        choose(RateCommand(file, stars, as_json))

    @app.command(help="List files that hold the same recording, in other encodings and lengths.")
    def duplicates(as_json: Json = False) -> None:
        choose(DuplicatesCommand(as_json))

    @app.command(help="Make twenty-one short pieces of music, index them, and search them.")
    def demo(as_json: Json = False) -> None:
        choose(DemoCommand(as_json))


def _add_search(app: typer.Typer, choose: Callable[[Parsed], None]) -> None:
    @app.command(help="Find music by any mix of pictures, words, hums and sounds.")
    def search(
        image: Annotated[Texts, typer.Option(help="A picture.")] = None,
        text: Annotated[Texts, typer.Option(help="Words, or a name.")] = None,
        hum: Annotated[Texts, typer.Option(help="A recording of somebody humming, singing or whistling.")] = None,
        recognise: Annotated[Texts, typer.Option(help="A recording of a track, to find which one it is.")] = None,
        sound: Annotated[Texts, typer.Option(help="A sound to find alike.")] = None,
        like: Annotated[Texts, typer.Option(help="A track to find more like.")] = None,
        playlist: Annotated[
            Texts, typer.Option(metavar="NAME_OR_FILE", help="A saved playlist, or an M3U or XSPF file.")
        ] = None,
        auto: Annotated[Texts, typer.Option(help="A picture or a sound: found out by itself.")] = None,
        weight: Annotated[
            Texts, typer.Option(metavar="KIND=W", help="From -1 to 1, such as text=0.5; negative for less.")
        ] = None,
        from_: Annotated[
            str | None, typer.Option("--from", metavar="TIME", help="Where the meant part of a sound or track begins.")
        ] = None,
        to: Annotated[str | None, typer.Option(metavar="TIME", help="Where it ends, such as 1:23.")] = None,
        emphasis: Annotated[
            str, typer.Option(help="Which side of a sound or track: balanced, timbre, rhythm, harmony or dynamics.")
        ] = "balanced",
        diversity: Annotated[float, typer.Option(min=0, max=1, help="How different results shall be.")] = 0.0,
        per_artist: Annotated[int | None, typer.Option(min=1, help="Tracks by one artist in each twenty.")] = None,
        per_album: Annotated[int | None, typer.Option(min=1, help="Tracks of one album in each twenty.")] = None,
        filter_: Annotated[
            Texts, typer.Option("--filter", metavar="FIELD=VALUE", help="Such as genre=jazz or year=1990..1999.")
        ] = None,
        batch: Annotated[str | None, typer.Option(metavar="FILE", help="Queries, one JSON object a line.")] = None,
        limit: Annotated[int | None, typer.Option(min=1, help="How many results.")] = None,
        caps: Annotated[
            bool, typer.Option("--caps/--no-caps", help="Each recording once, and few of an artist or album.")
        ] = True,
        save: Annotated[str, typer.Option(metavar="NAME", help="Save the search, for vectorbeats searches.")] = "",
        replace: Replace = False,
        as_json: Json = False,
    ) -> None:
        given = {
            **{Kind.IMAGE: image, Kind.TEXT: text, Kind.HUM: hum},
            **{Kind.SOUND: sound, Kind.RECOGNISE: recognise, Kind.LIKE: like},
            **{Kind.PLAYLIST: playlist, Kind.AUTO: auto},
        }
        parts = tuple((kind, value) for kind, values in given.items() for value in values or ())
        if batch is None and not parts:
            raise typer.BadParameter(f"say what to look for: {', '.join(f'--{kind}' for kind in given)} or --batch")
        if batch is not None:
            of_lines = (parts, weight, filter_, from_, to, emphasis != "balanced", diversity, per_artist, per_album)
            if save:
                raise typer.BadParameter("--save keeps one search, and --batch asks many")
            if any(of_lines):
                raise typer.BadParameter("--batch takes parts, weights, filters and the like from its lines")
            choose(BatchCommand(batch, limit, caps, as_json))
            return
        choose(
            SearchCommand(
                parts,
                tuple(weight or ()),
                tuple(filter_ or ()),
                limit,
                caps,
                as_json,
                (from_, to),
                emphasis,
                diversity,
                per_artist,
                per_album,
                save,
                replace,
            )
        )


def _add_record(app: typer.Typer, choose: Callable[[Parsed], None]) -> None:
    @app.command(help="Record a hum to FILE, a WAV file, until Ctrl+C or half a minute is full.")
    def record(
        file: Annotated[str | None, typer.Argument(help="Where to; hum-DATE-TIME.wav by itself.")] = None,
        device: Annotated[str, typer.Option(metavar="NAME_OR_ID", help="Another than the default microphone.")] = "",
        seconds: Annotated[float, typer.Option(min=0.5, max=LONGEST_S, help="Stop after so long.")] = LONGEST_S,
        list_devices: Annotated[bool, typer.Option("--list-devices", help="List what can be recorded from.")] = False,
        replace: Annotated[bool, typer.Option("--replace", help="FILE may be there already.")] = False,
        as_json: Json = False,
    ) -> None:
        choose(RecordCommand(file, device, seconds, list_devices, replace, as_json))


def _add_folders(app: typer.Typer, choose: Callable[[Parsed], None]) -> None:
    folders = typer.Typer(help="The folders of the library.", no_args_is_help=True)
    app.add_typer(folders, name="folders")

    @folders.command("list", help="List them.")
    def list_folders(as_json: Json = False) -> None:
        choose(ListFolders(as_json))

    @folders.command("remove", help="Take one out of the library; its files stay where they are.")
    def remove_folder(path: Annotated[str, typer.Argument(help="The folder.")], as_json: Json = False) -> None:
        choose(RemoveFolder(path, as_json))
