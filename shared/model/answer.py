"""A whole answer: matched and unmatched input, recommendations and their reasons."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shared.errors import InvalidInput
from shared.intake import Intake, Unread
from shared.model.atlas import ClusterInfo, Position
from shared.model.blend import Blend
from shared.model.bounds.song_bounds import Kept
from shared.model.candidates.tracks import Indices
from shared.model.described_crowds import Crowd, crowds_fit, described_crowds, focused
from shared.model.explained import Recommended, recommended
from shared.model.model import Model
from shared.model.ordering.arranged import flow_of
from shared.model.ordering.journey import Journey
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.selection import Rules
from shared.model.ranking.song_group import SongGroup
from shared.model.resolve import Match, Resolution
from shared.model.understood import understood
from shared.model.words.interpretation import Interpretation
from shared.ports import TrackNames

UNCLEAR_TITLE = "no playlist, genre or artist here is called anything like it"
NO_LINE = 0
"""The line of a title that is reported as unread: the lines of what was given count from 1."""

NOTHING_MATCHED = "None of your songs is in our catalogue, so this is only what is popular."

ONLY_BOUNDS = "This tells no taste to go by, so these are only the most popular songs that keep to your limits."

ONLY_SOUND = "“{}” tells us nothing, so these are popular songs of the sound that you asked for."


@dataclass(frozen=True, slots=True)
class Answer:
    """Recommendations, best first unless they are a journey, and the input they are based on."""

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
    strays: tuple[Match, ...] = ()
    """Unsure matches that fit no other song of the input."""
    crowds: tuple[Crowd, ...] = ()
    """The kinds of seeds, the greatest first; empty if all are of one kind."""
    crowds_fit: bool = True
    """Whether half of the songs or more are of a kind that the crowds are named by."""
    words: Interpretation | None = None
    """How the request's words were understood; None if it has none."""
    bounds: tuple[Kept, ...] = ()
    """The songs that each bound leaves, the narrowest first."""
    few: str | None = None
    """Why there are fewer songs than were asked for; None without bounds, and if there are as many."""
    blend: Blend | None = None
    """The lists, of an answer to several; None for a single one."""
    journey: Journey | None = None
    """The songs as they follow each other; None for a list in the order of rank."""


def answer(
    model: Model,
    given: Intake,
    query: RecommendationQuery,
    names: TrackNames | None = None,
    focus: int | None = None,
) -> Answer:
    """Match the input with the catalogue and recommend tracks that go with it.

    `names` tell of unknown ids; `query` and `focus` are as in `answer_resolved`.

    >>> from shared.intake import read_text
    >>> first = model.tracks([0])[0]
    >>> from shared.model.ranking.selection import Rules
    >>> five = RecommendationQuery(rules=Rules(n=5))
    >>> found = answer(model, read_text(f"{first.artist} - {first.name}"), five)
    >>> len(found.recommendations), found.unmatched, found.fallback
    (5, (), None)
    """
    return answer_resolved(model, given.unread, understood(given.references, model, names), query, focus)


def answer_resolved(
    model: Model,
    unread: Sequence[Unread],
    resolution: Resolution,
    query: RecommendationQuery,
    focus: int | None = None,
    words: Interpretation | None = None,
) -> Answer:
    """Recommend tracks that go with what was matched; `unread` is what intake could not read.

    `query` has what is asked beside the songs: its seeds, stand-ins and crowds are those of `resolution`. A title
    that says nothing is reported as unread. `focus` is the place of the one crowd to go on, among the answer's
    crowds; `words` are those that `query` and `resolution` heed. Raises NoSuchCrowd without such a crowd, and
    InvalidInput where there is nothing but such a title, or where the bounds leave no song.
    """
    evidence = resolution.evidence
    query, unread = titled(query, model, (*unread, *resolution.unmatched), evidence)
    by_index = {match.index: match.track for match in resolution.matched}
    given = resolution.given
    crowds = model.crowds_of(given.seeds, given.unknown)
    asked = given if focus is None else focused(crowds, focus)
    own_crowds = crowds if focus is None else model.crowds_of(asked.seeds, asked.unknown)
    query = _about(query, asked, own_crowds, rules_without(query.rules, resolution))
    query.demand_any_song()
    recommendations = recommended(model, query, by_index, resolution.stands_for)
    kept = query.kept
    named = asked.seeds if len(asked.seeds) else asked.evidence
    described = described_crowds(crowds, by_index, model)
    tracks = [each.track for each in recommendations]
    return Answer(
        model=model.version,
        matched=resolution.matched,
        unmatched=unread,
        cluster=model.cluster_of(evidence),
        name=model.name_of(named, tracks),
        position=model.position_of(evidence),
        recommendations=recommendations,
        fallback=None if len(evidence) else _why_popular(query, words, unread),
        strays=resolution.strays,
        crowds=described,
        crowds_fit=crowds_fit(described, tracks),
        words=words,
        bounds=kept,
        few=why_few(len(recommendations), query.rules.n, kept),
        journey=flow_of(model, tracks, query),
    )


def why_few(found: int, n: int, kept: Sequence[Kept]) -> str | None:
    """Return why there are fewer songs than were asked for; None if there are as many, or no bounds."""
    if found >= n or not kept:
        return None
    return f"Only {found} of {n} songs keep to all you asked for, the fewest to this: songs {kept[0].words}."


def _about(
    query: RecommendationQuery, asked: SongGroup, crowds: Sequence[SongGroup], rules: Rules
) -> RecommendationQuery:
    """Return a query about some songs, by the rules of their list."""
    return replace(query, rules=rules, seeds=asked.seeds, stand_ins=asked.stand_ins, crowds=crowds)


def _why_popular(query: RecommendationQuery, words: Interpretation | None, unread: Sequence[Unread]) -> str | None:
    """Return why an answer without songs has only popular ones; None if it goes by a title or a wanted sound."""
    if query.title:
        return None
    if words is None or not words.parts:
        only_bounds = query.bounds is not None and not unread
        return ONLY_BOUNDS if only_bounds else NOTHING_MATCHED
    if not words.targets({}):
        return ONLY_BOUNDS
    return ONLY_SOUND.format(words.unread[0]) if words.unread else None


def titled(
    query: RecommendationQuery, model: Model, unread: tuple[Unread, ...], evidence: Indices
) -> tuple[RecommendationQuery, tuple[Unread, ...]]:
    """Return the query and what is unread: a title that says nothing is taken from the one to the other.

    Raises InvalidInput where there is nothing but such a title.
    """
    if not query.title or model.knows_title(query.title, names_artists=query.title_names_artists):
        return query, unread
    if not (len(evidence) or unread):
        raise _unclear(query.title)
    return replace(query, title=""), (*unread, Unread(query.title, NO_LINE, UNCLEAR_TITLE))


def rules_without(rules: Rules, resolution: Resolution) -> Rules:
    """Return the rules of a list without any song that was matched, in whichever crowd."""
    strays = {match.index for match in resolution.strays}
    return replace(rules, exclude=rules.exclude | set(resolution.seeds.tolist()) | strays)


def _unclear(title: str) -> InvalidInput:
    return InvalidInput(
        "This title alone says too little",
        expected="a title that names a genre, an artist or a mood, or some songs",
        found=repr(title),
        cure="add a song or two",
    )
