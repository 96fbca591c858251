"""A whole answer: matched and unmatched input, recommendations and their reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from shared.domain.search import Tune
from shared.domain.track import Track
from shared.errors import InvalidInput
from shared.intake import Intake, Unread
from shared.model.atlas import ClusterInfo, Position
from shared.model.candidates.tracks import Indices
from shared.model.crowd_names import crowd_names
from shared.model.model import Model
from shared.model.ranking.preferences import Opinions
from shared.model.ranking.recommender import AS_LEARNED, NO_OPINIONS, Recommendation, tracks_of
from shared.model.ranking.selection import Rules
from shared.model.reasons import ALL_NAMED, Reason, Reasons
from shared.model.resolve import Match, Resolution
from shared.model.title_reasons import title_reasons
from shared.model.wishes import understood
from shared.ports import TrackNames

UNCLEAR_TITLE = "no playlist, genre or artist here is called anything like it"
NOTHING_MATCHED = "None of your songs is in our catalogue, so this is only what is popular."


@dataclass(frozen=True, slots=True)
class Recommended:
    """One recommended track, its score from 0 to 1 and its reasons."""

    track: Track
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Crowd:
    """Seeds of one kind, where a request has several kinds."""

    name: str | None
    share: float
    """Share of the seeds, 0 to 1, and of the recommendations."""
    seeds: tuple[Track, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Recommendations, best first, and the input they are based on."""

    model: str
    matched: tuple[Match, ...]
    unmatched: tuple[Unread, ...]
    cluster: ClusterInfo | None
    name: str | None
    """A name of the songs that are gone on; None without any."""
    position: Position | None
    recommendations: tuple[Recommended, ...]
    fallback: str | None
    """The reason why these are only popular tracks; None if they are not."""
    left_out: tuple[Match, ...] = ()
    """Unsure matches that fit no other song of the input."""
    crowds: tuple[Crowd, ...] = ()
    """The kinds of seeds, the greatest first; empty if all are of one kind."""


def answer(
    model: Model,
    given: Intake,
    rules: Rules,
    tune: Tune = AS_LEARNED,
    opinions: Opinions = NO_OPINIONS,
    names: TrackNames | None = None,
    focus: int | None = None,
    title: str = "",
) -> Answer:
    """Match the input with the catalogue and recommend tracks that go with it.

    `names` tell of unknown ids; `focus` and `title` are as in `answer_resolved`.

    >>> from shared.intake import read_text
    >>> first = model.tracks([0])[0]
    >>> found = answer(model, read_text(f"{first.artist} - {first.name}"), Rules(n=5))
    >>> len(found.recommendations), found.unmatched, found.fallback
    (5, (), None)
    """
    resolution = understood(given.references, model, names)
    return answer_resolved(model, given.unread, resolution, rules, tune, opinions, focus, title)


def answer_resolved(
    model: Model,
    unread: Sequence[Unread],
    resolution: Resolution,
    rules: Rules,
    tune: Tune = AS_LEARNED,
    opinions: Opinions = NO_OPINIONS,
    focus: int | None = None,
    title: str = "",
) -> Answer:
    """Recommend tracks that go with what was matched; `unread` is what intake could not read.

    `focus` is the place of the one crowd to go on, among the answer's crowds; `title` is the playlist's, which is
    reported as unread if it says nothing. Raises InvalidInput without such a crowd, and where there
    is nothing but such a title.
    """
    seeds, evidence = resolution.seeds, resolution.evidence
    unread = (*unread, *resolution.unmatched)
    if title and not model.knows_title(title):
        if not (len(evidence) or unread):
            raise _unclear(title)
        unread, title = (*unread, Unread(title, 1, UNCLEAR_TITLE)), ""
    by_index = {match.index: match.track for match in resolution.matched}
    crowds = model.crowds_of(seeds)
    asked = seeds if focus is None else _focused(crowds, focus)
    stand_ins = resolution.stand_ins if focus is None else ()
    left_out = {match.index for match in resolution.left_out}
    rules = replace(rules, exclude=rules.exclude | set(seeds.tolist()) | left_out)
    theirs = crowds if focus is None else None
    found = model.recommend(asked, rules, tune, opinions, stand_ins, title, theirs)
    recommendations = _explained(model, asked, stand_ins, by_index, found, resolution.stands_for, title)
    return Answer(
        model=model.version,
        matched=resolution.matched,
        unmatched=unread,
        cluster=model.cluster_of(evidence),
        name=model.name_of(asked if len(asked) else evidence, [each.track for each in recommendations]),
        position=model.position_of(evidence),
        recommendations=recommendations,
        fallback=None if len(evidence) or title else NOTHING_MATCHED,
        left_out=resolution.left_out,
        crowds=_described(crowds, by_index, model) if len(crowds) > 1 else (),
    )


