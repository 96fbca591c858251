"""Lookup of a playlist's tracks and of its cluster in the served model."""

import hashlib
from dataclasses import dataclass
from operator import itemgetter

import msgspec

from shared.domain.track import Track
from shared.errors import RejectedMessage
from shared.messaging.playlist_message import PlaylistMessage, references_of
from shared.model.model import Model
from shared.model.resolve import resolve
from shared.ports import Fields


@dataclass(frozen=True, slots=True)
class FoundPlaylist:
    """A playlist with its tracks as the catalogue has them."""

    name: str
    tracks: tuple[Track, ...]
    """In the playlist's order, without repeats; tracks missing in the catalogue have no names.

    The names of a message are a stranger's: they may say anything, and of any track.
    """
    unknown: tuple[str, ...]
    """The ids of the tracks that are missing in the catalogue."""
    lost: int
    """Number of entries without a track."""
    cluster: int | None
    model: str

    @property
    def content(self) -> str:
        """Content hash of name and tracks in their order, 32 hex digits."""
        content = msgspec.json.encode([self.name, [track.id for track in self.tracks]])
        return hashlib.sha256(content).hexdigest()[:32]

    def to_fields(self) -> Fields:
        """Return the fields of its record."""
        return {
            "name": self.name,
            "tracks": [track.id for track in self.tracks],
            "lost": self.lost,
            "cluster": self.cluster,
            "model": self.model,
            "content": self.content,
        }


def find_tracks(given: PlaylistMessage, model: Model) -> FoundPlaylist:
    """Return the playlist with its tracks looked up; a track with an id is kept even if the catalogue lacks it.

    Raises RejectedMessage if no track is found.
    """
    references = list(references_of(given))
    resolution = resolve(references, model)
    found = [(match.reference.line, match.track) for match in resolution.matched if match.kind == "song"]
    lines = {line for line, _ in found}
    found += [
        (each.line, Track(each.track_id, "", ""))
        for each in references
        if each.track_id and each.line not in lines
    ]
    tracks = {track.id: track for _, track in sorted(found, key=itemgetter(0))}
    if not tracks:
        raise RejectedMessage(
            "The playlist holds no track",
            expected="ids, links, or names of songs that the catalogue has",
            found=f"{len(given.tracks)} entries that lead to none",
        )
    cluster = model.cluster_of(resolution.seeds)
    known = {match.track.id for match in resolution.matched}
    return FoundPlaylist(
        name=given.name,
        tracks=tuple(tracks.values()),
        unknown=tuple(track for track in tracks if track not in known),
        lost=len(given.tracks) - len({line for line, _ in found}),
        cluster=cluster.id if cluster else None,
        model=model.version,
    )
