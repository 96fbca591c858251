"""Matching of names alone: a text that is the whole title of a song, or an artist."""

from collections.abc import Sequence

from shared.intake import Reading
from shared.model.catalogue.catalogue import Catalogue
from shared.model.catalogue.found import MOST_COMPARED, Entries, Found, Rank, likeliest
from shared.model.catalogue.keys import artist_forms, artist_key, canonical, title_key
from shared.model.catalogue.similarity import OTHER_CREDIT, Names

ARTIST_ALONE = 0.6
"""Confidence that a song of an artist is meant by the artist's name alone."""


MOST_OF_ARTIST = 10
"""Songs of an artist that stand for one who is named alone, with those that are other releases of them."""


def by_name_alone(rank: Rank, catalogue: Catalogue, lines: Sequence[Sequence[Reading]]) -> list[Found | None]:
    """Match texts that are a title or an artist: the song search suggests, or the artist's most popular ones."""
    texts = [_texts(readings) for readings in lines]
    names = {name for line in texts for text in line if (name := canonical(text))}
    titled = catalogue.with_titles(map(title_key, names), MOST_COMPARED)
    credited = catalogue.with_keys(map(artist_key, names), MOST_COMPARED)
    return [next(filter(None, (_named(text, rank, titled, credited) for text in line)), None) for line in texts]


def artists_named(catalogue: Catalogue, texts: Sequence[str]) -> list[Found | None]:
    """Return the most popular songs of the artist that each text names wholly; None where it names none."""
    names = [canonical(text) for text in texts]
    credited = catalogue.with_keys(map(artist_key, {*names} - {""}), MOST_OF_ARTIST)
    return [_songs_of(name, credited) if name else None for name in names]


def _songs_of(name: str, credited: Entries) -> Found | None:
    theirs = [each for each in credited.get(artist_key(name), ()) if name in artist_forms(each.artist)]
    return Found("artist", tuple((entry, ARTIST_ALONE) for entry in theirs)) if theirs else None


def whole_titles_first(
    catalogue: Catalogue, rank: Rank, lines: Sequence[Sequence[Reading]], found: Sequence[Found | None]
) -> list[Found | None]:
    """Return what was found, but for a whole line that is a title of the songs of this title, if search does.

    Only songs found by one of several credited artists, or by less, give way: "I Fall Apart" is no "Fall Apart" by
    Tones And I.
    """
    unsure = {place: one for place, one in enumerate(found) if one is not None and one.confidence <= OTHER_CREDIT}
    texts = {place: text for place in unsure for text in _texts(lines[place])[:1]}
    titled = catalogue.with_titles({title_key(canonical(text)) for text in texts.values()}, MOST_COMPARED)
    whole = {place: _titled(text, titled) for place, text in texts.items()}
    return [
        songs if one and (songs := whole.get(place)) and _comes_first(texts[place], rank, songs, one) else one
        for place, one in enumerate(found)
    ]


def _texts(readings: Sequence[Reading]) -> list[str]:
    """Return the readings without an artist, the longest first: a part of a title may be a title as well."""
    return sorted((reading.title for reading in readings if not reading.artist), key=len, reverse=True)


def _comes_first(text: str, rank: Rank, songs: Found, others: Found) -> bool:
    """Check whether search suggests one of the songs before the others."""
    order = rank(text, [entry for found in (songs, others) for entry, _ in found.tracks])
    return bool(order) and order[0] in dict(songs.tracks)


def _titled(text: str, titled: Entries) -> Found | None:
    """Return the songs of this title."""
    name = canonical(text)
    return likeliest([(Names((name,), ()), titled.get(title_key(name), ()))])


def _named(text: str, rank: Rank, titled: Entries, credited: Entries) -> Found | None:
    name = canonical(text)
    songs = _suggested_first(text, rank, _titled(text, titled))
    theirs = _songs_of(name, credited)
    if theirs and (songs is None or theirs.tracks[0][0].track <= songs.tracks[0][0].track):
        return theirs
    return songs


def _suggested_first(text: str, rank: Rank, songs: Found | None) -> Found | None:
    """Return the songs in the order of `rank`, each with its confidence; those it leaves out come last."""
    if songs is None:
        return None
    confidence = dict(songs.tracks)
    order = dict.fromkeys([*rank(text, list(confidence)), *confidence])
    return Found("song", tuple((entry, confidence[entry]) for entry in order))
