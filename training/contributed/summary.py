"""Counts of shared playlists that were read, learned from and left out, each with its reason."""

from dataclasses import dataclass

MALFORMED = "lines that are no playlist"
ANONYMOUS = "anonymous leftovers: lines without a listener's key"
TOO_LONG = "playlists that are too long"
UNKNOWN_ENTRIES = "entries of tracks that the operator's data does not name"
UNKNOWN_TITLES = "titles that no playlist of the operator has"
EMPTY = "playlists with too few known tracks"
OVER_LISTENER = "playlists beyond a listener's newest"
COPIES = "copies and near-copies"
OVER_SHARE = "playlists beyond the share of all"
REPEATED_SONGS = "entries of a song that its listener's newer playlists hold"
OVER_SUPPORT = "entries that too few listeners and playlists of the operator support"


@dataclass(frozen=True, slots=True)
class ContributedSummary:
    """Counts of one training: what it took of the shared playlists."""

    lines: int = 0
    """Lines read, each one shared playlist or none."""
    playlists: int = 0
    """Playlists learned from."""
    listeners: int = 0
    """Their distinct listeners."""
    entries: int = 0
    """Entries learned from."""
    left_out: tuple[tuple[str, int], ...] = ()
    """(reason, count) of everything left out."""

    def facts(self) -> list[tuple[str, int]]:
        """Return (label, count) of what was learned from, then of each kind that was left out."""
        return [
            ("lines read", self.lines),
            ("playlists learned from", self.playlists),
            ("their listeners", self.listeners),
            ("their entries", self.entries),
            *((f"left out: {reason}", count) for reason, count in self.left_out),
        ]

    def __str__(self) -> str:
        kept = f"Shared by listeners: {self.playlists:,} playlists of {self.listeners:,} listeners learned from"
        return f"{kept}{''.join(f'; left out {count:,} {reason}' for reason, count in self.left_out)}."
