"""Bounds of an answer: which songs a listener wants none of, whatever goes with theirs."""

from dataclasses import dataclass
from typing import Literal, get_args

Version = Literal["live", "remix", "acoustic", "instrumental", "karaoke", "cover", "demo"]
"""A kind of recording that a title names, other than the song as it came out first."""

VERSIONS: tuple[Version, ...] = get_args(Version)

KnownTo = Literal["few", "many"]


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers from `low` to `high`, both included; None leaves an end open."""

    low: float | None = None
    high: float | None = None


EVERYTHING = Range()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The bounds of one request; a song must keep to all of them. By default there are none."""

    years: Range = EVERYTHING
    """Years of release."""
    tempo: Range = EVERYTHING
    """Beats a minute."""
    seconds: Range = EVERYTHING
    """Length in seconds."""
    genres: tuple[str, ...] = ()
    """A song has one of these at least."""
    not_genres: tuple[str, ...] = ()
    not_artists: tuple[str, ...] = ()
    """Names as a listener writes them."""
    not_versions: tuple[Version, ...] = ()
    not_words: tuple[str, ...] = ()
    """Words that neither a song's title nor its album has: "christmas"."""
    explicit: bool | None = None
    """Whether songs must be marked explicit, or must not be; None for either."""
    known: KnownTo | None = None
    """Known to few or to many, by the playlists that hold a song; None for either."""
    not_years: tuple[Range, ...] = ()
    """Years of which no song is wanted; one whose year is unknown keeps to it."""
