"""`segue recommend`: recommendations for songs, a playlist file, or each line of a batch."""

import sys
from pathlib import Path
from typing import get_args

import click
from threadpoolctl import threadpool_limits

from ops.answer_lines import as_json as json_of
from ops.answer_lines import as_text
from ops.batch import answer_batch
from ops.commands.bound_options import AskedBounds, bound_options
from ops.commands.options import EXISTING, model_option
from ops.given_lists import lists_in
from ops.given_songs import contents_of, listed_parts, songs_heard, songs_in, tracks_named
from ops.open_model import open_model
from shared.domain.listening import SPANS, Span
from shared.domain.search import Tune
from shared.domain.song_order import CURVES, Curve, Order
from shared.errors import InvalidInput, NoSuchCrowd
from shared.intake import Intake
from shared.intake.files import read_files
from shared.intake.formats import FORMAT_NAMES
from shared.model.answer import Answer, answer_resolved
from shared.model.blend import MOST_LISTS
from shared.model.blend_answer import answer_blend, merged
from shared.model.model import Model
from shared.model.ordering.flow import MOST_FLOWING
from shared.model.ranking.crowds import MOST
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.selection import Rules
from shared.model.understood import understood
from shared.model.words.asked import Asked, sentence_of, sole_line, with_words
from shared.settings.config import Settings

_NO_CAP = 0
_SONGS = 10
_WAYS = (
    "words such as “90s hip hop for running”, or one of --track, --playlist, --listenbrainz, --blend and "
    "--batch; or --title, alone or with one of the first three"
)


@click.command()
@model_option
@click.argument("words", nargs=-1)
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
@click.option(
    "--blend",
    "blended",
    multiple=True,
    type=EXISTING,
    help=f"A playlist file, given 2 to {MOST_LISTS} times: songs that go with all of them.",
)
@click.option("--batch", type=EXISTING, help='JSON lines: {"id": ..., "tracks": [uri, ...]}')
@click.option(
    "-n", "n", type=click.IntRange(1, 5_000), help="How many songs [default: as many as the words say, or 10]."
)
@click.option(
    "--max-per-artist",
    type=click.IntRange(0),
    help="Songs of one artist, 0 for any number [default: 2, and 0 with --batch]",
)
@click.option("--focus", type=click.IntRange(1, MOST), help="Go on one kind of the songs, by its number.")
@bound_options
@click.option(
    "--order",
    type=click.Choice(get_args(Order)),
    default="ranked",
    show_default=True,
    help=f"Best first, or so that each song leads to the next; up to {MOST_FLOWING} songs flow.",
)
@click.option("--curve", type=click.Choice(CURVES), help="With --order flow: the course of energy over the list.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def recommend(
    folder: Path | None,
    words: tuple[str, ...],
    track: tuple[str, ...],
    playlist: tuple[Path, ...],
    listed: bool,
    only: str,
    listenbrainz: str,
    span: Span,
    title: str,
    blended: tuple[Path, ...],
    batch: Path | None,
    n: int | None,
    max_per_artist: int | None,
    focus: int | None,
    order: Order,
    curve: Curve | None,
    as_json: bool,
    asked: AskedBounds,
) -> None:
    """Recommend songs that belong next to the given ones, or that WORDS ask for.

    A batch is playlist continuation: it answers with tracks and scores alone, without a cap on artists, and counts
    every release of a song.

    A title alone is answered by the playlists, genres and artists that are called like it.

    Words name artists, songs, kinds of music, years, moods and occasions, and what is not wanted.

    Example: segue recommend --model var/model "like Radiohead but calmer, no live versions"

    Example: segue recommend --model var/model --track spotify:track:0q7LGcVSpsIoSbjChtZ8lI -n 5
    """
    sources = sum(map(bool, (track, playlist, listenbrainz, blended, batch)))
    if sources > 1 or not (sources or title or words) or ((batch or blended) and (title or words)):
        raise InvalidInput("Say what to go on", expected=_WAYS)
    if batch and asked.any:
        raise InvalidInput(
            "A batch is answered without bounds", expected="--batch alone", cure="leave the bounds out"
        )
    if listed:
        click.echo(listed_parts(playlist))
        return
    _check_order(order, curve, n or _SONGS, batch)
    model = open_model(folder)
    if batch is not None:
        _answer_batch(
            batch, model, Rules(n=n or _SONGS, max_per_artist=max_per_artist or None, one_release_per_song=False)
        )
        return
    cap = 2 if max_per_artist is None else max_per_artist
    given = songs_heard(listenbrainz, span) if listenbrainz else _given(track, playlist, only)
    if not title and len(playlist) == 1 and model.knows_title(given.name):
        title = given.name
    lists = lists_in(blended, model, _WAYS) if blended else []
    in_words = Asked(merged(lists), None) if lists else _in_words(model, given, sentence_of(words))
    says = in_words.interpretation.effect
    query = RecommendationQuery(
        rules=Rules(n=n or says.n or _SONGS, max_per_artist=None if cap == _NO_CAP else cap),
        title=in_words.title(title, model),
        title_names_artists=bool(title),
        tune=in_words.tune(Tune(), model),
        bounds=asked.compiled(model, in_words.bounds),
        order=(says.order or "ranked") if order == "ranked" else order,
        curve=says.curve if order == "ranked" else curve,
    )
    found = answer_blend(model, lists, query) if lists else _answer(model, given, in_words, query, focus)
    click.echo(json_of(found) if as_json else as_text(found))


def _answer_batch(batch: Path, model: Model, rules: Rules) -> None:
    with batch.open("rb") as lines, threadpool_limits(1, "blas"):
        answer_batch(lines, sys.stdout.buffer, model, rules, name=str(batch))


def _given(track: tuple[str, ...], playlist: tuple[Path, ...], only: str) -> Intake:
    """Read songs from files or else by name; none without either."""
    if playlist:
        return songs_in(read_files(contents_of(playlist), only), _WAYS)
    return songs_in(tracks_named(track), _WAYS) if track else Intake()


def _check_order(order: Order, curve: Curve | None, n: int, batch: Path | None) -> None:
    """Raise InvalidInput for a curve without a flow, and for a flow of a batch or of too many songs."""
    if curve and order != "flow":
        raise InvalidInput("--curve needs a list that flows", expected="--order flow", found=f"--order {order}")
    if order == "flow" and (batch or n > MOST_FLOWING):
        raise InvalidInput(
            "This does not flow",
            expected=f"one list of up to {MOST_FLOWING} songs",
            found="a batch" if batch else f"{n:,} songs",
            cure="leave out --order, or ask for fewer songs",
        )


def _in_words(model: Model, given: Intake, sentence: str) -> Asked:
    """Match the songs, and read the words beside them. Raises InvalidInput where these are all and say nothing."""
    names = Settings.from_environment().track_names()
    return with_words(
        understood(given.references, model, names), (sentence,) if sentence else (), sole_line(given), model
    )


def _answer(model: Model, given: Intake, in_words: Asked, query: RecommendationQuery, focus: int | None) -> Answer:
    """Answer; `focus` counts from 1, as the lines of an answer do. Raises InvalidInput without such a kind."""
    place = None if focus is None else focus - 1
    try:
        return answer_resolved(model, given.unread, in_words.resolution, query, place, in_words.words)
    except NoSuchCrowd as error:
        raise InvalidInput(
            "--focus names a kind that these songs do not have",
            expected=f"1 to {error.crowds}" if error.crowds else "no --focus: all are of one kind",
            found=str(error.focus + 1),
            cure="leave it out to see the kinds",
        ) from error
