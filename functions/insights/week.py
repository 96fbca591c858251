"""Charts of the current week: the most searched and most loved songs and artists."""

from datetime import datetime

from shared.domain.rating import week_of
from shared.model.model import Model
from shared.ports import Records
from shared.records.charts import most_counted

from .contract import Counted, SongCount
from .contract_public import ArtistChart, Chart, WeekResponse
from .figures import commonest, songs

MOST_SONGS = 50
MOST_ARTISTS = 50

READ = 500
"""Number of top songs whose artists are charted; an artist without a song among them does not appear."""


def charts(records: Records, model: Model, now: datetime) -> WeekResponse:
    """Return the charts of the ISO week of a moment."""
    week = week_of(now)
    searched, loved = (songs(model, most_counted(records, week, what, READ)) for what in ("searched", "loved"))
    return WeekResponse(
        model=model.version,
        week=week,
        songs=Chart(searched[:MOST_SONGS], loved[:MOST_SONGS]),
        artists=ArtistChart(_artists(searched), _artists(loved)),
    )


def _artists(found: list[SongCount]) -> list[Counted]:
    """Return artists by the listeners of their foremost song: a sum would count one listener once a song."""
    counts: dict[str, int] = {}
    for song in found:
        if song.artist:
            counts[song.artist] = max(song.count, counts.get(song.artist, 0))
    return commonest(counts, MOST_ARTISTS)
