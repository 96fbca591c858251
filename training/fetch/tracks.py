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
    gathered = pl.concat(named).group_by("recording", *NAMES).agg(pl.col("listens").sum())
    ranked = gathered.sort("listens", *NAMES, descending=[True] + [False] * len(NAMES), nulls_last=True)
    chosen = ranked.unique("recording", keep="first", maintain_order=True)
    texts = pl.col("name", "artists", "album", "artist_ids").fill_null("").str.strip_chars()
    return (
        chosen.join(songs, on="recording")
        .with_columns(texts, id=MUSICBRAINZ.prefix + pl.col("recording").cast(pl.String))
        .sort("id")
        .select(pl.int_range(pl.len(), dtype=pl.UInt32).alias("track"), "recording", "id", *NAMES, "listeners")
    )
