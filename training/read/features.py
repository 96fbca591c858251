"""Read tables of audio features: one row per track, every value a finite number or unknown."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import nan
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from shared.domain.described import UNDETECTED, split_genres
from shared.domain.track import FEATURES
from shared.domain.track_ids import track_id_of
from shared.errors import InvalidData

from .columns import (
    ARTIST_IDS,
    EXPLICIT,
    GENRES,
    ID,
    ISRCS,
    NUMBERS,
    POPULARITY,
    RELEASED,
    SPOTIFY_IDS,
    TEXTS,
    match_columns,
)
from .origins import Origins
from .other_ids import SEPARATOR, aliases_in, leading_artist_ids, other_ids_in, read_cells
from .tables import place_of, read_table

_log = logging.getLogger(__name__)

UNKNOWN_WORDS = ("", "na", "n/a", "null", "none", "\\n")
"""Spellings of a missing value in exports of R, SQL and Python."""

MARKS = {"true": 1, "false": 0, "1": 1, "0": 0, "1.0": 1, "0.0": 0, "yes": 1, "no": 0}
"""Spellings of whether a song is marked explicit."""

_ROW = "row of the file"
_YEAR = r"(?:^|\D)((?:1[89]|20)\d\d)(?:\D|$)"


@dataclass(slots=True)
class FeatureTally:
    """Counts of rows and values while features tables are read."""

    rows: int = 0
    duplicates: int = 0
    """Rows of a track that has another row in the same file."""
    non_finite: int = 0
    """Values of NaN or infinity, read as unknown."""
    skipped: list[str] = field(default_factory=list)
    """Parts that were skipped, each with the reason; only with `skip_bad`."""


@dataclass(frozen=True, slots=True)
class FeatureTable:
    """Columns over n distinct tracks in the order of first occurrence; "", NaN and year 0 mean unknown."""

    ids: list[str]
    names: list[str]
    artists: list[str]
    albums: list[str]
    genres: list[tuple[str, ...]]
    years: NDArray[np.int16]
    """(n,)"""
    features: NDArray[np.float32]
    """(n, f) in the order of FEATURES, NaN where unknown; never infinite."""
    popularity: NDArray[np.float32]
    """(n,) 0 to 100, NaN where unknown."""
    explicit: NDArray[np.int8]
    """(n,) 1 or 0, -1 where unknown."""
    other_ids: list[tuple[str, ...]]
    """Spotify ids and ISRCs besides the track's own id."""
    aliases: dict[str, str]
    """Other id -> own id of the track that has it."""
    artist_ids: list[str]
    """Id of the leading artist, "" where the table tells none."""
    tally: FeatureTally

    def __len__(self) -> int:
        return len(self.ids)


def read_features(paths: Sequence[Path], *, skip_bad: bool = False) -> FeatureTable:
    """Read CSV or Parquet tables, plain or gzipped, their columns in any order and under any of `SYNONYMS`.

    Ids may be bare or URIs. A row whose id is in another row's `spotify_ids` is a row of that track. Any value
    may be blank; NaN and infinity become unknown and are counted; the values in `UNDETECTED` become unknown too.
    Tables may know different columns of the same tracks: of several rows of a track the first one with the most
    known features is used, and its unknown values are filled from the others.

    Raises InvalidData for a file that is missing, is no table or lacks a column (see `match_columns`), and for a
    feature of two sources (see `Origins`). Unless
    `skip_bad`, also for the first row without a track id and for the first value that should be a number and is
    not, with file, line and value. With `skip_bad` the row is dropped or the value becomes unknown; both are
    logged as warnings and counted.
    """
    tally = FeatureTally()
    origins = Origins()
    frames = [_read_one(path, skip_bad, tally, origins) for path in paths]
    frame = pl.concat(frames) if frames else pl.DataFrame(schema=_schema())
    aliases = aliases_in(frame)
    frame = frame.with_columns(pl.col(ID).replace(aliases)) if aliases else frame
    return _table(_merge_duplicates(frame), aliases, tally)


def _schema() -> dict[str, pl.DataType]:
    texts = dict.fromkeys((ID, *TEXTS, GENRES, SPOTIFY_IDS, ISRCS, ARTIST_IDS), pl.String())
    return {**texts, RELEASED: pl.Int16(), EXPLICIT: pl.Int8(), **dict.fromkeys(NUMBERS, pl.Float32())}


def _read_one(path: Path, skip_bad: bool, tally: FeatureTally, origins: Origins) -> pl.DataFrame:
    raw = read_table(path)
    headers = match_columns(path, raw.columns)
    origins.add(path, raw, headers)
    raw = raw.with_row_index(_ROW).filter(~pl.all_horizontal(pl.exclude(_ROW).is_null()))
    cleaning = _Cleaning(path, raw[_ROW], skip_bad, tally)
    columns = []
    for name, kind in _schema().items():
        if name in headers:
            columns.append(cleaning.column(name, raw[headers[name]]).rename(name))
        else:
            columns.append(pl.repeat(None, len(raw), dtype=kind, eager=True).rename(name))
    frame = pl.DataFrame(columns).filter(pl.col(ID).is_not_null())
    tally.rows += len(frame)
    tally.duplicates += len(frame) - frame[ID].n_unique()
    return frame


