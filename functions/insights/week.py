"""Charts of the current week: the most searched and most loved songs and artists."""

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
"""Number of top songs summed by artist; an artist without a song among them does not appear."""


def charts(records: Records, model: Model, now: datetime) -> WeekResponse:
    """Return the charts of the ISO week of a moment."""
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
