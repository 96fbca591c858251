"""`segue recommend`: recommendations for songs, a playlist file, or each line of a batch."""

import sys
from pathlib import Path

import click
import msgspec
from threadpoolctl import threadpool_limits

from ops.batch import answer_batch
from ops.commands.options import EXISTING, model_option
from ops.open_model import open_model
from ops.playlist_files import listed_playlist
from shared.domain.listening import SPANS, Span
from shared.domain.track import join_names
from shared.errors import InvalidInput
from shared.intake import Intake, TrackReference, read_history, read_text
from shared.intake.advice import nothing_read, with_links_reported
from shared.intake.bounds import SHOWN
from shared.intake.files import read_files, read_parts
from shared.intake.formats import FORMAT_NAMES
from shared.intake.short_links import with_short_links_followed
from shared.model.answer import Answer, answer
from shared.model.described_crowds import Crowd
from shared.model.ranking.crowds import MOST
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.selection import Rules
from shared.model.resolve import Match
from shared.model.strays import why_left_out
from shared.settings.config import Settings

_NO_CAP = 0
_SEEDS_NAMED = 3
_WAYS = "one of --track, --playlist, --listenbrainz and --batch; or --title, alone or with one of the first three"


@click.command()
@model_option
@click.option("--track", multiple=True, help="A link, URI, id, or a song's name. May be given several times.")
@click.option("--playlist", multiple=True, type=EXISTING, help=f"A playlist file, or several: {FORMAT_NAMES}.")
@click.option("--list", "listed", is_flag=True, help="List the playlists in the files, and answer nothing.")
@click.option("--only", default="", help="The name of one playlist, where a file has several.")
@click.option(
    "--listenbrainz", default="", metavar="NAME", help="A listener at ListenBrainz, whose songs are read."
)
@click.option(
    "--range",
    "span",
    type=click.Choice(SPANS),
    default="half_yearly",
    show_default=True,
    help="With --listenbrainz: the latest listens, or favourites of the last month, half-year, year or all time.",
)
@click.option("--title", default="", help="The playlist's title, with songs or alone [default: the file's].")
@click.option("--batch", type=EXISTING, help='JSON lines: {"id": ..., "tracks": [uri, ...]}')
@click.option("-n", "n", default=10, show_default=True, type=click.IntRange(1, 5_000), help="How many songs.")
@click.option(
    "--max-per-artist",
    type=click.IntRange(0),
    help="Songs of one artist, 0 for any number [default: 2, and 0 with --batch]",
)
@click.option("--focus", type=click.IntRange(1, MOST), help="Go on one kind of the songs, by its number.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def recommend(
    folder: Path | None,
    track: tuple[str, ...],
    playlist: tuple[Path, ...],
    listed: bool,
    only: str,
    listenbrainz: str,
    span: Span,
    title: str,
    batch: Path | None,
    n: int,
    max_per_artist: int | None,
    focus: int | None,
    as_json: bool,
) -> None:
    """Recommend songs that belong next to the given ones.

    A batch is playlist continuation: it answers with tracks and scores alone, without a cap on artists, and counts
    every release of a song.

    A title alone is answered by the playlists, genres and artists that are called like it.

    Example: segue recommend --model var/model --track spotify:track:0q7LGcVSpsIoSbjChtZ8lI -n 5
    """
    sources = sum(map(bool, (track, playlist, listenbrainz, batch)))
    if sources > 1 or not (sources or title) or (batch and title):
        raise InvalidInput("Say what to go on", expected=_WAYS)
    if listed:
        click.echo(_list(playlist))
        return
    model = open_model(folder)
    if batch is not None:
        rules = Rules(n=n, max_per_artist=max_per_artist or None, one_release_per_song=False)
        with batch.open("rb") as lines, threadpool_limits(1, "blas"):
            answer_batch(lines, sys.stdout.buffer, model, rules, name=str(batch))
        return
    if listenbrainz:
        given = _heard(listenbrainz, span)
    elif track or playlist:
        given = _songs(read_files(_contents(playlist), only) if playlist else _tracks(track))
    else:
        given = Intake()
    if not title and len(playlist) == 1 and model.knows_title(given.name):
        title = given.name
    cap = 2 if max_per_artist is None else max_per_artist
    rules = Rules(n=n, max_per_artist=None if cap == _NO_CAP else cap)
    place = None if focus is None else focus - 1
    query = RecommendationQuery(rules=rules, title=title)
    found = answer(model, given, query, Settings.from_environment().track_names(), focus=place)
    click.echo(_as_json(found) if as_json else _as_text(found))


