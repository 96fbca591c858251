"""Readers of fetched folders, for the tests of `training/fetch`."""

import gzip
import json
from pathlib import Path

import polars as pl
from metabrainz import MetaBrainzServer


def playlists(out: Path) -> list[list[str]]:
    lines = (out / "playlists.jsonl").read_text().splitlines()
    return [[track["track_uri"] for track in json.loads(line)["tracks"]] for line in lines]


def tracks(out: Path) -> pl.DataFrame:
    return pl.read_csv(gzip.decompress((out / "tracks.csv.gz").read_bytes()), infer_schema=False)


def assert_nothing_written(out: Path) -> None:
    """Check that there is no output, and no half of one beside it but the folder of downloads."""
    assert {path.name for path in out.parent.iterdir()} <= {f".{out.name}.download"}


def starts(server: MetaBrainzServer, path: str) -> list[int]:
    """Return the first byte of each part of a file that was asked for."""
    ranges = [asked.headers["Range"] for asked in server.asked if asked.path == path and asked.method == "GET"]
    return [int(asked.removeprefix("bytes=").partition("-")[0]) for asked in ranges]


def bytes_left(folder: Path) -> bytes:
    """Return everything in the files below a folder, decompressed, and their names."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    data = [gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in files]
    return b"".join(data) + " ".join(str(path.relative_to(folder)) for path in files).encode()
