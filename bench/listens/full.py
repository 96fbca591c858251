"""Invent a full dump at its real size, as far as fetching a month sees it: a day a member, in order of time.

Members outside the month hold a few listens and a hole in the file, so that 200 GB take a few on the disk.
"""

import io
import tarfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

import polars as pl

from bench.listens.generate import DAY_SECONDS, MEMBER_LISTENS, TEXTS, Generator, World

MONTH = datetime(2026, 6, 1)
"""The month that is fetched."""

WORLD = World(mapped=0.857, imported=0, bot=0.01)
"""Shares of the full dump of July 2026; nothing is imported, as its members go by the time of listening."""

_FULL = "pub/musicbrainz/listenbrainz/fullexport"
_STAMP = "2658-20260901-000003-full"


@dataclass(frozen=True, slots=True)
class FullDump:
    """Sizes of a full dump."""

    members: int = 1_526
    after: int = 92
    """Members from the first of the month on."""
    days: int = 30
    """Days of the month that have all their listens."""
    listens: int = MEMBER_LISTENS
    """Listens of such a day."""
    hollow_bytes: int = 134 << 20
    """Bytes of each other member."""


def write_full(host: Path, dump: FullDump, *, world: World = WORLD) -> Path:
    """Return the path of the dump's tar; it is written unless it is there."""
    name = f"listenbrainz-spark-dump-{_STAMP}"
    path = host / _FULL / f"listenbrainz-dump-{_STAMP}" / f"{name}.tar"
    if path.exists():
        return path
    path.parent.mkdir(parents=True)
    generator = Generator(world)
    few = generator.member(dump.days, 1_000)
    with path.open("wb") as tar:
        for text, value in TEXTS.items():
            _add(tar, f"{name}/{text}", value.encode(), len(value))
        for number in range(dump.members):
            day = number - (dump.members - dump.after)
            whole = 0 <= day < dump.days
            data = _parquet(generator.member(day, dump.listens) if whole else few, day)
            _add(tar, f"{name}/{number}.parquet", data, len(data) if whole else dump.hollow_bytes)
        tar.write(bytes(2 * tarfile.BLOCKSIZE))
    path.with_name(f"{path.name}.sha256").write_text("0" * 64)  # the whole is never read, so nothing checks it
    return path


def _parquet(listens: pl.DataFrame, day: int) -> bytes:
    """Return the listens with their times of day, on one day counted from the month's first."""
    start = pl.lit(MONTH + timedelta(days=day)).cast(pl.Datetime("ms"))
    time = pl.duration(seconds=pl.col("listened_at").dt.epoch("s") % DAY_SECONDS)
    on_day = listens.with_columns(listened_at=start + time).sort("listened_at", "user_id", "recording_msid")
    out = io.BytesIO()
    on_day.write_parquet(out, compression="zstd", row_group_size=1 << 20)
    return out.getvalue()


def _add(tar: IO[bytes], name: str, data: bytes, size: int) -> None:
    """Add a file of `size` bytes; where `data`, a Parquet file, is shorter, a hole stands before its footer."""
    entry = tarfile.TarInfo(name)
    entry.size = size
    tar.write(entry.tobuf(tarfile.USTAR_FORMAT))
    footer = 0 if size == len(data) else 8 + int.from_bytes(data[-8:-4], "little")
    tar.write(data[: len(data) - footer])
    tar.seek(size - len(data), io.SEEK_CUR)
    tar.write(data[len(data) - footer :])
    tar.seek(-size % tarfile.BLOCKSIZE, io.SEEK_CUR)