def _unclear(title: str) -> InvalidInput:
    return InvalidInput(
        "This title alone says too little",
        expected="a title that names a genre, an artist or a mood, or some songs",
        found=repr(title),
        cure="add a song or two",
    )


def _focused(crowds: Sequence[Indices], focus: int) -> Indices:
    """Return the seeds of one crowd. Raises InvalidInput if there are not so many."""
    if focus < len(crowds) and len(crowds) > 1:
        return crowds[focus]
    raise InvalidInput(
        "Field focus names a crowd that these songs do not have",
        expected=f"0 to {len(crowds) - 1}" if len(crowds) > 1 else "no focus: they are all of one kind",
        found=str(focus),
        cure="leave it out, and choose from the answer's crowds",
    )


def _described(crowds: Sequence[Indices], by_index: Mapping[int, Track], model: Model) -> tuple[Crowd, ...]:
    total = sum(map(len, crowds))
    return tuple(
        Crowd(name, len(crowd) / total, tuple(by_index[seed] for seed in crowd.tolist()))
        for crowd, name in zip(crowds, crowd_names(crowds, model), strict=True)
    )


def recommended(
    model: Model,
    seeds: Indices,
    seed_tracks: Sequence[Track],
    rules: Rules,
    tune: Tune = AS_LEARNED,
    opinions: Opinions = NO_OPINIONS,
    *,
    stands_for: Mapping[str, str] = ALL_NAMED,
) -> tuple[Recommended, ...]:
    """Return up to `rules.n` recommendations with their reasons, best first.

    `seeds` are distinct; `seed_tracks` are their tracks in the same order. For `stands_for` see `Reasons`.
    """
    by_index = dict(zip(seeds.tolist(), seed_tracks, strict=True))
    return _explained(model, seeds, (), by_index, model.recommend(seeds, rules, tune, opinions), stands_for)


def _explained(
    model: Model,
    seeds: Indices,
    stand_ins: Sequence[Indices],
    by_index: Mapping[int, Track],
    found: Sequence[Recommendation],
    stands_for: Mapping[str, str],
    title: str = "",
) -> tuple[Recommended, ...]:
    """Return recommendations with their reasons; a stand-in that is recommended is a reason for none.

    A title is one where there is no seed at all.
    """
    indices = tracks_of(found)
    others = np.setdiff1d(np.concatenate([seeds[:0], *stand_ins]), indices)
    named = np.concatenate([seeds, np.setdiff1d(others, seeds)])
    described = explained(model, named, [by_index[each] for each in named.tolist()], indices, stands_for)
    if title and not len(named):
        because = title_reasons(model.retrieval.titles, title, indices)
        described = [(track, own or other) for (track, other), own in zip(described, because, strict=True)]
    return tuple(
        Recommended(track, each.score, reasons) for each, (track, reasons) in zip(found, described, strict=True)
    )


def explained(
    model: Model,
    seeds: Indices,
    seed_tracks: Sequence[Track],
    answered: Indices,
    stands_for: Mapping[str, str] = ALL_NAMED,
) -> list[tuple[Track, tuple[Reason, ...]]]:
    """Return the tracks of `answered`, in order, each with one to three reasons why it goes with `seeds`."""
    tracks = model.tracks(answered)
    reasons = Reasons(model.retrieval, seeds, seed_tracks, answered, tracks, stands_for)
    return list(zip(tracks, reasons.of_each(), strict=True))
