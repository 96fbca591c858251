"""Matching of readings to songs, many lines together: by their keys, then by names that nearly agree."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from shared.intake import Reading
from shared.model.catalogue.catalogue import Catalogue, Entry
from shared.model.catalogue.keys import (
    all_artist_forms,
    artist_forms,
    artist_key,
    canonical,
    cuts,
    key_words,
    pair_key,
    title_forms,
    title_key,
)
from shared.model.catalogue.query import MOST_CHARACTERS, MOST_WORDS
from shared.model.catalogue.similarity import Names, names_confidence

LEAST_MATCH = 0.55
"""Least confidence of a match."""

SURE = 0.9
"""Confidence from which a match has no alternatives."""

MOST_COMPARED = 100
"""Tracks compared per title or artist, the most popular ones."""

MOST_OF_KEY = 20
"""Tracks compared that have one title and artist."""

FIRST_READINGS = 3
"""Readings looked up before the others: most lines are found by these."""

FUZZY_READINGS = 6
"""Readings of a line that are compared with names that nearly agree."""

MOST_FUZZY = 1_000
"""Lines of one request that are compared so: a paste of 10,000 unknown songs stays cheap."""

MOST_CORRECTED = 50
"""Lines of one request whose words are corrected, which takes some milliseconds each."""

MatchKind = Literal["song", "artist", "wish"]
Entries = Mapping[int, list[Entry]]


@dataclass(frozen=True, slots=True)
class Found:
    """The tracks a line may mean with the confidence of each, the likeliest first."""

    kind: MatchKind
    """Whether the line names a song, an artist whose songs these are, or a wish they may fulfil."""
    tracks: tuple[tuple[Entry, float], ...]

    @property
    def confidence(self) -> float:
        """The confidence of the likeliest track."""
        return self.tracks[0][1]


Suggest = Callable[[str], list[Entry]]
"""A text -> the tracks a search suggests for it, its words corrected, the likeliest first."""


def match_each(catalogue: Catalogue, suggest: Suggest, lines: Sequence[Sequence[Reading]]) -> list[Found | None]:
    """Return what each line's readings mean, most plausible reading first; None below LEAST_MATCH.

    Of equally good tracks the most popular is returned.
    """

    def by_suggestions(_: Catalogue, still: Sequence[Sequence[Reading]]) -> list[Found | None]:
        return [_by_suggestions(suggest, readings) for readings in still[:MOST_CORRECTED]]

    lines = [[_bounded(reading) for reading in readings] for readings in lines]
    found: list[Found | None] = [None] * len(lines)
    for step in (_by_first_readings, _by_all_readings, _by_name_alone, _by_near_names, by_suggestions):
        open_lines = [place for place, one in enumerate(found) if one is None]
        for place, one in zip(open_lines, step(catalogue, [lines[place] for place in open_lines]), strict=False):
            found[place] = one
    return found


def _bounded(reading: Reading) -> Reading:
    return Reading(reading.title[:MOST_CHARACTERS], reading.artist[:MOST_CHARACTERS])


def _by_first_readings(catalogue: Catalogue, lines: Sequence[Sequence[Reading]]) -> list[Found | None]:
    named = [
        [names for reading in readings[:FIRST_READINGS] if reading.artist for names in _names(reading)]
        for readings in lines
    ]
    return _by_keys(catalogue, named)


def _by_all_readings(catalogue: Catalogue, lines: Sequence[Sequence[Reading]]) -> list[Found | None]:
    """Match the readings after the first, and texts cut into title and artist anywhere."""
    named = [
        [
            names
            for place, reading in enumerate(readings)
            if place >= FIRST_READINGS or not reading.artist
            for names in (_names(reading) if reading.artist else _cut(reading.title))
        ]
        for readings in lines
    ]
    return _by_keys(catalogue, named)


def _names(reading: Reading) -> tuple[Names, ...]:
    titles, artists = title_forms(reading.title), artist_forms(reading.artist)
    return (Names(titles, artists),) if titles and artists else ()


def _cut(text: str) -> Iterator[Names]:
    """Yield the two halves of a text at every word, as title and artist and the other way round."""
    words = key_words(text)[:MOST_WORDS]
    for left, right in cuts(words):
        yield Names((left,), (right,))
        yield Names((right,), (left,))
    for place in range(1, len(words) - 1):
        if words[place] in _BY:
            yield Names(("".join(words[:place]),), ("".join(words[place + 1 :]),))


_BY = frozenset(("by", "von", "par", "de", "di", "por", "door", "van", "av", "af", "od", "from"))


def _by_keys(catalogue: Catalogue, lines: Sequence[Sequence[Names]]) -> list[Found | None]:
    """Match names whose title and artist agree with a track's in one of their forms."""
    keys = [[_pair_keys(names) for names in line] for line in lines]
    entries = catalogue.with_keys({key for line in keys for each in line for key in each}, MOST_OF_KEY)
    return [_best(zip(line, each, strict=True), entries) for line, each in zip(lines, keys, strict=True)]


