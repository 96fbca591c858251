"""Choose the names of each song among those that listens give: the same for the same listens, in any order."""

from collections.abc import Iterable

import polars as pl

from shared.domain.track_ids import MUSICBRAINZ
from training.fetch.listens import NAMES


def tracks_from(named: Iterable[pl.DataFrame], songs: pl.DataFrame) -> pl.DataFrame:
    """Return one row a song in the order of their ids: `track` (the row), `recording`, `id`, `NAMES`, `listeners`.

    `named` are results of `names_of`. The names given most often are taken, of equals the first in the alphabet;
    "" is unknown, but for `release_id`, which is null then.
    """
    ranked = _summed(named).sort("listens", *NAMES, descending=[True] + [False] * len(NAMES), nulls_last=True)
    chosen = ranked.unique("recording", keep="first", maintain_order=True)
    texts = pl.col("name", "artists", "album", "artist_ids").fill_null("").str.strip_chars()
    return (
        chosen.join(songs, on="recording")
        .with_columns(texts, id=MUSICBRAINZ.prefix + pl.col("recording").cast(pl.String))
        .sort("id")
        .select(pl.int_range(pl.len(), dtype=pl.UInt32).alias("track"), "recording", "id", *NAMES, "listeners")
    )


def _summed(named: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Return how many listens gave each name, in memory for about twice as many names as there are."""
    pending: list[pl.DataFrame] = []
    distinct = 0
    for each in named:
        pending.append(each)
        if sum(map(len, pending)) > 2 * distinct:
            pending = [_sum_of(pending)]
            distinct = len(pending[0])
    return _sum_of(pending)


def _sum_of(named: Iterable[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat(named).group_by("recording", *NAMES).agg(pl.col("listens").sum())