def _contents(paths: tuple[Path, ...]) -> list[tuple[str, bytes]]:
    return [(path.name, path.read_bytes()) for path in paths]


def _list(paths: tuple[Path, ...]) -> str:
    """Return each playlist of the files with its number of songs, a line each."""
    if not paths:
        raise InvalidInput("There is no file to list", expected="--playlist")
    parts = [part for name, content in _contents(paths) for part in read_parts(name, content)]
    return "\n".join(map(listed_playlist, parts))


def _songs(given: Intake) -> Intake:
    """Follow short links, and report what cannot be read by its link. Raises InvalidInput if there is no song."""
    if links := Settings.from_environment().short_links():
        given = with_short_links_followed(given, links)
    given = with_links_reported(given)
    if not given.references:
        raise nothing_read(given, _WAYS)
    return given


def _heard(name: str, span: Span) -> Intake:
    """Read a listener's songs. Raises InvalidInput where ListenBrainz is off, and as `read_history` does."""
    history = Settings.from_environment().listening_history()
    if history is None:
        raise InvalidInput("ListenBrainz is not asked here", found="SEGUE_LISTENBRAINZ=off", cure="unset it")
    return read_history(history, name, span)


def _tracks(texts: tuple[str, ...]) -> Intake:
    """Read each text as a reference or a short link; any other text is taken for a title."""
    given = Intake()
    for place, text in enumerate(texts, start=1):
        read = read_text(text)
        title = TrackReference(text[:SHOWN], place, title=text)
        given += read if read.references or read.short_links else Intake(references=(title,))
    return given


def _as_text(found: Answer) -> str:
    lines = [f"  not found: {unread.source} ({unread.why})" for unread in found.unmatched]
    lines += [f"  left out: {match.reference.source} ({why_left_out(match)})" for match in found.left_out]
    lines += [line for match in found.matched if match.kind != "stand_in" for line in _match_as_text(match)]
    lines += ["", _heading(found), ""]
    for place, each in enumerate(found.recommendations, start=1):
        lines.append(f"{place:3}. {each.track.title}")
        lines += [f"       {reason.text}" for reason in each.reasons]
    return "\n".join(lines)


def _heading(found: Answer) -> str:
    """Return a line about the recommendations, and with several kinds of songs one for each of these."""
    if found.crowds:
        kinds = [
            f"  {place}. {crowd.name or 'others'}: {_named(crowd)}"
            for place, crowd in enumerate(found.crowds, start=1)
        ]
        return "\n".join(
            ["Your songs are of several kinds (--focus goes on one of them):", *kinds, "", "Next to these:"]
        )
    return f"Next to these, in “{found.name}”:" if found.name else found.fallback or "Next to these:"


def _named(crowd: Crowd) -> str:
    return join_names([seed.title for seed in crowd.seeds[:_SEEDS_NAMED]])


def _match_as_text(match: Match) -> list[str]:
    """Return a match, and what it stands for or what else it may be where it is not sure."""
    if match.kind != "song":
        return [f"  {match.track.title} (for the {match.kind} “{match.reference.source}”)"]
    others = "; ".join(other.title for other in match.alternatives)
    return [
        f"  {match.track.title}",
        *([f"       {match.note}"] if match.note else []),
        *([f"       or, for “{match.reference.source}”: {others}"] if others else []),
    ]


def _as_json(found: Answer) -> str:
    value = {
        "model": found.model,
        "matched": [match.track.id for match in found.matched if match.kind != "stand_in"],
        "stand_ins": [match.track.id for match in found.matched if match.kind == "stand_in"],
        "unmatched": [
            *({"source": unread.source, "why": unread.why} for unread in found.unmatched),
            *({"source": match.reference.source, "why": why_left_out(match)} for match in found.left_out),
        ],
        "fallback": found.fallback,
        "crowds": [
            {"name": crowd.name, "share": crowd.share, "seeds": [seed.id for seed in crowd.seeds]}
            for crowd in found.crowds
        ],
        "recommendations": [
            {
                "uri": each.track.id,
                "name": each.track.name,
                "artist": each.track.artist,
                "score": each.score,
                "because": [reason.text for reason in each.reasons],
            }
            for each in found.recommendations
        ],
    }
    return msgspec.json.encode(value).decode()