def _pair_keys(names: Names) -> list[int]:
    return [pair_key(title, artist) for title in names.titles for artist in names.artists]


def _best(keyed: Iterable[tuple[Names, list[int]]], entries: Entries) -> Found | None:
    hits = ((names, [entry for key in keys for entry in entries.get(key, ())]) for names, keys in keyed)
    return _likeliest((names, listed) for names, listed in hits if listed)


def _likeliest(compared: Iterable[tuple[Names, Iterable[Entry]]]) -> Found | None:
    """Return the tracks that agree best with the names given for them; earlier names win over equal later ones."""
    rated: dict[int, tuple[float, int, Entry]] = {}
    for place, (names, listed) in enumerate(compared):
        for entry in listed:
            confidence = names_confidence(names, names_of(entry))
            if confidence >= LEAST_MATCH and confidence > rated.get(entry.track, (0.0,))[0]:
                rated[entry.track] = (confidence, place, entry)
    return _ranked("song", rated.values())


def names_of(entry: Entry) -> Names:
    """Return the canonical names of a track."""
    return Names(title_forms(entry.name), all_artist_forms(entry.name, entry.artist))


def _ranked(kind: MatchKind, rated: Iterable[tuple[float, int, Entry]]) -> Found | None:
    best = sorted(rated, key=lambda each: (-each[0], each[1], each[2].track))
    return Found(kind, tuple((entry, confidence) for confidence, _, entry in best)) if best else None


def _by_name_alone(catalogue: Catalogue, lines: Sequence[Sequence[Reading]]) -> list[Found | None]:
    """Match texts that are a title or an artist: of all such tracks the most popular counts."""
    texts = [[canonical(reading.title) for reading in readings if not reading.artist] for readings in lines]
    names = {text for line in texts for text in line if text}
    titled = catalogue.with_titles(map(title_key, names), MOST_COMPARED)
    credited = catalogue.with_keys(map(artist_key, names), MOST_COMPARED)
    return [next(filter(None, (_named(text, titled, credited) for text in line)), None) for line in texts]


def _named(text: str, titled: Entries, credited: Entries) -> Found | None:
    wanted = Names((text,), ())
    songs = _likeliest([(wanted, titled.get(title_key(text), ()))])
    theirs = [each for each in credited.get(artist_key(text), ()) if text in artist_forms(each.artist)]
    if theirs and (songs is None or theirs[0].track <= songs.tracks[0][0].track):
        return Found("artist", tuple((entry, ARTIST_ALONE) for entry in theirs))
    return songs


ARTIST_ALONE = 0.6
"""Confidence that a song of an artist is meant by the artist's name alone."""


def _by_near_names(catalogue: Catalogue, lines: Sequence[Sequence[Reading]]) -> list[Found | None]:
    """Match names of which either the title or the artist agrees and the other nearly does."""
    named = [list(islice(_near(readings), 2 * FUZZY_READINGS)) for readings in lines[:MOST_FUZZY]]
    every = [names for line in named for names in line]
    titled = catalogue.with_titles({title_key(title) for names in every for title in names.titles}, MOST_COMPARED)
    credited = catalogue.with_keys({artist_key(each) for names in every for each in names.artists}, MOST_COMPARED)
    return [_likeliest(_candidates(line, titled, credited)) for line in named]


def _near(readings: Sequence[Reading]) -> Iterator[Names]:
    pairs = [reading for reading in readings if reading.artist][:FUZZY_READINGS]
    for reading in pairs:
        yield from _names(reading)
    if not pairs:
        yield from (names for reading in readings[:1] for names in _cut(reading.title))


def _candidates(named: Sequence[Names], titled: Entries, credited: Entries) -> Iterator[tuple[Names, list[Entry]]]:
    for names in named:
        listed = [entry for title in names.titles for entry in titled.get(title_key(title), ())]
        listed += [entry for artist in names.artists for entry in credited.get(artist_key(artist), ())]
        if listed:
            yield names, listed


def _by_suggestions(suggest: Suggest, readings: Sequence[Reading]) -> Found | None:
    """Match names that are all misspelt with the songs that search suggests for them."""
    if not readings:
        return None
    suggested = suggest(f"{readings[0].artist} {readings[0].title}")[:MOST_OF_KEY]
    wanted = list(_near(readings))
    if not readings[0].artist:
        wanted.append(Names(title_forms(readings[0].title), ()))
    return _likeliest((names, suggested) for names in wanted)
