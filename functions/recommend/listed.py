"""A kept answer as an entry of a listener's lists, under its name, and the wishes it was asked with."""

from collections.abc import Callable, Iterable, Sequence

import msgspec
from msgspec import UNSET, structs

from shared.domain.list_names import made_from
from shared.domain.offers import offers
from shared.domain.one_line import clean
from shared.domain.search import Search, texts_of
from shared.model.model import Model
from shared.ports import Record
from shared.records.kept_answers import KEPT_ANSWER, unpacked
from shared.records.sittings import NAME

from .contract import RecommendedTrack, RecommendRequest, RecommendResponse
from .own_lists_contract import LONGEST_NAME, ListedSong, OwnList
from .wishes_contract import KeptAs, NamedSong

FIRST_SONGS = 4
"""Songs shown of a list."""

_LONGEST_SONG = 50


def kept_answer(record: Record) -> RecommendResponse | None:
    """Return the answer that a record keeps, None where it has none or one of another form."""
    text = unpacked(record.fields.get(KEPT_ANSWER))
    try:
        return None if text is None else msgspec.json.decode(text, type=RecommendResponse)
    except msgspec.DecodeError:
        return None


def listed(record: Record, model: Callable[[], Model]) -> OwnList:
    """Return a search as an entry; the model names the songs of one whose answer is not kept."""
    search, answer = Search.of(record.key, record.fields), kept_answer(record)
    songs = _songs_of(search.recommended[:FIRST_SONGS], answer.recommendations if answer else (), model)
    made = name_of(answer, search) if answer else made_from(_names_of(search, model()))
    name = str(record.fields.get(NAME) or made)
    return OwnList(record.key, name, search.asked_at.isoformat(), len(search.recommended), songs)


def name_of(answer: RecommendResponse, search: Search) -> str:
    """Return the name of a list that was given none: its title, or by its songs, or by the words without songs."""
    if answer.title:
        return clean(answer.title, LONGEST_NAME)
    words = " ".join(texts_of(search.asked.get("words")))
    if not answer.matched and words:
        return clean(words, LONGEST_NAME)
    given = (f"“{each.name}”" if each.kind == "song" else each.source for each in answer.matched)
    return made_from(_distinct(given))


def kept_as(search: Search, name: str, model: Callable[[], Model]) -> KeptAs:
    """Return how a search is kept, under a name."""
    asked = search.asked.get("fields")
    known = {each.encode_name for each in structs.fields(RecommendRequest)}
    fields = {name: value for name, value in asked.items() if name in known} if isinstance(asked, dict) else {}
    request = msgspec.convert(fields, RecommendRequest)
    return KeptAs(
        name=name,
        asked_at=search.asked_at.isoformat(),
        title=request.title,
        words=" ".join(texts_of(search.asked.get("words"))),
        n=None if request.n is UNSET else request.n,
        tune=request.tune,
        within=request.within,
        order=request.order,
        curve=request.curve,
        repeat=request.repeat,
        loved=_named(request.loved, model),
        hated=_named(request.hated, model),
    )


def _songs_of(
    ids: Sequence[str], kept: Sequence[RecommendedTrack], model: Callable[[], Model]
) -> list[ListedSong]:
    """Return songs as they are kept; the model names one that came in place of another, or of an older search."""
    songs = {each.uri: ListedSong(each.uri, each.name, each.artist, each.listen, each.colours) for each in kept}
    if new := [id for id in ids if id not in songs]:
        indices = model().indices_of(new)
        described = zip(model().tracks(indices), model().atlas.colours_of(indices), strict=True)
        songs |= {
            track.id: ListedSong(track.id, track.name, track.artist, offers(track), colours)
            for track, colours in described
        }
    return [songs[id] for id in ids if id in songs]


def _names_of(search: Search, model: Model) -> list[str]:
    tracks = model.tracks(model.indices_of(search.seeds))
    return _distinct(search.stands_for.get(track.id) or f"“{track.name}”" for track in tracks)


def _named(ids: Sequence[str], model: Callable[[], Model]) -> list[NamedSong]:
    if not ids:
        return []
    tracks = model().tracks(model().indices_of(ids))
    return [NamedSong(track.id, track.name, track.artist) for track in tracks]


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(clean(name, _LONGEST_SONG) for name in names))
