"""`segue fetch`: real songs and listening from open data, one subcommand a source."""

import re
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from ops.commands.options import F, step
from shared.adapters.file_host import FileHost
from shared.settings.config import Settings
from shared.settings.variables import is_origin
from training.fetch.acousticbrainz import FEATURES, FIRST_BYTES, REDIRECTS, AcousticBrainz
from training.fetch.canonical import MusicBrainzCanonical
from training.fetch.listenbrainz import ListenBrainz
from training.fetch.listens import Period
from training.fetch.sessions import SessionRules

OUT = Path("var/listenbrainz")


@click.group()
def fetch() -> None:
    """Fetch real songs and listening from open data, and audio features for them.

    Example: segue fetch listenbrainz --days 1
    """


def host_option(command: F) -> F:
    """Add `--from`, which becomes a FileHost."""
    return click.option(
        "--from",
        "host",
        metavar="URL",
        callback=_host,
        help="Another host with the same files [default: SEGUE_METABRAINZ]",
    )(command)


def _host(_ctx: click.Context, _option: click.Parameter, url: str | None) -> FileHost:
    if url is not None and not is_origin(url):
        raise click.BadParameter(f"expected http://HOST or https://HOST, no path; found {url!r}")
    return FileHost(url or Settings.from_environment().metabrainz_url)


def _month(_ctx: click.Context, _option: click.Parameter, text: str | None) -> Period | None:
    if text is None:
        return None
    if not re.fullmatch(r"(19|20)\d\d-(0[1-9]|1[0-2])", text):
        raise click.BadParameter(f"expected YYYY-MM, found {text!r}")
    year, month = map(int, text.split("-"))
    return Period(datetime(year, month, 1), datetime(year + month // 12, month % 12 + 1, 1))


RULES = {
    "silence_minutes": ("--silence", click.IntRange(1), "Minutes without a listen that end a session."),
    "shortest": ("--shortest", click.IntRange(2), "Fewest songs of a session."),
    "longest": ("--longest", click.IntRange(2), "Most songs of a session; longer ones are cut."),
    "sessions_per_listener": ("--sessions", click.IntRange(1), "Most sessions of one listener."),
    "listeners_per_song": ("--listeners", click.IntRange(1), "Fewest listeners of a song."),
    "one_release_share": (
        "--one-release",
        click.FloatRange(0, 1, min_open=True),
        "Largest share of one release in a session.",
    ),
}
"""The option of each field of SessionRules, its values and its help."""


def rules_options(command: F) -> F:
    """Add an option for each of the rules."""
    for each in reversed(fields(SessionRules)):
        name, kind, text = RULES[each.name]
        option = click.option(name, each.name, default=each.default, show_default=True, type=kind, help=text)
        command = option(command)
    return command


@fetch.command()
@click.option("--days", default=1, show_default=True, type=click.IntRange(1), help="How many of the newest days.")
@click.option("--month", callback=_month, metavar="YYYY-MM", help="A month of the newest full dump instead.")
@click.option("--spotify-ids", is_flag=True, help="Find the songs' Spotify ids and ISRCs, too.")
@click.option("--out", default=OUT, show_default=True, type=click.Path(path_type=Path), help="Folder to write.")
@click.option(
    "--extract",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A file of 12 MB at most to hand on, besides.",
)
@rules_options
@host_option
def listenbrainz(
    host: FileHost,
    days: int,
    month: Period | None,
    spotify_ids: bool,
    out: Path,
    extract: Path | None,
    **rules: Any,
) -> None:
    """Turn listening that people publish on ListenBrainz into playlists of real songs.

    Example: segue fetch listenbrainz --days 1
    """
    source = ListenBrainz(days, month, spotify_ids, SessionRules(**rules), extract)
    fetched = source.fetch(host, out, step)
    click.echo(f"Wrote {fetched.playlists:,} playlists of {fetched.tracks:,} songs to {out}.")
    if fetched.extract:
        click.echo(f"Wrote {fetched.extract[0]:,} playlists of {fetched.extract[1]:,} songs to {extract}.")


SONGS = click.option(
    "--songs",
    default=OUT,
    show_default=True,
    type=click.Path(path_type=Path),
    help="The folder of `segue fetch listenbrainz`; the table is written there.",
)


def _bytes(_ctx: click.Context, _option: click.Parameter, text: str) -> int:
    found = re.fullmatch(r"([1-9]\d{0,5}) ?(MB|GB)", text)
    if found is None:
        raise click.BadParameter(f"expected a size as 150MB or 1GB, found {text!r}")
    return int(found[1]) * {"MB": 1_000_000, "GB": 1_000_000_000}[found[2]]


@fetch.command()
@click.option(
    "--first", default=f"{FIRST_BYTES // 1_000_000}MB", show_default=True, callback=_bytes, metavar="SIZE",
    help="How much of each of the three tables to read.",
)  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Read all of them: 2.8 GB.")
@SONGS
@host_option
def acousticbrainz(host: FileHost, first: int, everything: bool, songs: Path) -> None:
    """Find out how the fetched songs sound: tempo, key, mode, danceability and loudness.

    Example: segue fetch acousticbrainz --first 150MB
    """
    chosen = click.get_current_context().get_parameter_source("first")
    if everything and chosen is ParameterSource.COMMANDLINE:
        raise click.UsageError("expected --first or --all, found both")
    found = AcousticBrainz(None if everything else first).fetch(host, songs, step)
    share = found.songs / found.of if found.of else 0
    click.echo(f"Found the sound of {found.songs:,} of {found.of:,} songs ({share:.1%}), in {songs / FEATURES}.")


@fetch.command("musicbrainz-canonical")
@SONGS
@host_option
def musicbrainz_canonical(host: FileHost, songs: Path) -> None:
    """Find other versions of the fetched songs, so that AcousticBrainz finds more of them: 2.3 GB.

    Example: segue fetch musicbrainz-canonical
    """
    count = MusicBrainzCanonical().fetch(host, songs, step)
    click.echo(f"Wrote {count:,} other versions of songs to {songs / REDIRECTS}.")
