"""Counts of data read and dropped, for the log and the data report; it counts nothing itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadSummary:
    """Counts of playlists, entries and tracks read, and of dropped parts with their reasons."""

    playlists: int
    entries: int
    """Tracks in playlists, a track counted once in each."""
    tracks: int
    """Distinct tracks, in playlists or only in the features tables."""
    playlist_tracks: int
    """Distinct tracks in playlists."""
    tracks_with_features: int
    """Distinct tracks with at least one known feature."""
    playlist_tracks_with_features: int
    empty_playlists: int
    repeated_playlists: int
    """Playlists dropped as copies of an earlier one with the same pid, name and tracks, such as when a zip lies
    beside its contents."""
    repeated_entries: int
    """Entries dropped because the playlist already has the track."""
    malformed_entries: int
    """Entries dropped because they have no Spotify id; only with `skip_bad`."""
    repeated_feature_rows: int
    non_finite_values: int
    """Feature values of NaN or infinity, read as unknown."""
    skipped: tuple[str, ...]
    """The reason for each skipped slice, line, row or value; only with `skip_bad`."""

    @property
    def coverage(self) -> float:
        """The share of the playlists' distinct tracks with at least one known feature."""
        return self.playlist_tracks_with_features / max(self.playlist_tracks, 1)

    def facts(self) -> list[tuple[str, int]]:
        """Return (label, count) of all data read, then of each kind of dropped data that occurred."""
        there = [
            ("playlists", self.playlists),
            ("entries in playlists", self.entries),
            ("distinct tracks", self.tracks),
            ("distinct tracks in playlists", self.playlist_tracks),
            ("tracks with features", self.tracks_with_features),
            ("tracks in playlists with features", self.playlist_tracks_with_features),
        ]
        left_out = [
            ("empty playlists dropped", self.empty_playlists),
            ("repeated playlists dropped", self.repeated_playlists),
            ("repeated entries dropped", self.repeated_entries),
            ("entries without a Spotify id dropped", self.malformed_entries),
            ("repeated rows of features merged", self.repeated_feature_rows),
            ("values of NaN or infinity taken as unknown", self.non_finite_values),
            ("bad parts skipped", len(self.skipped)),
        ]
        return there + [(label, number) for label, number in left_out if number]
