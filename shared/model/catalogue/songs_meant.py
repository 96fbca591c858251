"""The songs that a query names wholly: a title alone is the best known song of that name, in whichever release."""

from collections.abc import Iterable
from typing import NamedTuple

from shared.domain.title_versions import is_of_a_release
from shared.model.catalogue.catalogue import Entry
from shared.model.catalogue.similarity import OTHER_VERSION
from shared.model.catalogue.texts import Texts


class Compared(NamedTuple):
    """A track, the forms of its names, and their similarity to a query."""

    entry: Entry
    texts: Texts
    similarity: float


def songs_meant(compared: Iterable[Compared]) -> dict[int, tuple[float, int]]:
    """Return the similarity and the popularity by which the songs that a query names wholly count, by track.

    One track of each song counts, its plain title before a remaster: as if called as the query is, and as well
    known as the best known of both. Tracks that count by themselves are left out.
    """
    songs: dict[tuple[str, str], list[Compared]] = {}
    for each in compared:
        is_song = each.similarity == 1.0 or (each.similarity == OTHER_VERSION and is_of_a_release(each.entry.name))
        if is_song:
            songs.setdefault((each.texts.plain, each.texts.leading), []).append(each)
    return {
        max(releases, key=lambda each: (each.similarity, -each.entry.track)).entry.track: (
            1.0,
            min(each.entry.track for each in releases),
        )
        for releases in songs.values()
    }
