"""Find the listens of a month inside a full dump of 200 GB without reading it: a bisection by HTTP Range.

The tar is not compressed and its members are strictly ordered by `listened_at` (dumps of 2026). A probe looks for
the next header from an offset on (half a member on average) and decodes the first time in it; a walk from header
to header would take 1,500 requests.
"""

import io
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from shared.adapters.download import Downloads
from shared.adapters.file_host import RemoteFile
from shared.errors import InvalidData
from training.fetch.listens import Member, Period, damaged
from training.fetch.spark_tar import LICENCE, LISTENS, check_schema, damage_reported, entries_of, text_of

BLOCK = tarfile.BLOCKSIZE
FIRST_STRIDE = 64 << 10
LONGEST_STRIDE = 32 << 20
"""Bytes that are searched for a header at first, where one member follows another, and at most."""

NEAR = 128 << 20
"""About the size of a member: closer than this the bisection ends, and the walk begins."""

OPENING = 1 << 20
"""Bytes at the start that hold the version, the time, the licence and the first header."""

_FIRST_TIMES = 4 << 20
_FOOTER = 1 << 20
"""Bytes of a member's end that hold the description of its columns."""


@dataclass(frozen=True, slots=True)
class RemoteMember:
    """A Parquet file inside a tar of the host."""

    name: str
    start: int
    """Offset of its first byte in the tar."""
    size: int

    @property
    def end(self) -> int:
        """The offset of the next header."""
        return self.start + -(-self.size // BLOCK) * BLOCK


class RemoteTar:
    """A tar of the host, read by parts."""

    def __init__(self, downloads: Downloads, file: RemoteFile, folder: Path, *, near: int = NEAR) -> None:
        self._downloads = downloads
        self._near = near
        self._file = file
        self._folder = folder
        self._name = file.path.rpartition("/")[2]

    def opening(self) -> tuple[str, RemoteMember]:
        """Return the licence and the first member. Raises InvalidData for another schema version."""
        texts: dict[str, str] = {}
        part = self._part(0, OPENING)
        with damage_reported(self._name), tarfile.open(fileobj=io.BytesIO(part), mode="r|") as tar:
            for name, entry in entries_of(tar, self._name):
                if LISTENS.fullmatch(name):
                    check_schema(self._name, texts)
                    return texts.get(LICENCE, ""), RemoteMember(name, entry.offset_data, entry.size)
                texts[name] = text_of(tar, entry)
        raise InvalidData(f"{self._name} holds no listens", expected="0.parquet", found=", ".join(texts))

    def members(self, period: Period) -> Iterator[Member]:
        """Download and yield the members that hold listens of a period, in order."""
        member: RemoteMember | None = self._last_before(period.start)
        while member is not None:
            path = self._downloads.window(self._file, member.start, member.size)
            yield Member(f"{self._name}: {member.name}", path, 0, member.size)
            if _last_time(path) >= period.end:
                return
            member = self._next(member.end, self._file.size)

    def _last_before(self, moment: datetime) -> RemoteMember:
        """Return the last member that begins before a moment, else the first; at most a few before it."""
        best = self.opening()[1]
        low, high = best.end, self._file.size
        while high - low > self._near:
            middle = low + (high - low) // 2 // BLOCK * BLOCK
            member = self._next(middle, high)
            if member is None or self._first_time(member) >= moment:
                high = middle
            else:
                best, low = member, member.end
        return self._nearest(best, moment)

    def _nearest(self, best: RemoteMember, moment: datetime) -> RemoteMember:
        """Walk from a member to the last one that begins before a moment."""
        while (member := self._next(best.end, self._file.size)) and self._first_time(member) < moment:
            best = member
        return best

    def _next(self, start: int, end: int) -> RemoteMember | None:
        """Return the first Parquet file whose header is in [start, end); None if there is none."""
        offset, stride = start, FIRST_STRIDE
        while offset < end:
            part = self._part(offset, min(stride, end - offset))
            for found in re.finditer(rb"ustar", part):
                header = found.start() - 257
                if header >= 0 and header % BLOCK == 0 and (member := _file_at(part[header : header + BLOCK])):
                    return RemoteMember(member.name.rpartition("/")[2], offset + header + BLOCK, member.size)
            offset, stride = offset + stride, min(4 * stride, LONGEST_STRIDE)
        return None

    def _first_time(self, member: RemoteMember) -> datetime:
        """Return when the first listen of a member was, from its start and end alone."""
        length = _FIRST_TIMES
        while True:
            known = self._part(member.start, min(length, member.size))
            sparse = self._folder / "first-times.parquet"
            with sparse.open("wb") as out:
                out.write(known)
                if length < member.size:
                    out.seek(max(length, member.size - _FOOTER))
                    out.write(self._part(member.start + out.tell(), member.size - out.tell()))
            try:
                first: datetime = _times(sparse).head(1).collect().item()
            except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
                if length >= member.size:
                    raise damaged(f"{self._name}: {member.name}", error) from error
            else:
                return first
            length *= 2

    def _part(self, start: int, length: int) -> bytes:
        return self._downloads.host.part(self._file, start, length)


def _file_at(header: bytes) -> tarfile.TarInfo | None:
    """Return the Parquet file that a block is the header of, if it is one: its checksum is verified."""
    try:
        entry = tarfile.TarInfo.frombuf(header, "utf-8", "replace")
    except tarfile.HeaderError:
        return None
    return entry if entry.isreg() and LISTENS.fullmatch(entry.name.rpartition("/")[2]) else None


def _last_time(path: Path) -> datetime:
    last: datetime = _times(path).max().collect().item()
    return last


def _times(path: Path) -> pl.LazyFrame:
    return pl.scan_parquet(path).select(pl.col("listened_at").dt.replace_time_zone(None))
