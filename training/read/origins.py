"""Keep measures of different scales apart: Essentia's loudness goes from 0 to 1, Spotify's is in decibels."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from shared.domain.track import FEATURES
from shared.errors import InvalidData

SOURCE = "source"
"""The column that names who measured; Spotify's scales, which most tables have, are those without a name."""


class Origins:
    """The source of each audio feature, over all tables of a training."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[str, Path]] = {}
        """Feature -> its source, and the table that had it first."""

    def add(self, path: Path, rows: pl.DataFrame, headers: Mapping[str, str]) -> None:
        """Add a table; `headers` are those of `match_columns`.

        Raises InvalidData if it knows a feature that another source has measured, too.
        """
        source = pl.col(SOURCE).fill_null("") if SOURCE in rows.columns else pl.lit("")
        for (name,), part in rows.group_by(source.alias("of"), maintain_order=True):
            for feature in FEATURES:
                if feature in headers and part[headers[feature]].is_not_null().any():
                    self._demand_same(feature, str(name), path)

    def _demand_same(self, feature: str, source: str, path: Path) -> None:
        first, where = self._first.setdefault(feature, (source, path))
        if source != first:
            raise InvalidData(
                f"{feature} is measured on two scales",
                expected=f"one source, as {first or 'Spotify or its like'} in {where}",
                found=f"{source or 'no source, so Spotify or its like'} in {path}",
                cure="train on the tables of one source",
            )
