"""The outside sources in plain memory, for tests: what they know and what they refuse is given."""

from collections.abc import Mapping, Sequence

from shared.adapters.validation import checked_playlist_id
from shared.errors import NotFound, SegueError
from shared.ports import OutsidePlaylist


class MemoryPlaylists:
    """A PlaylistSource of given playlists; what is in `refusals` is raised for its id instead."""

    def __init__(
        self, playlists: Sequence[OutsidePlaylist] = (), refusals: Mapping[str, SegueError] | None = None
    ) -> None:
        self.playlists = {playlist.id: playlist for playlist in playlists}
        self.refusals = dict(refusals or {})

    def playlist(self, playlist_id: str) -> OutsidePlaylist:
        """Give the playlist. Raises its refusal if it has one, NotFound if there is no such playlist."""
        checked_playlist_id(playlist_id)
        if playlist_id in self.refusals:
            raise self.refusals[playlist_id]
        if playlist_id not in self.playlists:
            raise NotFound("There is no such playlist", found=playlist_id)
        return self.playlists[playlist_id]


class MemoryFeatures:
    """A FeatureSource of given features; `refusal`, if set, is what every call raises."""

    def __init__(self, known: Mapping[str, tuple[float, ...]], refusal: SegueError | None = None) -> None:
        self.known = dict(known)
        self.refusal = refusal

    def features(self, track_ids: Sequence[str]) -> Mapping[str, tuple[float, ...]]:
        """Give the features of each track that is known."""
        if self.refusal is not None:
            raise self.refusal
        return {track_id: self.known[track_id] for track_id in track_ids if track_id in self.known}
