"""Read one Parquet member of a ListenBrainz Spark dump; its layout is fixed by `SCHEMA_SEQUENCE`.

Only what a pass needs is decoded, so that a member of 1.7 million listens takes some 400 MB while it is read.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from shared.errors import InvalidData

SCHEMA_SEQUENCE = "1"
"""The version of the dump's layout that this module reads; members of another are refused."""

RECORDING = pl.Categorical(pl.Categories("musicbrainz recordings"))
"""MusicBrainz ids of recordings as numbers of 4 bytes, the same in every frame of the process."""

_COLUMNS: Mapping[str, pl.DataType | type[pl.DataType]] = {
    "listened_at": pl.Datetime,
    "user_id": pl.Int64,
    "recording_msid": pl.String,
    "recording_mbid": pl.String,
    "recording_name": pl.String,
    "artist_name": pl.String,
    "artist_credit_mbids": pl.List(pl.String),
    "release_name": pl.String,
    "release_mbid": pl.String,
}
"""The columns that are read, of eleven."""

_TIE_DIGITS = 15
"""Hexadecimal digits of a MessyBrainz id that order the listens of one second; they fit 64 bits."""

NAMES = ("name", "artists", "album", "artist_ids", "release_id")
"""Columns of `names_of` that describe a recording."""


@dataclass(frozen=True, slots=True)
class Member:
    """One Parquet file, inside a tar or by itself."""

    name: str
    path: Path
    offset: int
    size: int
    """Bytes from `offset` on."""

    def data(self) -> bytes:
        """Return its bytes."""
        with self.path.open("rb") as file:
            file.seek(self.offset)
            return file.read(self.size)


@dataclass(frozen=True, slots=True)
class Period:
    """Listens from `start` up to, but without, `end`; UTC, without a time zone as in the dumps."""

    start: datetime
    end: datetime


def listens_of(member: Member, period: Period | None = None) -> pl.DataFrame:
    """Return `user`, `second` (Unix time), `tie` and `recording` (null if unknown to MusicBrainz) of each listen.

    Raises InvalidData for a damaged member and for one with other columns.
    """
    rows = _scanned(member)
    if period is not None:
        rows = rows.filter(pl.col("listened_at").is_between(period.start, period.end, closed="left"))
    digits = pl.col("recording_msid").str.replace_all("-", "", literal=True).str.slice(0, _TIE_DIGITS)
    return _collected(
        member,
        rows.select(
            user=pl.col("user_id"),
            second=pl.col("listened_at").dt.epoch("s"),
            tie=digits.str.to_integer(base=16),
            recording=pl.col("recording_mbid").cast(RECORDING),
        ),
    )


def names_of(member: Member, songs: pl.DataFrame) -> pl.DataFrame:
    """Return the `NAMES` of each `recording` in `songs`, and how many `listens` gave them."""
    named = _scanned(member).select(
        recording=pl.col("recording_mbid").cast(RECORDING),
        name="recording_name",
        artists="artist_name",
        album="release_name",
        artist_ids=pl.col("artist_credit_mbids").list.join("|"),
        release_id="release_mbid",
    )
    kept = named.join(songs.lazy().select("recording"), on="recording", how="semi")
    return _collected(member, kept.group_by("recording", *NAMES).agg(listens=pl.len()))


def submissions_of(member: Member, songs: pl.DataFrame, given: pl.DataFrame) -> pl.DataFrame:
    """Return each `recording` of `songs` with the MessyBrainz ids (`msid`) of `given` that it has."""
    pairs = _scanned(member).select(recording=pl.col("recording_mbid").cast(RECORDING), msid="recording_msid")
    known = pairs.join(songs.lazy().select("recording"), on="recording", how="semi")
    return _collected(member, known.join(given.lazy().select("msid"), on="msid", how="semi").unique())


def _scanned(member: Member) -> pl.LazyFrame:
    """Return the lazily read member, its columns checked."""
    scanned = pl.scan_parquet(io.BytesIO(member.data()))
    try:
        schema = scanned.collect_schema()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise damaged(member.name, error) from error
    wrong = [name for name, kind in _COLUMNS.items() if schema.get(name) != kind]
    if wrong:
        raise InvalidData(
            f"{member.name} has another layout",
            expected=f"{wrong[0]} as {_COLUMNS[wrong[0]]}",
            found=str(schema.get(wrong[0], f"no {wrong[0]}, but {', '.join(schema)}")),
            cure="update Segue, or fetch an older dump",
        )
    return scanned.with_columns(pl.col("listened_at").dt.replace_time_zone(None))


def _collected(member: Member, rows: pl.LazyFrame) -> pl.DataFrame:
    try:
        return rows.collect()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise damaged(member.name, error) from error


def damaged(name: str, error: BaseException) -> InvalidData:
    """Return the error for a Parquet file that cannot be decoded."""
    return InvalidData(
        f"{name} is damaged",
        expected="a whole Parquet file of listens",
        found=str(error).partition("\n")[0][:200],
        cure="run it again; if that does not help, take another day",
    )
