"""Keep listens on disk in parts of whole listeners: memory is bounded by a part, however many days there are."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from training.fetch.listens import Member

PART_BYTES = 256 << 20
"""Bytes of Parquet members whose listens one part holds on average: some 4 million listens."""


class PartitionedListens:
    """Listens as from `listens_of`, in Parquet files of an empty folder.

    A recording is written as its id: the numbers of a categorical last only while polars holds a column of them.
    """

    def __init__(self, folder: Path, parts: int) -> None:
        self._folders = [folder / str(part) for part in range(parts)]
        for each in self._folders:
            each.mkdir()
        self._written = 0

    def add(self, listens: pl.DataFrame) -> None:
        """Write listens to the parts of their listeners. Raises OSError if the disk is full."""
        parts = len(self._folders)
        rows = listens.with_columns(part=pl.col("user") % parts)
        for (part,), of_part in rows.partition_by("part", as_dict=True, include_key=False).items():
            out = io.BytesIO()  # written by Python: an error of a full disk has no errno in polars
            of_part.write_parquet(out, compression="lz4")
            (self._folders[part] / f"{self._written:06}.parquet").write_bytes(out.getvalue())
        self._written += 1

    def __iter__(self) -> Iterator[pl.DataFrame]:
        """Yield the listens of each part; all listens of a listener are in one, in the order they were added."""
        for folder in self._folders:
            files = sorted(folder.iterdir())
            if files:
                yield pl.read_parquet(files)


def parts_of(members: Sequence[Member], part_bytes: int = PART_BYTES) -> int:
    """Return into how many parts the listens of some members are to be written."""
    return 1 + sum(member.size for member in members) // part_bytes
