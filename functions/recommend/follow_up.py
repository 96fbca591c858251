"""Follow-ups: a request that goes on from an earlier one, and changes it in words or by its own fields."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import msgspec
from msgspec import structs

from shared.domain.search import JSON, Search, texts_of
from shared.errors import InvalidInput, NotFound
from shared.model.model import Model
from shared.model.words.asked import Asked
from shared.model.words.places import PlaceWish, place_wishes
from shared.ports import Record, Records
from shared.record_kinds import SEARCH_KEPT, SEARCHES

from .contract import RecommendRequest
from .journeys import encoded_names, given_fields
from .words_contract import Understood, UnderstoodPart

MOST_BYTES = 8_000
"""Size, as JSON, of a field that is kept for a follow-up; a longer one has to be sent again."""

MOST_LINES = 200
"""Lines that stand for other songs, as an artist's name does, which are kept for a follow-up."""

MOST_SENTENCES, MOST_SAID = 50, 2_000
"""Sentences that are gone on from together, and their characters: all of them are read each time."""

_SONGS = frozenset("tracks artists text file files part song playlist listenbrainz corrections".split())
"""The fields of songs: what they were matched with is kept in place of them."""

_INSTEAD_OF_SONGS = frozenset({"from", "to", "lists"})
"""Fields that hold the songs of a path or a blend, and are kept as they are."""

_OF_ONE_REQUEST = frozenset({"words", "after", "forget", "share"})


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A request with what it goes on from."""

    request: RecommendRequest
    earlier: tuple[str, ...] = ()
    """The words of the requests before, the first ones first."""
    wishes: tuple[tuple[PlaceWish, str], ...] = ()
    """Wishes in its words about songs of the last list, each with the song's id."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """All words, the earliest first."""
        words = self.request.words.strip()
        return (*self.earlier, words) if words else self.earlier


def followed(
    request: RecommendRequest, named: Collection[str] | None, records: Records, listener: str | None
) -> FollowUp:
    """Return a request with what it leaves out as it was in the search it comes after; its words are added.

    `named` are the fields that the request holds, None for those that differ from an empty one's. Raises NotFound
    for a search that is not kept, or is another listener's, and InvalidInput for a place that its list does not
    have, for fields that were too long to be kept, and where too many words were added.
    """
    if not request.after:
        return FollowUp(request)
    search = Search.of(request.after, kept_search(request.after, records, listener).fields)
    rest, wishes = place_wishes(request.words)
    chosen = tuple((wish, _at(wish, search)) for wish in wishes)
    named = _names_of(given_fields(request)) if named is None else named
    request = structs.replace(request, words=rest)
    found = FollowUp(
        _with_wishes(_continued(request, named, search), chosen), texts_of(search.asked.get("words")), chosen
    )
    _demand_few(found.sentences)
    return found


def _demand_few(sentences: Sequence[str]) -> None:
    """Raise InvalidInput if a list was changed by more words than can be kept."""
    said = sum(map(len, sentences))
    if len(sentences) > MOST_SENTENCES or said > MOST_SAID:
        raise InvalidInput(
            "This list was changed in too many words to go on from it",
            expected=f"up to {MOST_SENTENCES} sentences of {MOST_SAID:,} characters together",
            found=f"{len(sentences)} sentences of {said:,} characters",
            cure="say all that you want in one sentence, without after",
        )


def to_keep(follow_up: FollowUp, asked: Asked) -> dict[str, JSON]:
    """Return what a follow-up of this request needs."""
    fields = _encoded_fields(follow_up.request)
    long = [name for name, text in fields.items() if len(text) > MOST_BYTES]
    read_again = {id(match) for match in asked.of_words}
    given = [match for match in asked.resolution.matched if id(match) not in read_again]
    others = [match.reference.source for match in given if match.kind != "song"]
    if not asked.resolution.matched:  # of an answer with what is popular: without its lines nothing would be asked
        others = [each.source for each in asked.resolution.unmatched]
    lines = [*dict.fromkeys(others)][:MOST_LINES]
    return {
        "fields": {name: msgspec.json.decode(text) for name, text in fields.items() if name not in long},
        "too_long": [*long],
        "words": [*asked.sentences],
        "lines": [*lines],
        "not_given": [*dict.fromkeys(match.track.id for match in asked.of_words)],
    }


