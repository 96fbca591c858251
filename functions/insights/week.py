"""Decide what this week's charts are: the songs most searched and most loved, and whose they are."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from shared.domain.rating import week_of
from shared.model.model import Model
from shared.ports import Records

from .contract import Counted, SongCount
from .contract_public import ArtistChart, Chart, WeekResponse
from .figures import commonest, most_counted, songs

MOST_SONGS = 50
MOST_ARTISTS = 50

SUMMED = 500
"""Songs of the week that artists are summed over: an artist of whom each song is below that is not seen."""


def charts(records: Records, model: Model, now: datetime) -> WeekResponse:
    """Give the charts of the ISO week of a moment."""
    week = week_of(now)
    searched, loved = (songs(model, most_counted(records, week, what, SUMMED)) for what in ("searched", "loved"))
    return WeekResponse(
        model=model.version,
        week=week,
        songs=Chart(searched[:MOST_SONGS], loved[:MOST_SONGS]),
        artists=ArtistChart(_artists(searched), _artists(loved)),
    )


def _artists(found: list[SongCount]) -> list[Counted]:
    counts: Mapping[str, int] = sum(
        (Counter({song.artist: song.count}) for song in found if song.artist), Counter()
    )
    return commonest(counts, MOST_ARTISTS)