@dataclass(frozen=True, slots=True)
class _Cleaning:
    """Convert the raw columns of one file to those of `_schema`, and count unusable values."""

    path: Path
    rows: pl.Series
    """The row number of each value in the file, blank lines counted."""
    skip_bad: bool
    tally: FeatureTally

    def column(self, name: str, raw: pl.Series) -> pl.Series:
        """Return one column with the dtype of its field; unusable values become null."""
        if name == ID:
            return self._ids(raw)
        if name in (SPOTIFY_IDS, ISRCS):
            return self._other_ids(raw, name)
        if name == ARTIST_IDS:
            return leading_artist_ids(_text(raw, SEPARATOR))
        if name in NUMBERS:
            return self._numbers(raw, UNDETECTED.get(name, nan))
        if name == EXPLICIT:
            return self._explicit(raw)
        if name == RELEASED:
            return raw.cast(pl.String).str.extract(_YEAR).cast(pl.Int16)
        return _text(raw, "|" if name == GENRES else ", ")

    def _ids(self, raw: pl.Series) -> pl.Series:
        ids = pl.Series([track_id_of(text or "") for text in raw.cast(pl.String)], dtype=pl.String)
        self._report(raw, ids.is_null(), "a track id: a URI, a Spotify id or a recording MBID")
        return ids

    def _other_ids(self, raw: pl.Series, name: str) -> pl.Series:
        ids, bad = read_cells(_text(raw, SEPARATOR), name)
        self._report(raw, bad, f"{name.replace('_', ' ')} with {SEPARATOR} between")
        return ids

    def _explicit(self, raw: pl.Series) -> pl.Series:
        text = raw.cast(pl.String).str.strip_chars().str.to_lowercase()
        text = text.set(text.is_in(UNKNOWN_WORDS), None)
        marks = text.replace_strict(MARKS, default=None, return_dtype=pl.Int8)
        self._report(raw, marks.is_null() & text.is_not_null(), f"one of {', '.join(MARKS)} or blank")
        return marks

    def _numbers(self, raw: pl.Series, undetected: float) -> pl.Series:
        if raw.dtype == pl.String:
            text = raw.str.strip_chars()
            text = text.set(text.str.to_lowercase().is_in(UNKNOWN_WORDS), None)
            numbers = text.cast(pl.Float32, strict=False)
            self._report(raw, numbers.is_null() & text.is_not_null(), "a number or blank")
        else:
            numbers = raw.cast(pl.Float32)
        non_finite = ~numbers.is_finite()
        self.tally.non_finite += int(non_finite.sum())
        return numbers.set(non_finite | (numbers == undetected), None)

    def _report(self, raw: pl.Series, bad: pl.Series, expected: str) -> None:
        if not bad.any():
            return
        first = bad.arg_true()[0]
        error = InvalidData(
            f"{place_of(self.path, self.rows[first])}, column {raw.name!r} is unusable",
            expected=expected,
            found=repr(raw[first])[:80],
            cure="mend the file, or skip what is bad",
        )
        if not self.skip_bad:
            raise error
        self.tally.skipped.append(f"{bad.sum()} values left out, the first: {error}")
        _log.warning("skipped: %s", self.tally.skipped[-1])


def _text(raw: pl.Series, separator: str) -> pl.Series:
    text = raw.cast(pl.List(pl.String)).list.join(separator) if isinstance(raw.dtype, pl.List) else raw
    return text.cast(pl.String).str.strip_chars()


def _merge_duplicates(frame: pl.DataFrame) -> pl.DataFrame:
    """Return one row per track: the first with the most known features, its blanks filled from the others."""
    frame = frame.with_row_index("order")
    repeated = frame[ID].is_duplicated()
    if not repeated.any():
        return frame
    known = pl.sum_horizontal(pl.col(FEATURES).is_not_null())
    ranked = frame.filter(repeated).sort(known, descending=True, maintain_order=True)
    merged = ranked.group_by(ID).agg(pl.exclude("order").drop_nulls().first(), pl.col("order").min())
    return pl.concat([frame.filter(~repeated), merged.select(frame.columns)]).sort("order")


def _table(frame: pl.DataFrame, aliases: dict[str, str], tally: FeatureTally) -> FeatureTable:
    texts = {name: frame[name].fill_null("").to_list() for name in (ID, *TEXTS, GENRES)}
    genres = {text: split_genres(text) for text in set(texts[GENRES])}
    numbers = frame.select(pl.col(NUMBERS).fill_null(np.nan)).to_numpy()
    return FeatureTable(
        ids=texts[ID],
        names=texts["name"],
        artists=texts["artist"],
        albums=texts["album"],
        genres=[genres[text] for text in texts[GENRES]],
        years=frame[RELEASED].fill_null(0).to_numpy(writable=True),
        features=np.ascontiguousarray(numbers[:, : len(FEATURES)]),
        popularity=np.ascontiguousarray(numbers[:, NUMBERS.index(POPULARITY)]),
        explicit=frame[EXPLICIT].fill_null(-1).to_numpy(writable=True),
        other_ids=other_ids_in(frame),
        aliases=aliases,
        artist_ids=frame[ARTIST_IDS].fill_null("").to_list(),
        tally=tally,
    )
