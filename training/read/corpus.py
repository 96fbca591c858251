"""Join playlists and features into one `Dataset`; `mpd` and `features` read the files."""

import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shared.domain.track import FEATURES
from shared.domain.track_ids import artist_id_of, track_id_of
from shared.errors import InvalidData

from .dataset import Dataset, Tracks, by_operator
from .features import FeatureTable, read_features
from .mpd import MOST_SECONDS, MpdPlaylist, MpdTrack, PlaylistTally, read_playlists
from .summary import ReadSummary

LEAST_OVERLAP = 0.2
"""Share of the playlists' tracks, or of the tracks with features if they are fewer, that must be in both.

With less, playlists and features most likely come from different catalogues.
"""


def read_dataset(
    playlists: Sequence[Path],
    features: Sequence[Path] = (),
    *,
    skip_bad: bool = False,
    min_coverage: float | None = None,
) -> tuple[Dataset, ReadSummary]:
    """Read playlists (`read_playlists`) and features tables (`read_features`) into one dataset.

    Tracks are in the order of their first occurrence in the playlists, then tracks found only in the tables. A
    track's name, artist and album are taken from the playlists, or from the table where the playlists have none.
    A track counts once in a playlist, and an entry by an id in a table's `spotify_ids` is that row's track.
    Playlists of several sources with the same pid get distinct ids: "7", "7~2".

    All playlists count as the operator's own: those of listeners are added by `training.contributed`.
    Without tables, or with tables of names alone, nothing is known of how tracks sound.

    Raises InvalidData as `read_playlists` and `read_features` do, if no playlist holds a track, or if features are
    of other tracks (see LEAST_OVERLAP); with `min_coverage` (0 to 1) instead if less than this share of the
    playlists' tracks have features.
    """
    tally = PlaylistTally()
    table = read_features(features, skip_bad=skip_bad)
    columns = _Columns(aliases=table.aliases)
    for playlist in read_playlists(playlists, skip_bad=skip_bad, tally=tally):
        columns.add(playlist)
    _demand_playlists(playlists, columns, tally)
    playlist_tracks = len(columns.uris)
    dataset = Dataset(
        tracks=_join(columns, table),
        playlist_ids=list(columns.playlist_ids),
        playlist_names=columns.playlist_names,
        indptr=np.array(columns.ends, dtype=np.int64),
        indices=np.frombuffer(columns.entries, dtype=np.int32).copy(),
        contributors=by_operator(len(columns.playlist_names)),
    )
    summary = _summary(dataset, columns, playlist_tracks, tally, table)
    if min_coverage is None:
        _demand_overlap(summary)
    else:
        _demand_coverage(summary, min_coverage)
    return dataset, summary


@dataclass(slots=True)
class _Columns:
    """The playlists as growing columns: 4 bytes an entry, since there may be tens of millions."""

    uris: dict[str, int] = field(default_factory=dict)
    """Track id -> its row."""
    aliases: dict[str, str] = field(default_factory=dict)
    """Other id -> own id of the track that has it."""
    names: list[str] = field(default_factory=list)
    artists: list[str] = field(default_factory=list)
    albums: list[str] = field(default_factory=list)
    seconds: "array[int]" = field(default_factory=lambda: array("H"))
    """Length by the playlists, 0 where they do not tell it."""
    artist_ids: list[tuple[str, ...]] = field(default_factory=list)
    playlist_ids: dict[str, None] = field(default_factory=dict)
    playlist_names: list[str] = field(default_factory=list)
    entries: "array[int]" = field(default_factory=lambda: array("i"))
    ends: "array[int]" = field(default_factory=lambda: array("q", [0]))
    met: set[int] = field(default_factory=set)
    """Hashes of the playlists read so far: pid, name and tracks."""
    unnamed: set[int] = field(default_factory=set)
    """Rows whose name or artist is still unknown."""
    known_artists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """`artist_uri` as written -> the ids in it, one tuple for all tracks of an artist."""
    repeated_playlists: int = 0
    repeated_entries: int = 0

    def add(self, playlist: MpdPlaylist) -> None:
        """Append one playlist unless it is a duplicate."""
        uris = self.uris
        given = [
            uris[track.track_uri] if track.track_uri in uris else self.row(track_id_of(track.track_uri) or "")
            for track in playlist.tracks
        ]
        if self.unnamed:
            self._name(given, playlist.tracks)
        rows = tuple(dict.fromkeys(given))
        identity = hash((playlist.pid, playlist.name, rows))
        if identity in self.met:
            self.repeated_playlists += 1
            return
        self.met.add(identity)
        self.repeated_entries += len(given) - len(rows)
        self.entries.extend(rows)
        self.ends.append(len(self.entries))
        self.playlist_ids[self._free_id(str(playlist.pid))] = None
        self.playlist_names.append((playlist.name or "").strip())

    def row(self, track_id: str) -> int:
        """Return the row of a track; add a row with empty names for a new track."""
        row = self.uris.setdefault(self.aliases.get(track_id, track_id), len(self.names))
        if row == len(self.names):
            self.unnamed.add(row)
            self.names.append("")
            self.artists.append("")
            self.albums.append("")
            self.seconds.append(0)
            self.artist_ids.append(())
        return row

    def name(self, row: int, name: str, artist: str, album: str) -> None:
        """Fill in the empty names of a track. Artists and albums are interned: many tracks share them."""
        self.names[row] = self.names[row] or name.strip()
        self.artists[row] = self.artists[row] or sys.intern(artist.strip())
        self.albums[row] = self.albums[row] or sys.intern(album.strip())

    def add_artist(self, row: int, written: str | None) -> None:
        """Add an artist's id to a track, unless it has it or the text is none."""
        if not written:
            return
        if written not in self.known_artists:
            id = artist_id_of(written)
            self.known_artists[written] = (id,) if id else ()
        ids = self.known_artists[written]
        known = self.artist_ids[row]
        self.artist_ids[row] = tuple(dict.fromkeys((*known, *ids))) if known else ids

    def _name(self, rows: list[int], tracks: list[MpdTrack]) -> None:
        for row, track in zip(rows, tracks, strict=True):
            if row in self.unnamed:
                self.name(row, track.track_name or "", track.artist_name or "", track.album_name or "")
                self.seconds[row] = self.seconds[row] or track.seconds
                self.add_artist(row, track.artist_uri)
                if self.names[row] and self.artists[row]:
                    self.unnamed.discard(row)

    def _free_id(self, pid: str) -> str:
        """Return a distinct id for a pid that several sources may use: "7", then "7~2"."""
        if pid not in self.playlist_ids:
            return pid
        return next(name for n in count(2) if (name := f"{pid}~{n}") not in self.playlist_ids)


