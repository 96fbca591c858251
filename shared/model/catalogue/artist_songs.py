"""Songs of an artist who is known by a credit in any form: "A", "A & The Bs", "A feat. C"."""

from collections.abc import Iterable, Sequence

from shared.intake import Reading
from shared.model.catalogue.catalogue import MOST_OF_ARTIST, Catalogue, Entry
from shared.model.catalogue.keys import all_artist_forms, artist_forms, artist_key, canonical
from shared.model.catalogue.query import MOST_CHARACTERS

READINGS = 2
"""Readings of a line whose artists are looked up: "Artist - Title", and the other way round."""


def songs_of_artists(catalogue: Catalogue, lines: Sequence[Iterable[Reading]]) -> list[list[Entry]]:
    """Return the songs of the first credited artist of each line that is known, most popular first, else [].

    The whole credit comes first, then each artist in it, then the guests that the title names. Songs in which the
    artist is a guest come after the artist's own.
    """
    named = [_forms(readings) for readings in lines]
    entries = catalogue.with_keys({artist_key(form) for forms in named for form in forms}, MOST_OF_ARTIST)
    return [
        next(filter(None, (_credited(form, entries.get(artist_key(form), ())) for form in forms)), [])
        for forms in named
    ]


def songs_of_names(catalogue: Catalogue, names: Sequence[str]) -> list[list[Entry]]:
    """Return the songs of the artist each name is the whole of, most popular first, else [].

    Songs in which the artist is a guest come after the artist's own.
    """
    forms = [canonical(name[:MOST_CHARACTERS]) for name in names]
    entries = catalogue.with_keys({artist_key(form) for form in forms if form}, MOST_OF_ARTIST)
    return [_credited(form, entries.get(artist_key(form), ())) if form else [] for form in forms]


def _forms(readings: Iterable[Reading]) -> list[str]:
    credited = [reading for reading in readings if reading.artist][:READINGS]
    forms = [
        form
        for title, artist in credited
        for form in all_artist_forms(title[:MOST_CHARACTERS], artist[:MOST_CHARACTERS])
    ]
    return list(dict.fromkeys(forms))


def _credited(form: str, entries: Iterable[Entry]) -> list[Entry]:
    credits_ = [(entry, artist_forms(entry.artist)) for entry in entries]
    found = [(form not in forms[:2], entry) for entry, forms in credits_ if form in forms]
    return [entry for _, entry in sorted(found, key=lambda each: each[0])]
