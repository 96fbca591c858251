"""Ids in a features table besides tracks' own: Spotify ids, ISRCs and artists', several in a cell."""

import re
from collections.abc import Callable

import polars as pl

from shared.domain.track_ids import artist_id_of, isrc_of, track_id_of

from .columns import ID, ISRCS, SPOTIFY_IDS

SEPARATOR = "|"

_BETWEEN_ARTISTS = re.compile(r"[\s,|;'\"\[\]]+")

_READERS: dict[str, Callable[[str], str | None]] = {SPOTIFY_IDS: track_id_of, ISRCS: isrc_of}
"""Column -> reader of one of its ids."""


def read_cells(raw: pl.Series, column: str) -> tuple[pl.Series, pl.Series]:
    """Read cells such as "USRC17607839|GBAYE0000001" of one of the two columns.

    Returns the ids as URIs with the separator between, null for none, and whether a cell holds anything else.
    """
    cells = [[part for part in (text or "").split(SEPARATOR) if part.strip()] for text in raw]
    ids = [[_READERS[column](part) for part in cell] for cell in cells]
    texts = [SEPARATOR.join(id for id in cell if id) or None for cell in ids]
    return pl.Series(texts, dtype=pl.String), pl.Series([None in cell for cell in ids], dtype=pl.Boolean)


def leading_artist_ids(raw: pl.Series) -> pl.Series:
    """Read the first artist's id of each cell, null where it has none: links of artists are a convenience."""
    return pl.Series([_leading_artist_id(text) for text in raw], dtype=pl.String)


def _leading_artist_id(text: str | None) -> str | None:
    first = next(filter(None, _BETWEEN_ARTISTS.split(text or "")), "")
    return artist_id_of(first)


def aliases_in(frame: pl.DataFrame) -> dict[str, str]:
    """Return Spotify id -> id of the track that has it besides its own; of several tracks the first has it.

    An ISRC is no alias: releases of one recording share it.
    """
    aliases: dict[str, str] = {}
    for own, others in frame.select(ID, SPOTIFY_IDS).drop_nulls().iter_rows():
        for other in others.split(SEPARATOR):
            if other != own:
                aliases.setdefault(other, own)
    return {other: aliases.get(own, own) for other, own in aliases.items()}


def other_ids_in(frame: pl.DataFrame) -> list[tuple[str, ...]]:
    """Return the ids of each row besides its own, Spotify's first."""
    none: tuple[str, ...] = ()
    rows = frame.select(pl.col(ID, SPOTIFY_IDS, ISRCS).fill_null("")).iter_rows()
    return [
        tuple(dict.fromkeys(id for id in SEPARATOR.join(others).split(SEPARATOR) if id and id != own))
        if any(others)
        else none
        for own, *others in rows
    ]
