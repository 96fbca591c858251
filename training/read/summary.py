"""What reading the training data found and left out, for the log and the data report."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadSummary:
    """What was read, and what was not and why."""

    playlists: int
    entries: int
    """Tracks in playlists, a track counted once in each."""
    tracks: int
    """Distinct tracks, in playlists or only in the features tables."""
    playlist_tracks: int
    """Distinct tracks in playlists."""
    tracks_with_features: int
    """Distinct tracks of which at least one feature is known."""
    playlist_tracks_with_features: int
    empty_playlists: int
    repeated_playlists: int
    """Playlists dropped because one of the same pid, name and tracks came before, as when a zip lies beside
    its contents."""
    repeated_entries: int
    """Entries dropped because the track was in the playlist already."""
    malformed_entries: int
    """Entries dropped because they name no Spotify id; only with `skip_bad`."""
    repeated_feature_rows: int
    non_finite_values: int
    """Feature values given as NaN or infinity, taken as unknown."""
    skipped: tuple[str, ...]
    """Why each bad slice, line, row or value was skipped; only with `skip_bad`."""

    @property
    def coverage(self) -> float:
        """The share of the playlists' distinct tracks of which a feature is known."""
        return self.playlist_tracks_with_features / max(self.playlist_tracks, 1)

    def facts(self) -> list[tuple[str, int]]:
        """Give every count with its label: what there is, then whatever was left out."""
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
