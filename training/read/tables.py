"""Read CSV and Parquet files into polars frames and find the line of a row; columns are not interpreted."""

import codecs
import csv
import gzip
import io
import zipfile
from pathlib import Path

import polars as pl

from shared.errors import InvalidData

from .slices import naming

_GZIP_START = b"\x1f\x8b"
_PARQUET_START = b"PAR1"
_ZIP_START = b"PK\x03\x04"
_SEPARATORS = ",;\t"


def read_table(path: Path) -> pl.DataFrame:
    """Read a CSV (every column as text, blank as null) or a Parquet file, plain, gzipped or the one CSV of a zip.

    The format is detected from the contents, a CSV's separator (comma, semicolon or tab) from its header. Raises
    InvalidData if the file is missing, damaged, empty, not UTF-8, or has a line with more fields than the header.
    """
    data = _plain_bytes(path)
    if data.startswith(_PARQUET_START):
        return _parquet(path, data)
    separator = _separator(data)
    try:
        return pl.read_csv(data, infer_schema=False, separator=separator)
    except pl.exceptions.PolarsError as error:
        raise InvalidData(
            f"{path} is no table",
            expected="CSV in UTF-8 under a line of column names, or Parquet",
            found=_csv_fault(data, separator) or str(error).partition("\n")[0],
            cure="mend that line or export the table again",
        ) from error


def place_of(path: Path, row: int) -> str:
    """Return the position of a row (0 is the first under the header) for a message: "x.csv, line 2"."""
    data = _plain_bytes(path)
    if data.startswith(_PARQUET_START):
        return f"{path}, row {row + 1}"
    records = csv.reader(_text(data), delimiter=_separator(data))
    for _ in range(row + 1):
        next(records)
    return f"{path}, line {records.line_num + 1}"


def _plain_bytes(path: Path) -> bytes:
    with naming(str(path)):
        data = path.read_bytes()
        if data.startswith(_GZIP_START):
            data = gzip.decompress(data)
        elif data.startswith(_ZIP_START):
            data = _only_csv(path, data)
    return data.removeprefix(codecs.BOM_UTF8)


def _only_csv(path: Path, data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.lower().endswith(".csv")]
        if len(names) != 1:
            raise InvalidData(
                f"{path} holds {len(names)} tables", expected="one .csv", found=", ".join(names)[:200] or "none",
                cure="unpack the table that is meant",
            )  # fmt: skip
        return archive.read(names[0])


def _parquet(path: Path, data: bytes) -> pl.DataFrame:
    try:
        return pl.read_parquet(io.BytesIO(data))
    except pl.exceptions.PolarsError as error:
        raise InvalidData(
            f"{path} is no whole Parquet file",
            expected="Parquet",
            found=str(error).partition("\n")[0],
            cure="export or copy it again",
        ) from error


def _separator(data: bytes) -> str:
    header = data[: data.find(b"\n")].decode(errors="replace")
    return max(_SEPARATORS, key=header.count)


def _text(data: bytes) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="")


def _csv_fault(data: bytes, separator: str) -> str:
    """Return the fault of the first malformed line, or "" if no line is malformed."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return f"a byte in line {line} that is not UTF-8 ({error.reason})"
    records = csv.reader(_text(data), delimiter=separator, strict=True)
    try:
        width = len(next(records, []))
        for record in records:
            if len(record) > width:
                return f"{len(record)} fields in line {records.line_num} where the header has {width}"
    except csv.Error as error:
        return f"{error} in line {records.line_num}"
    return ""
