"""Playlists as listeners share them: lines of a staged file, and the operator's data they are added to."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from worlds import world

from training.read.dataset import Dataset


def operator_data(playlists: list[list[int]], tracks: int, names: list[str] | None = None) -> Dataset:
    """Return the operator's playlists over so many named tracks without sound."""
    return world(playlists, np.full((tracks, 13), np.nan), names)


def track_id(row: int) -> str:
    """Return the id of a track of `operator_data`."""
    return f"spotify:track:{row:022d}"


def listener(number: int) -> str:
    return f"{number:032x}"


def line(
    rows: Iterable[int | str], contributor: str | None, day: str = "2026-11-23", name: str = "", **more
) -> str:
    ids = [track_id(row) if isinstance(row, int) else row for row in rows]
    tracks = [{"track_uri": each, "track_name": "Free pills", "artist_name": "evil.example"} for each in ids]
    given = {"pid": "x", "name": name, "tracks": tracks, "contributor": contributor, "day": day} | more
    return json.dumps(given)


def staged(folder: Path, lines: Sequence[str | bytes]) -> list[Path]:
    """Write lines to a staged file."""
    path = folder / "staged.jsonl"
    path.write_bytes(b"".join((each if isinstance(each, bytes) else each.encode()) + b"\n" for each in lines))
    return [path]
