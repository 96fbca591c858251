"""Titles that are not answered by the song that search suggests first for them."""

import random
from collections.abc import Sequence

from shared.domain.track import Track
from shared.intake import read_text
from shared.model.catalogue.search import SongSearch

TITLES = 200
KNOWN = 20_000
"""The titles are of so many of the most popular songs."""


def differing(search: SongSearch, tracks: Sequence[Track]) -> list[tuple[str, object, object]]:
    """Return each title of a sample that is not answered by the song suggested first, with both."""
    titles = [track.name for track in random.Random(5).sample(tracks[:KNOWN], TITLES)]
    found = search.match_each([read_text(title).references[0].ways for title in titles])
    answered = [one and (one.tracks[0][0].name, one.tracks[0][0].artist) for one in found]
    suggested = [(hit.track.name, hit.track.artist) for title in titles for hit in search.search(title, 1)]
    every = zip(titles, answered, suggested, strict=True)
    return [(title, one, other) for title, one, other in every if one != other]
