"""Matching of readings to songs, many lines together: by their keys, then by names that nearly agree."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from shared.intake import Reading
from shared.lanes import checkpoint, is_over
from shared.model.catalogue.catalogue import Catalogue, Entry
from shared.model.catalogue.found import MOST_COMPARED, Entries, Found, Rank, Suggest, likeliest
from shared.model.catalogue.keys import (
    artist_forms,
    artist_key,
    cut_keys,
    cuts,
    key_words,
    pair_keys,
    title_forms,
    title_key,
)
from shared.model.catalogue.names_alone import by_name_alone, whole_titles_first
from shared.model.catalogue.query import MOST_CHARACTERS, MOST_WORDS
from shared.model.catalogue.similarity import Names, may_be_near

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

Step = Callable[[Catalogue, Sequence[Sequence[Reading]]], list[Found | None]]
"""A way to match lines."""

Chosen = Callable[[Sequence[Reading]], list[Reading]]
"""The readings of a line that are looked up."""


def match_each(
    catalogue: Catalogue, suggest: Suggest, rank: Rank, lines: Sequence[Sequence[Reading]]
) -> list[Found | None]:
    """Return what each line's readings mean, most plausible reading first; None below LEAST_MATCH.

    Of equally good tracks the most popular is returned; a title alone is the song that search suggests for it.
    Returns fewer than there are lines if the request's work `is_over`: the first of them, LINES_AT_ONCE at least.
    """

    def by_keys_of(chosen: Chosen, _: Catalogue, still: Sequence[Sequence[Reading]]) -> list[Found | None]:
        return whole_titles_first(catalogue, rank, still, by_keys(catalogue, list(map(chosen, still))))

    def by_suggestions(_: Catalogue, still: Sequence[Sequence[Reading]]) -> list[Found | None]:
        return [_by_suggestions(suggest, readings) for readings in still]

    exact: tuple[Step, ...] = (
        partial(by_keys_of, _first_readings),
        partial(by_keys_of, _other_readings),
        partial(by_name_alone, rank),
    )
    bounded: list[list[Reading]] = []
    found: list[Found | None] = []
    while len(found) < len(lines) and not (found and is_over()):
        some = [list(map(_bounded, readings)) for readings in lines[len(found) : len(found) + LINES_AT_ONCE]]
        found += _completed(catalogue, exact, some, [None] * len(some))
        bounded += some
    for step, most, at_once in ((_by_near_names, MOST_FUZZY, LINES_AT_ONCE), (by_suggestions, MOST_CORRECTED, 1)):
        missing = [place for place, one in enumerate(found) if one is None][:most]
        for start in range(0, len(missing), at_once):
            if is_over():
                return found
            checkpoint()
            places = missing[start : start + at_once]
            for place, one in zip(places, step(catalogue, [bounded[place] for place in places]), strict=True):
                found[place] = one
    return found


def _completed(
    catalogue: Catalogue, steps: Sequence[Step], lines: Sequence[Sequence[Reading]], found: list[Found | None]
) -> list[Found | None]:
    """Return what is found of lines with what the steps find of those without, each step for those left."""
    for step in steps:
        checkpoint()
        missing = [place for place, one in enumerate(found) if one is None]
        for place, one in zip(missing, step(catalogue, [lines[place] for place in missing]), strict=True):
            found[place] = one
    return found


def _bounded(reading: Reading) -> Reading:
    if len(reading.title) <= MOST_CHARACTERS and len(reading.artist) <= MOST_CHARACTERS:
        return reading
    return Reading(reading.title[:MOST_CHARACTERS], reading.artist[:MOST_CHARACTERS])


def _first_readings(line: Sequence[Reading]) -> list[Reading]:
    return [each for each in line[:FIRST_READINGS] if each.artist]


def _other_readings(line: Sequence[Reading]) -> list[Reading]:
    """Return the readings after the first, and texts that may be cut into title and artist anywhere."""
    return [each for place, each in enumerate(line) if place >= FIRST_READINGS or not each.artist]


def by_keys(catalogue: Catalogue, lines: Sequence[Sequence[Reading]]) -> list[Found | None]:
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
    return likeliest((names, listed) for names, listed in hits if listed)


def _names(reading: Reading) -> Iterator[Names]:
    """Yield the title and artist of a reading; if there is no artist, those of every cut."""
    if not reading.artist:
        yield from (Names((title,), (artist,)) for title, artist in cuts(_words(reading)))
    elif (titles := title_forms(reading.title)) and (artists := artist_forms(reading.artist)):
        yield Names(titles, artists)


def _words(reading: Reading) -> list[str]:
    return key_words(reading.title)[:MOST_WORDS]


def _by_near_names(catalogue: Catalogue, lines: Sequence[Sequence[Reading]]) -> list[Found | None]:
    """Match names of which either the title or the artist agrees and the other nearly does."""
    named = [list(islice(_near(readings), 2 * FUZZY_READINGS)) for readings in lines]
    every = [names for line in named for names in line]
    titled = catalogue.with_titles({title_key(title) for names in every for title in names.titles}, MOST_COMPARED)
    credited = catalogue.with_keys({artist_key(each) for names in every for each in names.artists}, MOST_COMPARED)
    return [likeliest(_candidates(line, titled, credited)) for line in named]


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
    return likeliest((names, suggested) for names in wanted)
