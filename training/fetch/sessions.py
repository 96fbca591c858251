"""Turn listens into playlists: what a listener heard in one sitting.

Listeners are numbers here, and go no further. Listens come in parts of whole listeners, one at a time.
"""

from collections.abc import Iterable
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


def known_songs(parts: Iterable[pl.DataFrame], rules: SessionRules) -> pl.DataFrame:
    """Return `recording` and `listeners` of every recording with enough listeners, in no order."""
    counts = (
        pl.concat([_listeners(listens) for listens in parts]).group_by("recording").agg(pl.col("listeners").sum())
    )
    return counts.filter(pl.col("listeners") >= rules.listeners_per_song)


def _listeners(listens: pl.DataFrame) -> pl.DataFrame:
    """Return `recording` and how many `listeners` of the part heard it."""
    heard = listens.lazy().select("user", "recording").drop_nulls().unique()
    return heard.group_by("recording").agg(listeners=pl.len()).collect()


def playlists_from(parts: Iterable[pl.DataFrame], songs: pl.DataFrame, rules: SessionRules) -> pl.DataFrame:
    """Return the entries of all playlists: `playlist` (0, 1, ...) and `track`, in the order of listening.

    `parts` are listens as from `listens_of`, in any order, all of a listener in one part; `songs` has `recording`,
    `track` (its row) and `release_id` (null if unknown). The order of the playlists is a shuffle, so that
    neighbours are not of one listener; the same listens give the same, whatever their parts.
    """
    made = [_made(listens, songs, rules) for listens in parts]
    numbered = _numbered([chosen for _, chosen in made])
    entries = [
        entries.join(numbered.filter(part=part), on=("session", "piece"), maintain_order="left").select(
            "playlist", "track"
        )
        for part, (entries, _) in enumerate(made)
    ]
    return pl.concat(entries).sort("playlist", maintain_order=True)


def _made(listens: pl.DataFrame, songs: pl.DataFrame, rules: SessionRules) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return `session`, `piece` and `track` of a part's entries, and its playlists as from `_chosen`."""
    entries = _pieces(_sittings(listens, rules), songs, rules)
    chosen = _chosen(_counted(entries, rules), rules)
    kept = entries.lazy().join(chosen.lazy(), on=("session", "piece"), how="semi", maintain_order="left")
    return kept.select("session", "piece", "track").collect(), chosen


def _numbered(chosen: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Return `part`, `session`, `piece` and the number (`playlist`) of each playlist, by their keys."""
    parts = [each.with_columns(part=pl.lit(part)) for part, each in enumerate(chosen)]
    ordered = pl.concat(parts).sort("key", "user", "second", "tie", "piece")
    return ordered.select("part", "session", "piece", playlist=pl.int_range(pl.len(), dtype=pl.UInt32))


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
    """Return the playlists of each listener with the lowest `key`, mixed bits of who and when, up to the bound."""
    keys = playlists.select("user", "second", "tie", "piece").to_numpy().astype(np.int64)
    keyed = playlists.with_columns(key=pl.Series(_mixed(keys), dtype=pl.UInt64)).sort("key", "session", "piece")
    rank = pl.int_range(pl.len(), dtype=pl.UInt32).over("user")
    return keyed.filter(rank < rules.sessions_per_listener)


def _mixed(keys: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return (n,) well mixed bits of (n, k) numbers: the finaliser of splitmix64 (Steele, Lea, Flood 2014)."""
    mixed = np.zeros(len(keys), dtype=np.uint64)
    for column in keys.astype(np.uint64).T:
        mixed = (mixed ^ column) + np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed ^= mixed >> np.uint64(31)
    return mixed
