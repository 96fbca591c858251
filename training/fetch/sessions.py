"""Turn listens into playlists: what a listener heard in one sitting.

Listeners are numbers here, and go no further.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from shared.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class SessionRules:
    """Bounds of a session, and of what is kept."""

    silence_minutes: int = 30
    """A longer pause ends a session: the usual bound of a visit in web analytics, longer than nearly any song."""
    shortest: int = 5
    """Fewer songs say little about what belongs together."""
    longest: int = 100
    """Distinct songs; a longer one, as of a radio that plays all day, is cut into several."""
    sessions_per_listener: int = 40
    """Nobody outweighs the others: one listener had 1.5 million listens in a day, the median has 23."""
    listeners_per_song: int = 3
    """A song heard by fewer tells who they are, rather than what it goes with."""
    one_release_share: float = 0.6
    """Above this share of one release it is an album played through, and teaches nothing but the album."""

    def __post_init__(self) -> None:
        """Raise InvalidInput for bounds that no session can keep."""
        if self.longest < self.shortest:
            raise InvalidInput(
                "no session can be kept",
                expected=f"--longest of at least {self.shortest}, as --shortest is",
                found=f"{self.longest}",
            )


def known_songs(listens: pl.DataFrame, rules: SessionRules) -> pl.DataFrame:
    """Return `recording` and `listeners` of every recording with enough listeners, in no order."""
    heard = listens.lazy().select("user", "recording").drop_nulls().unique()
    counts = heard.group_by("recording").agg(listeners=pl.len())
    return counts.filter(pl.col("listeners") >= rules.listeners_per_song).collect()


def playlists_from(listens: pl.DataFrame, songs: pl.DataFrame, rules: SessionRules) -> pl.DataFrame:
    """Return the entries of all playlists: `playlist` (0, 1, ...) and `track`, in the order of listening.

    `listens` is that of `listens_of`, in any order; `songs` has `recording`, `track` (its row) and `release_id`
    (null if unknown). The order of the playlists is a shuffle, so that neighbours are not of one listener; the
    same listens give the same.
    """
    entries = _pieces(_sittings(listens, rules), songs, rules)
    kept = _chosen(_counted(entries, rules), rules)
    return (
        entries.join(kept, on=("session", "piece"), maintain_order="left")
        .select("playlist", "track")
        .sort("playlist", maintain_order=True)
    )


def _sittings(listens: pl.DataFrame, rules: SessionRules) -> pl.DataFrame:
    """Return the listens in order, each with its `session`. Unknown songs end a silence, too."""
    user, second = pl.col("user"), pl.col("second")
    begins = (user != user.shift()) | (second - second.shift() > rules.silence_minutes * 60)
    ordered = listens.sort("user", "second", "tie", maintain_order=True)
    return ordered.with_columns(session=begins.fill_null(value=True).cum_sum().cast(pl.UInt32))


def _pieces(sittings: pl.DataFrame, songs: pl.DataFrame, rules: SessionRules) -> pl.DataFrame:
    """Return each known song of a session once, where it was heard first, and its `piece` of a long session."""
    known = sittings.join(songs, on="recording", maintain_order="left")
    distinct = known.unique(["session", "track"], keep="first", maintain_order=True)
    place = pl.int_range(pl.len(), dtype=pl.UInt32).over("session")
    return distinct.with_columns(piece=place // rules.longest)


def _counted(entries: pl.DataFrame, rules: SessionRules) -> pl.DataFrame:
    """Return one row a playlist that is long enough and not one release, with its `user`, `second` and `tie`."""
    counts = entries.group_by("session", "piece", "release_id").agg(
        pl.col("user", "second", "tie").first(), songs=pl.len()
    )
    of_release = pl.when(pl.col("release_id").is_not_null()).then("songs").otherwise(0).max()
    whole = counts.group_by("session", "piece").agg(
        pl.col("user").first(),
        pl.col("second", "tie").min(),
        length=pl.col("songs").sum(),
        of_release=of_release,
    )
    return whole.filter(
        pl.col("length") >= rules.shortest, pl.col("of_release") <= rules.one_release_share * pl.col("length")
    )


def _chosen(playlists: pl.DataFrame, rules: SessionRules) -> pl.DataFrame:
    """Return `session`, `piece` and `playlist` of at most so many of each listener, in a shuffled order."""
    keys = playlists.select("user", "second", "tie", "piece").to_numpy().astype(np.int64)
    shuffled = playlists.with_columns(key=pl.Series(_mixed(keys), dtype=pl.UInt64)).sort("key", "session", "piece")
    rank = pl.int_range(pl.len(), dtype=pl.UInt32).over("user")
    kept = shuffled.filter(rank < rules.sessions_per_listener)
    return kept.select("session", "piece", playlist=pl.int_range(pl.len(), dtype=pl.UInt32))


def _mixed(keys: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return (n,) well mixed bits of (n, k) numbers: the finaliser of splitmix64 (Steele, Lea, Flood 2014)."""
    mixed = np.zeros(len(keys), dtype=np.uint64)
    for column in keys.astype(np.uint64).T:
        mixed = (mixed ^ column) + np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed ^= mixed >> np.uint64(31)
    return mixed