def _join(columns: _Columns, table: FeatureTable) -> Tracks:
    """Return the tracks of the playlists, then those found only in the table, with the table's values."""
    rows = np.array([columns.row(track_id) for track_id in table.ids], dtype=np.intp)
    size = len(columns.names)
    none: tuple[str, ...] = ()
    genres, other_ids = [none] * size, [none] * size
    for index, row in enumerate(rows.tolist()):
        genres[row] = table.genres[index]
        other_ids[row] = table.other_ids[index]
        columns.name(row, table.names[index], table.artists[index], table.albums[index])
        columns.add_artist(row, table.artist_ids[index])
    years = np.zeros(size, dtype=np.int16)
    years[rows] = table.years
    features = np.full((size, len(FEATURES)), np.nan, dtype=np.float32)
    features[rows] = table.features
    popularity = np.full(size, np.nan, dtype=np.float32)
    popularity[rows] = table.popularity
    explicit = np.full(size, -1, dtype=np.int8)
    explicit[rows] = table.explicit
    return Tracks(
        ids=np.array(list(columns.uris), dtype=np.bytes_),
        names=columns.names,
        artists=columns.artists,
        albums=columns.albums,
        genres=genres,
        years=years,
        features=features,
        popularity=popularity,
        seconds=_seconds(columns, features[:, FEATURES.index("duration_ms")]),
        explicit=explicit,
        other_ids=other_ids,
        artist_ids=columns.artist_ids,
    )


def _seconds(columns: _Columns, measured_ms: NDArray[np.float32]) -> NDArray[np.uint16]:
    """Return the length of each track: that of the table, else that of the playlists, 0 where unknown."""
    measured = np.rint(np.nan_to_num(measured_ms) / 1_000).clip(0, MOST_SECONDS).astype(np.uint16)
    return np.where(measured > 0, measured, np.frombuffer(columns.seconds, dtype=np.uint16))


def _summary(
    dataset: Dataset, columns: _Columns, playlist_tracks: int, tally: PlaylistTally, table: FeatureTable
) -> ReadSummary:
    described = np.asarray(np.isfinite(dataset.tracks.features).any(axis=1))
    return ReadSummary(
        playlists=len(dataset),
        entries=len(dataset.indices),
        tracks=len(dataset.tracks),
        playlist_tracks=playlist_tracks,
        tracks_with_features=int(described.sum()),
        playlist_tracks_with_features=int(described[:playlist_tracks].sum()),
        empty_playlists=tally.empty,
        repeated_playlists=columns.repeated_playlists,
        repeated_entries=columns.repeated_entries,
        malformed_entries=tally.malformed,
        repeated_feature_rows=table.tally.duplicates,
        non_finite_values=table.tally.non_finite,
        skipped=(*tally.skipped, *table.tally.skipped),
    )


def _demand_playlists(playlists: Sequence[Path], columns: _Columns, tally: PlaylistTally) -> None:
    if columns.playlist_names:
        return
    raise InvalidData(
        "there is no playlist to learn from",
        expected=f"playlists with tracks in {', '.join(map(str, playlists)) or 'some file'}",
        found=f"{tally.empty} empty playlists, {len(tally.skipped)} files or parts skipped",
        cure=f"the first was skipped because {tally.skipped[0]}" if tally.skipped else "give other files",
    )


def _demand_overlap(summary: ReadSummary) -> None:
    """Raise InvalidData if playlists and features have few tracks in common, by LEAST_OVERLAP."""
    fewer = min(summary.tracks_with_features, summary.playlist_tracks)
    if summary.playlist_tracks_with_features >= LEAST_OVERLAP * fewer:
        return
    raise InvalidData(
        "the features are of other tracks than the playlists",
        expected=f"at least {LEAST_OVERLAP:.0%} of {fewer:,} tracks in both",
        found=f"{summary.playlist_tracks_with_features:,}",
        cure="give the features table that belongs to these playlists, or --min-coverage 0 to train all the same",
    )


def _demand_coverage(summary: ReadSummary, min_coverage: float) -> None:
    if summary.coverage >= min_coverage:
        return
    raise InvalidData(
        "no features for most tracks of the playlists",
        expected=f"features for at least {min_coverage:.0%} of {summary.playlist_tracks:,} tracks",
        found=f"{summary.playlist_tracks_with_features:,} ({summary.coverage:.1%})",
        cure="give the features table that belongs to these playlists, or ask for a lower coverage",
    )
