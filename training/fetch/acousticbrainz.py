"""AcousticBrainz: how recordings sound, as its contributors measured their own music until 2022.

Its numbers are Essentia's, not Spotify's: danceability goes from 0 to about 3, loudness from 0 to 1. Tables of the
two must not be mixed in one training, so the table names its source.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from shared.adapters.download import Downloads, download_folder
from shared.adapters.file_host import FileHost, RemoteFile
from shared.domain.track_ids import MUSICBRAINZ
from shared.errors import InvalidData
from training.fetch.csv_archive import wanted_rows
from training.fetch.songs_table import recordings_of, write_beside

DUMP = "acousticbrainz-lowlevel-features-20220623"
FOLDER = f"/pub/musicbrainz/acousticbrainz/dumps/{DUMP}/"
FEATURES = "features.csv.gz"
REDIRECTS = "redirects.csv.gz"
"""Written by `segue fetch musicbrainz-canonical`, and used if it is there."""

FIRST_BYTES = 150_000_000
"""Of each of the three tables: some 5 % of the submissions. All three are in the order of submission, so their
beginnings are of the same recordings."""

_MEASURES = {
    "rhythm": ("bpm", "danceability"),
    "lowlevel": ("average_loudness",),
    "tonal": ("key_key", "key_scale"),
}

KEYS = {
    name: number
    for number, names in enumerate(
        ("C B#", "C# Db", "D", "D# Eb", "E Fb", "F E#", "F# Gb", "G", "G# Ab", "A", "A# Bb", "B Cb")
    )
    for name in names.split()
}
"""Pitch classes, C = 0, under every name."""


@dataclass(frozen=True, slots=True)
class Found:
    """How many songs were found, of how many."""

    songs: int
    of: int


@dataclass(frozen=True, slots=True)
class AcousticBrainz:
    """How much of the tables to fetch; `first_bytes` None is all."""

    first_bytes: int | None = FIRST_BYTES

    def fetch(self, host: FileHost, songs: Path, step: Callable[[str], None]) -> Found:
        """Write `features.csv.gz` into the folder `songs` of `segue fetch listenbrainz`.

        Raises InvalidData if there are no songs or a table cannot be used, and Unavailable if the host or the disk
        gives up; then the table is as before, and the next call goes on.
        """
        recordings = recordings_of(songs)
        ids = _versions(songs, recordings)
        with download_folder(songs.with_name(f".{songs.name}.acousticbrainz")) as cache:
            downloads = Downloads(host, cache)
            tables = []
            for kind, columns in _MEASURES.items():
                step(f"fetching {kind} of AcousticBrainz")
                path = self._table(downloads, kind)
                rows = wanted_rows(
                    path, f"-{kind}.csv", ("mbid", *columns), ids.select("mbid"),
                    beginning_only=self.first_bytes is not None,
                )  # fmt: skip
                tables.append(ids.join(rows, on="mbid"))
            features = _features(*tables)
            write_beside(songs, FEATURES, features)
        return Found(len(features), len(recordings))

    def _table(self, downloads: Downloads, kind: str) -> Path:
        file = downloads.host.file(f"{FOLDER}{DUMP}-{kind}.tar.zst")
        if self.first_bytes is not None and self.first_bytes < file.size:
            return downloads.window(file, 0, self.first_bytes)
        return downloads.whole(file, _digest(downloads.host, file))


def _digest(host: FileHost, file: RemoteFile) -> str:
    """Return the SHA-256 of a file from the list that stands beside it."""
    name = file.path.removeprefix(FOLDER)
    listed = (line.split() for line in host.text(f"{FOLDER}sha256sums").splitlines())
    found = [words[0] for words in listed if len(words) == 2 and words[1].lstrip("*./") == name]
    if not found:
        raise InvalidData(
            f"{FOLDER}sha256sums lacks {name}", expected="its digest", found="none", cure="try later"
        )
    return found[0]


def _versions(songs: Path, recordings: pl.DataFrame) -> pl.DataFrame:
    """Return `mbid` and `recording`: each song's own id and, where they were fetched, those that lead to it."""
    own = recordings.select(mbid="recording", recording="recording")
    if not (songs / REDIRECTS).is_file():
        return own
    redirects = pl.read_csv(songs / REDIRECTS, infer_schema=False)
    others = redirects.select(mbid="recording_mbid", recording="canonical_recording_mbid")
    return pl.concat([own, others.join(recordings, on="recording", how="semi")]).unique()


def _features(rhythm: pl.DataFrame, lowlevel: pl.DataFrame, tonal: pl.DataFrame) -> pl.DataFrame:
    """Return one row a song; a recording was submitted about four times, of which the median is taken."""
    tempo = rhythm.group_by("recording").agg(danceability=_median("danceability"), tempo=_median("bpm"))
    loudness = lowlevel.group_by("recording").agg(loudness=_median("average_loudness"))
    keys = tonal.select(
        "recording",
        key=pl.col("key_key").replace_strict(KEYS, default=None, return_dtype=pl.Int64),
        mode=pl.col("key_scale").replace_strict({"major": 1, "minor": 0}, default=None, return_dtype=pl.Int64),
    ).drop_nulls()
    often = (
        keys.group_by("recording", "key", "mode").len().sort("len", "key", "mode", descending=[True, False, False])
    )
    joined = tempo.join(loudness, on="recording", how="full", coalesce=True).join(
        often.unique("recording", keep="first", maintain_order=True), on="recording", how="full", coalesce=True
    )
    measured = joined.filter(pl.any_horizontal(pl.col("danceability", "tempo", "loudness", "key").is_not_null()))
    return measured.sort("recording").select(
        pl.format(MUSICBRAINZ.prefix + "{}", "recording").alias("id"),
        "danceability", "key", "loudness", "mode", "tempo",
        source=pl.lit("acousticbrainz"),
    )  # fmt: skip


def _median(column: str) -> pl.Expr:
    numbers = pl.col(column).cast(pl.Float64, strict=False)
    return numbers.filter(numbers.is_finite()).median().round(6)
