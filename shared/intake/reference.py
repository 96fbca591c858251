"""Results of intake: references to tracks, not yet looked up in any catalogue."""

from dataclasses import dataclass, replace

from shared.domain.described import SongFacts
from shared.intake.readings import Reading


@dataclass(frozen=True, slots=True)
class TrackReference:
    """One song as the listener wrote it: by id or ISRC, or by title and artist."""

    source: str
    """The original text, at most 200 characters, shown back to the listener."""
    line: int
    """1-based line, row or position in the input."""
    track_id: str | None = None
    """The URI of the track, see `shared.domain.track_ids`."""
    title: str = ""
    artist: str = ""
    isrc: str = ""
    """The ISRC of the recording as an id, `isrc:` and the code, or "" if it is not given."""
    readings: tuple[Reading, ...] = ()
    """Every way to take the source for a title and artist, the most plausible first; none if there is just one."""
    several: str = ""
    """The whole line, if it may name several songs; "" if it does not."""
    facts: SongFacts | None = None
    """Facts of the source about the song besides its names; None if it has none."""
    artist_id: str = ""
    """The URI of an artist who is given in place of songs, or ""."""

    @property
    def ways(self) -> tuple[Reading, ...]:
        """Return the readings; if there are none, the title and artist as they are."""
        return self.readings or ((Reading(self.title, self.artist),) if self.title else ())

    @property
    def is_artist(self) -> bool:
        """Whether an artist is given by name, without any song."""
        return bool(self.artist) and not (self.title or self.readings or self.track_id or self.isrc)

    def either_way(self) -> "TrackReference":
        """Return the reference with the reading in which title and artist have changed places."""
        other = (Reading(self.artist, self.title),) if self.title and self.artist else ()
        return replace(self, readings=(*self.ways[:1], *other, *self.ways[1:]))


@dataclass(frozen=True, slots=True)
class Unread:
    """A piece of input that is no reference to a track, and the reason."""

    source: str
    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Intake:
    """The whole content of one paste or upload: every piece of input is in one of the fields."""

    references: tuple[TrackReference, ...] = ()
    playlist_ids: tuple[str, ...] = ()
    """Ids of linked playlists; looking them up is the caller's task."""
    short_links: tuple[str, ...] = ()
    """Addresses such as `https://spotify.link/...`, whose target only a redirect tells."""
    unread: tuple[Unread, ...] = ()
    name: str = ""
    """The playlist's title, if the input has one."""

    def __add__(self, other: "Intake") -> "Intake":
        return Intake(
            self.references + other.references,
            self.playlist_ids + other.playlist_ids,
            self.short_links + other.short_links,
            self.unread + other.unread,
            self.name or other.name,
        )
