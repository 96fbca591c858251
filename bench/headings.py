"""Count how often the heading of an answer fits its songs: `python -m bench.headings MODEL [--answers 200]`.

MODEL is a trained model. Questions of each kind in KINDS are drawn with a fixed seed. A heading fits if half of
the songs of its answer, or more, have a genre that it names; one that names none does not fit.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np

from shared.domain.track import Track
from shared.intake import TrackReference
from shared.model.answer import Answer, answer_resolved
from shared.model.candidates.tracks import Indices
from shared.model.model import Model
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.selection import Rules
from shared.model.resolve import resolve

SEED = 3
KNOWN = 5_000
"""Songs are drawn from so many of the most popular ones."""
SONGS = 10
CROWDS = 2
"""Kinds of songs that the page's heading names, if the answer has as many and they fit."""

Draw = Callable[[Model, np.random.Generator], Indices]


def _one(model: Model, rng: np.random.Generator) -> Indices:
    return _songs(model, rng, 1)


def _three(model: Model, rng: np.random.Generator) -> Indices:
    return _songs(model, rng, 3)


def _of_a_list(model: Model, rng: np.random.Generator) -> Indices:
    playlists = model.retrieval.playlists
    songs = playlists.tracks_of(int(rng.integers(len(playlists))))
    return rng.choice(songs, min(5, len(songs)), replace=False)


def _songs(model: Model, rng: np.random.Generator, count: int) -> Indices:
    return rng.choice(min(KNOWN, model.track_count), count, replace=False).astype(np.int32)


KINDS: dict[str, Draw] = {"a song": _one, "five songs of a list": _of_a_list, "three random songs": _three}


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of some answers, "" where there is none, and whether each fits."""

    names: tuple[str, ...]
    fitting: tuple[bool, ...]

    @property
    def share(self) -> float:
        """The share of headings that fit."""
        return sum(self.fitting) / len(self.fitting)


def headings(model: Model, kind: str, answers: int) -> Headings:
    """Answer questions of one kind and compare the headings with the songs."""
    rng = np.random.default_rng(SEED)
    found = [_answer(model, KINDS[kind](model, rng)) for _ in range(answers)]
    kinds = [kinds_named(each) for each in found]
    songs = [[each.track for each in one.recommendations] for one in found]
    return Headings(
        tuple(" / ".join(each) for each in kinds),
        tuple(2 * share(named, of) >= 1 for named, of in zip(kinds, songs, strict=True)),
    )


def _answer(model: Model, songs: Indices) -> Answer:
    ids = [track.id for track in model.tracks(songs)]
    given = [TrackReference(id, line, track_id=id) for line, id in enumerate(ids, start=1)]
    return answer_resolved(model, (), resolve(given, model), RecommendationQuery(rules=Rules(n=SONGS)))


def kinds_named(answer: Answer) -> list[str]:
    """Return the names in the page's heading: of two crowds, or else of the answer."""
    crowds = [_kind(each.name or "") for each in answer.crowds]
    are_named = len(crowds) == CROWDS and answer.crowds_fit and len(set(crowds)) > 1
    return list(filter(None, crowds if are_named else [answer.name or ""]))


def _kind(name: str) -> str:
    """Return the name of a crowd without the song that tells it apart from another of that name."""
    return name.partition(" such as “")[0]


def share(names: Sequence[str], songs: Sequence[Track]) -> float:
    """Return the share of songs that have a genre of a name, 0 to 1."""
    genres = {part.casefold() for name in names for part in name.split(" · ")}
    return sum(any(genre.casefold() in genres for genre in song.genres) for song in songs) / max(len(songs), 1)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--answers", default=200, show_default=True, help="Answers of each kind of question.")
@click.option("--only", default="", help="Only the kinds of questions whose name holds this.")
@click.option("--missed", is_flag=True, help="Print the headings that do not fit.")
def main(folder: Path, answers: int, only: str, missed: bool) -> None:
    """Print the share of headings that fit, for each kind of question."""
    model = Model.open(folder)
    for kind in filter(lambda kind: only in kind, KINDS):
        found = headings(model, kind, answers)
        longest = max(found.names, key=len)
        click.echo(f"{kind:<24}{found.share:>8.1%}  {found.names.count('')} without, the longest: {longest}")
        if missed:
            click.echo(
                "\n".join(f"  {name}" for name, fits in zip(found.names, found.fitting, strict=True) if not fits)
            )


if __name__ == "__main__":
    main()
