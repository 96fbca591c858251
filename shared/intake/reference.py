"""What intake gives: references to tracks, not yet looked up in any catalogue."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrackReference:
    """One song as somebody wrote it: by id, or by title and artist.

    `reversible` says that title and artist were read from "A - B", so either may be the artist.
    """

    source: str
    """The text it came from, at most 200 characters, for showing back."""
    line: int
    """1-based line, row or position in what was given."""
    track_id: str | None = None
    title: str = ""
    artist: str = ""
    reversible: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """A piece of input that is no reference to a track, and why."""

    source: str
    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Intake:
    """Everything that was found in one paste or upload; nothing given is left unmentioned."""

    references: tuple[TrackReference, ...] = ()
    playlist_ids: tuple[str, ...] = ()
    """Playlists that were linked to; reading them is the caller's decision."""
    short_links: tuple[str, ...] = ()
    """`https://spotify.link/...` addresses, which only a redirect can resolve."""
    unread: tuple[Unread, ...] = ()
    name: str = ""
    """The playlist's title where the input carries one."""

    def __add__(self, other: "Intake") -> "Intake":
        return Intake(
            self.references + other.references,
            self.playlist_ids + other.playlist_ids,
            self.short_links + other.short_links,
            self.unread + other.unread,
            self.name or other.name,
        )
