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
    cut_keys,
    cuts,
    key_words,
    pair_keys,
    title_forms,
    title_key,
)
from shared.model.catalogue.query import MOST_CHARACTERS, MOST_WORDS
from shared.model.catalogue.similarity import Names, may_be_near, names_confidence

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

LINES_AT_ONCE = 100
"""Lines looked up by one query: what is made for a line is gone before the garbage collector looks at it twice."""

MatchKind = Literal["song", "artist", "wish", "stand_in"]
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

Rank = Callable[[str, Sequence[Entry]], list[Entry]]
"""A title and tracks that have it -> the tracks in the order in which a search suggests them."""

Step = Callable[[Catalogue, Sequence[Sequence[Reading]]], list[Found | None]]
"""A way to match lines."""


def match_each(
    catalogue: Catalogue, suggest: Suggest, rank: Rank, lines: Sequence[Sequence[Reading]]
) -> list[Found | None]:
    """Return what each line's readings mean, most plausible reading first; None below LEAST_MATCH.

    Of equally good tracks the most popular is returned; a title alone is the song that search suggests for it.
    """

    def by_name_alone(_: Catalogue, still: Sequence[Sequence[Reading]]) -> list[Found | None]:
        return _by_name_alone(catalogue, rank, still)

    def by_suggestions(_: Catalogue, still: Sequence[Sequence[Reading]]) -> list[Found | None]:
        return [_by_suggestions(suggest, readings) for readings in still]

    steps: tuple[tuple[Step, int], ...] = (
        (_by_first_readings, len(lines)),
        (_by_all_readings, len(lines)),
        (by_name_alone, len(lines)),
        (_by_near_names, MOST_FUZZY),
        (by_suggestions, MOST_CORRECTED),
    )
    lines = [[_bounded(reading) for reading in readings] for readings in lines]
    found: list[Found | None] = [None] * len(lines)
    for step, most in steps:
        missing = [place for place, one in enumerate(found) if one is None][:most]
        for start in range(0, len(missing), LINES_AT_ONCE):
            places = missing[start : start + LINES_AT_ONCE]
            for place, one in zip(places, step(catalogue, [lines[place] for place in places]), strict=True):
                found[place] = one
    return found


def _bounded(reading: Reading) -> Reading:
    if len(reading.title) <= MOST_CHARACTERS and len(reading.artist) <= MOST_CHARACTERS:
        return reading
    return Reading(reading.title[:MOST_CHARACTERS], reading.artist[:MOST_CHARACTERS])


def _by_first_readings(catalogue: Catalogue, lines: Sequence[Sequence[Reading]]) -> list[Found | None]:
    return _by_keys(catalogue, [[each for each in line[:FIRST_READINGS] if each.artist] for line in lines])


def _by_all_readings(catalogue: Catalogue, lines: Sequence[Sequence[Reading]]) -> list[Found | None]:
    """Match the readings after the first, and texts cut into title and artist anywhere."""
    later = [
        [each for place, each in enumerate(line) if place >= FIRST_READINGS or not each.artist] for line in lines
    ]
    return _by_keys(catalogue, later)


def _by_keys(catalogue: Catalogue, lines: Sequence[Sequence[Reading]]) -> list[Found | None]:
    """Match readings whose title and artist agree with a track's in one of their forms."""
    keys = [{key for reading in line for key in _keys(reading)} for line in lines]
    entries = catalogue.with_keys({key for each in keys for key in each}, MOST_OF_KEY)
    found = entries.keys()
    return [
        None if found.isdisjoint(each) else _best(line, entries) for line, each in zip(lines, keys, strict=True)
    ]


def _keys(reading: Reading) -> Iterable[int]:
    if reading.artist:
        return pair_keys(title_forms(reading.title), artist_forms(reading.artist))
    return cut_keys(_words(reading))


