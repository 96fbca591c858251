"""The songs of an earlier fetch, which other sources add to, and tables written beside them."""

from pathlib import Path

import polars as pl

from shared.adapters.download import full_disk_reported
from shared.adapters.work_folder import work_folder
from shared.domain.track_ids import MUSICBRAINZ
from shared.errors import InvalidData
from training.fetch.writing import TRACKS, packed_csv


def recordings_of(folder: Path) -> pl.DataFrame:
    """Return `recording`, the MusicBrainz ids of the songs that were fetched. Raises InvalidData if none were."""
    path = folder / TRACKS
    if not path.is_file():
        raise InvalidData(
            f"{folder} has no songs yet",
            expected=f"{TRACKS}, as `segue fetch listenbrainz` writes it",
            found="none",
            cure="fetch listenbrainz first, or name its folder by --songs",
        )
    return pl.read_csv(path, columns=["id"], infer_schema=False).select(
        recording=pl.col("id").str.strip_prefix(MUSICBRAINZ.prefix)
    )


def write_beside(folder: Path, name: str, table: pl.DataFrame) -> None:
    """Write a gzipped CSV into a folder: complete, or not at all."""
    with work_folder(folder / name) as work, full_disk_reported(folder):
        (work / "new.csv.gz").write_bytes(packed_csv(table))
        (work / "new.csv.gz").replace(folder / name)
