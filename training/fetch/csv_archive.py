"""Read wanted rows of a CSV of gigabytes inside a tar.zst, block by block; also from its beginning alone."""

import io
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, cast

import polars as pl

from shared.errors import InvalidData
from training.fetch.zstd_stream import DAMAGED, unpacked

BLOCK = 32 << 20
"""Bytes of CSV that are decoded at a time."""

PIECE = 1 << 16
"""Bytes that are unpacked at a time; at a cut the last of them are lost."""

_CUT = (*DAMAGED, tarfile.ReadError)


def wanted_rows(
    path: Path, ending: str, columns: Sequence[str], wanted: pl.DataFrame, *, beginning_only: bool = False
) -> pl.DataFrame:
    """Return `columns` of the rows whose key is in `wanted`, as text; "" and absent values are null.

    `ending` is that of the member's name. `wanted` has one column, which is the key. With `beginning_only` the
    archive may be cut anywhere, and an incomplete line at its end is left out. Raises InvalidData for a damaged
    archive, and for a member that is missing or has no such columns.
    """
    blocks = _blocks(path, ending, beginning_only=beginning_only)
    header = next(blocks, b"").split(b"\n", 1)[0].decode("utf-8", "replace").strip().split(",")
    missing = [name for name in columns if name not in header]
    if missing:
        raise InvalidData(
            f"{path.name} has another layout",
            expected=f"a table ...{ending} with {', '.join(columns)}",
            found=", ".join(header)[:200] or "none",
            cure="update Segue",
        )
    kept = [_decoded(block, header, columns, wanted) for block in blocks]
    return pl.concat(kept) if kept else pl.DataFrame(schema=dict.fromkeys(columns, pl.String))


def _decoded(block: bytes, header: list[str], columns: Sequence[str], wanted: pl.DataFrame) -> pl.DataFrame:
    rows = pl.read_csv(
        block, has_header=False, new_columns=header, infer_schema=False, columns=list(range(len(header)))
    )
    return rows.select(columns).join(wanted, on=wanted.columns, how="semi")


def _blocks(path: Path, ending: str, *, beginning_only: bool) -> Iterator[bytes]:
    """Yield the header line, then blocks of whole lines."""
    with unpacked(path, beginning_only=beginning_only) as stream:
        pieces = _pieces(stream, ending)
        try:
            yield next(pieces, b"")
            yield from _whole_lines(pieces, beginning_only=beginning_only)
        except _CUT as error:
            raise InvalidData(
                f"{path.name} is damaged", expected="a whole tar.zst", found=str(error), cure="run it again"
            ) from error


def _pieces(stream: IO[bytes], ending: str) -> Iterator[bytes]:
    """Yield the first line of a member, then what it holds, in pieces."""
    with tarfile.open(fileobj=stream, mode="r|", bufsize=PIECE) as tar:
        for entry in tar:
            member = tar.extractfile(entry) if entry.name.endswith(ending) else None
            if member is not None:
                yield member.readline()
                while piece := cast(io.BufferedReader, member).read1(PIECE):
                    yield piece
                return


def _whole_lines(pieces: Iterator[bytes], *, beginning_only: bool) -> Iterator[bytes]:
    gathered = bytearray()
    try:
        for piece in pieces:
            gathered += piece
            if len(gathered) >= BLOCK:
                lines, end, rest = gathered.rpartition(b"\n")
                gathered = rest
                yield bytes(lines + end)
    except tarfile.ReadError:
        if not beginning_only:
            raise
        gathered = gathered.rpartition(b"\n")[0]
    if gathered:
        yield bytes(gathered)