def _best(readings: Sequence[Reading], entries: Entries) -> Found | None:
    every = (names for reading in readings for names in _names(reading))
    keyed = ((names, pair_keys(names.titles, names.artists)) for names in every)
    hits = ((names, [entry for key in keys for entry in entries.get(key, ())]) for names, keys in keyed)
    return _likeliest((names, listed) for names, listed in hits if listed)


def _names(reading: Reading) -> Iterator[Names]:
    """Yield the title and artist of a reading; if there is no artist, those of every cut."""
    if not reading.artist:
        yield from (Names((title,), (artist,)) for title, artist in cuts(_words(reading)))
    elif (titles := title_forms(reading.title)) and (artists := artist_forms(reading.artist)):
        yield Names(titles, artists)


def _words(reading: Reading) -> list[str]:
    return key_words(reading.title)[:MOST_WORDS]


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


def _by_name_alone(catalogue: Catalogue, rank: Rank, lines: Sequence[Sequence[Reading]]) -> list[Found | None]:
    """Match texts that are a title or an artist: the song search suggests, or the artist's most popular ones."""
    texts = [[reading.title for reading in readings if not reading.artist] for readings in lines]
    names = {name for line in texts for text in line if (name := canonical(text))}
    titled = catalogue.with_titles(map(title_key, names), MOST_COMPARED)
    credited = catalogue.with_keys(map(artist_key, names), MOST_COMPARED)
    return [next(filter(None, (_named(text, rank, titled, credited) for text in line)), None) for line in texts]


def _named(text: str, rank: Rank, titled: Entries, credited: Entries) -> Found | None:
    name = canonical(text)
    songs = _suggested_first(text, rank, _likeliest([(Names((name,), ()), titled.get(title_key(name), ()))]))
    theirs = [each for each in credited.get(artist_key(name), ()) if name in artist_forms(each.artist)]
    if theirs and (songs is None or theirs[0].track <= songs.tracks[0][0].track):
        return Found("artist", tuple((entry, ARTIST_ALONE) for entry in theirs))
    return songs


def _suggested_first(text: str, rank: Rank, songs: Found | None) -> Found | None:
    """Return the songs in the order of `rank`, each with its confidence; those it leaves out come last."""
    if songs is None:
        return None
    confidence = dict(songs.tracks)
    order = dict.fromkeys([*rank(text, list(confidence)), *confidence])
    return Found("song", tuple((entry, confidence[entry]) for entry in order))


ARTIST_ALONE = 0.6
"""Confidence that a song of an artist is meant by the artist's name alone."""


def _by_near_names(catalogue: Catalogue, lines: Sequence[Sequence[Reading]]) -> list[Found | None]:
    """Match names of which either the title or the artist agrees and the other nearly does."""
    named = [list(islice(_near(readings), 2 * FUZZY_READINGS)) for readings in lines]
    every = [names for line in named for names in line]
    titled = catalogue.with_titles({title_key(title) for names in every for title in names.titles}, MOST_COMPARED)
    credited = catalogue.with_keys({artist_key(each) for names in every for each in names.artists}, MOST_COMPARED)
    return [_likeliest(_candidates(line, titled, credited)) for line in named]


def _near(readings: Sequence[Reading]) -> Iterator[Names]:
    pairs = [reading for reading in readings if reading.artist][:FUZZY_READINGS]
    for reading in pairs or readings[:1]:
        yield from _names(reading)


def _candidates(named: Sequence[Names], titled: Entries, credited: Entries) -> Iterator[tuple[Names, list[Entry]]]:
    for names in named:
        same_title = (entry for title in names.titles for entry in titled.get(title_key(title), ()))
        same_artist = (entry for artist in names.artists for entry in credited.get(artist_key(artist), ()))
        listed = [entry for entry in same_title if may_be_near(names.artists[0], f"{entry.artist} {entry.name}")]
        listed += [entry for entry in same_artist if may_be_near(names.titles[0], entry.name)]
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