def with_places(
    understood: Understood | None, wishes: Sequence[tuple[PlaceWish, str]], model: Model
) -> Understood | None:
    """Return what was understood with the songs of the last list that the words named."""
    if not wishes:
        return understood
    tracks = model.tracks(model.indices_of([track for _, track in wishes]))
    titles = {track.id: track.title for track in tracks}
    parts = [_part(wish, track, titles.get(track, track)) for wish, track in wishes]
    before = understood or Understood([], [])
    return Understood([*before.parts, *parts], before.unread)


def _part(wish: PlaceWish, track: str, title: str) -> UnderstoodPart:
    if wish.more:
        return UnderstoodPart("more_like", wish.text, f"more like {title}", [], track)
    return UnderstoodPart("not_like", wish.text, f"nothing like {title}", [], track)


def kept_search(id: str, records: Records, listener: str | None) -> Record:
    """Return the record of an answer. Raises NotFound for one that is not kept, or is another listener's."""
    record = records.get(SEARCHES.name, id)
    if record is None or record.fields.get("listener") not in (None, listener):
        raise NotFound(
            "There is no such list to go on from",
            expected=f"the id of an answer to you of the last {SEARCH_KEPT.days} days in after",
            found=repr(id[:40]),
            cure="ask anew, without after",
        )
    return record


def _at(wish: PlaceWish, search: Search) -> str:
    if not 0 < wish.place <= len(search.recommended):
        raise InvalidInput(
            f"The list has no number {wish.place}",
            expected=f"a place from 1 to {len(search.recommended)}",
            found=repr(wish.text[:80]),
        )
    return search.recommended[wish.place - 1]


def _continued(request: RecommendRequest, named: Collection[str], search: Search) -> RecommendRequest:
    asked, named = search.asked, {*named, *request.forget}
    if "order" in named:
        named.add("curve")  # it is of the order before
    if missing := [name for name in texts_of(asked.get("too_long")) if name not in named]:
        raise InvalidInput(
            "The request before was too long to be kept whole",
            expected=f"its {' and '.join(missing)} once more",
            found="none",
            cure="send the same again beside after",
        )
    kept = asked.get("fields")
    known = {encoded: name for name, encoded in encoded_names().items()}
    fields = {name: value for name, value in kept.items() if name in known} if isinstance(kept, dict) else {}
    own = {known[name]: getattr(request, known[name]) for name in named if name in known}
    before = msgspec.convert(fields, RecommendRequest)
    changed = structs.replace(before, **{**own, "words": request.words, "after": "", "forget": []})
    if _SONGS.intersection(named):
        return changed
    return structs.replace(changed, tracks=_given_tracks(search), text="\n".join(texts_of(asked.get("lines"))))


def _given_tracks(search: Search) -> list[str]:
    """Return the ids of the songs that were given, without those that stand for lines and words."""
    fields = search.asked.get("fields")
    if isinstance(fields, dict) and fields.keys() & _INSTEAD_OF_SONGS:
        return []
    others = {*search.stands_for, *texts_of(search.asked.get("not_given"))}
    return [seed for seed in search.seeds if seed not in others]


def _with_wishes(request: RecommendRequest, wishes: Sequence[tuple[PlaceWish, str]]) -> RecommendRequest:
    """Return a request in which songs of the last list are loved or hated as the wishes say."""
    loved = dict.fromkeys(track for wish, track in wishes if wish.more)
    hated = dict.fromkeys(track for wish, track in wishes if not wish.more)
    return structs.replace(
        request,
        loved=[*(each for each in request.loved if each not in hated), *loved],
        hated=[*(each for each in request.hated if each not in loved), *hated],
    )


def _encoded_fields(request: RecommendRequest) -> dict[str, bytes]:
    """Return the given fields as JSON, by their names there, but for songs and what is of one request."""
    given = [name for name in given_fields(request) if name not in _SONGS | _OF_ONE_REQUEST]
    return {
        name: msgspec.json.encode(getattr(request, own)) for own, name in zip(given, _names_of(given), strict=True)
    }


def _names_of(fields: Sequence[str]) -> list[str]:
    """Return the names in JSON of some fields of a request."""
    names = encoded_names()
    return [names[each] for each in fields]
