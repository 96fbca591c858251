"""Listeners, what they hear, and the rows of it as a dump has them."""

import hashlib
import io
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import polars as pl

NOON = datetime(2026, 9, 5, 12)


@dataclass
class Listener:
    """Someone who listens; `heard` are the rows so far."""

    number: int
    time: datetime = NOON
    heard: list[dict[str, object]] = field(default_factory=list)

    def hears(self, *songs: int, minutes: float = 4, mapped: bool = True) -> "Listener":
        """Add a listen of each song, `minutes` apart."""
        for song in songs:
            self.heard.append(row(self.number, self.time, song, mapped=mapped))
            self.time += timedelta(minutes=minutes)
        return self

    def pauses(self, minutes: float) -> "Listener":
        self.time += timedelta(minutes=minutes)
        return self


def uuid(kind: str, number: int) -> str:
    digits = hashlib.md5(f"{kind} {number}".encode()).hexdigest()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def recording(song: int) -> str:
    return f"musicbrainz:recording:{uuid('recording', song)}"


def row(user: int, time: datetime, song: int, *, mapped: bool = True) -> dict[str, object]:
    """Return a listen of song n: of its own release, by artist n // 10."""
    return {
        "listened_at": time,
        "created": time,
        "user_id": user,
        "recording_msid": uuid("msid", song),
        "artist_name": f"Artist {song // 10}",
        "artist_credit_id": song // 10 if mapped else None,
        "release_name": f"Album {song}",
        "release_mbid": uuid("release", song) if mapped else None,
        "recording_name": f"Song {song}",
        "recording_mbid": uuid("recording", song) if mapped else None,
        "artist_credit_mbids": [uuid("artist", song // 10)] if mapped else None,
    }


SCHEMA = {
    "listened_at": pl.Datetime("ms"),
    "created": pl.Datetime("ms"),
    "user_id": pl.Int64,
    "recording_msid": pl.String,
    "artist_name": pl.String,
    "artist_credit_id": pl.Int64,
    "release_name": pl.String,
    "release_mbid": pl.String,
    "recording_name": pl.String,
    "recording_mbid": pl.String,
    "artist_credit_mbids": pl.List(pl.String),
}


def member(*listeners: Listener) -> bytes:
    """Return a Parquet file with the listens of all of them, in order of time."""
    rows = [each for listener in listeners for each in listener.heard]
    return parquet(pl.DataFrame(rows, schema=SCHEMA).sort("listened_at"))


def parquet(frame: pl.DataFrame) -> bytes:
    out = io.BytesIO()
    frame.write_parquet(out, compression="zstd")
    return out.getvalue()


def friends(count: int = 3, songs: int = 6) -> list[Listener]:
    """Return listeners who hear the same songs in a row, each on another day."""
    return [Listener(900_000 + n, NOON + timedelta(days=n)).hears(*range(songs)) for n in range(count)]
