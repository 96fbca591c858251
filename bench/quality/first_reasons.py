"""The table of first reasons: whether seeds are named in turn, and how few rest on a single playlist."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from bench.quality.markdown import markdown
from bench.quality.split import Split
from shared.domain.track import Track
from shared.model.candidates.tracks import Indices
from shared.model.ranking.selection import Rules
from shared.model.reasons import Reason, Reasons
from training.evaluate.beyond_accuracy import ranked
from training.train import display_tracks

_SONGS = 10
_HEADER = (
    "reasons",
    "answers",
    "one seed in over half of an answer's first reasons",
    "first reasons: a single playlist",
)


def first_reasons(splits: Mapping[str, Split]) -> str:
    """Return both shares for the first ten songs of every request of five seeds, by the name of the data."""
    return markdown(_HEADER, [_row(name, _answers(split)) for name, split in splits.items()])


def _answers(split: Split) -> list[list[Reason]]:
    """Return the first reason of each song, by answer."""
    tracks = list(display_tracks(split.known))
    return [
        _first_of_each(split, request.seeds, tracks) for request in split.requests() if request.kind == "5 seeds"
    ]


def _first_of_each(split: Split, seeds: Indices, tracks: Sequence[Track]) -> list[Reason]:
    answered = ranked(split.recommender, seeds, Rules(n=_SONGS))
    seed_tracks, answered_tracks = ([tracks[row] for row in rows.tolist()] for rows in (seeds, answered))
    reasons = Reasons(split.recommender.retrieval, seeds, seed_tracks, answered, answered_tracks)
    return [first for first, *_ in reasons.of_each()]


def _row(name: str, answers: Sequence[Sequence[Reason]]) -> tuple[str, ...]:
    one_sided = np.mean([is_one_sided(reasons) for reasons in answers])
    single = np.mean([is_single_playlist(reason) for reasons in answers for reason in reasons])
    return name, str(len(answers)), f"{one_sided:.1%}", f"{single:.1%}"


def is_one_sided(reasons: Sequence[Reason]) -> bool:
    """Check whether one seed is named in more than half of the reasons."""
    named = Counter(seed for reason in reasons for seed in reason.seeds)
    return max(named.values(), default=0) > len(reasons) / 2


def is_single_playlist(reason: Reason) -> bool:
    """Check whether a reason is that one playlist holds the song and a seed."""
    return reason.kind == "playlists" and reason.text.startswith("On 1 playlist ")
