"""Invent listens in the form of ListenBrainz' Spark dump, at its real size: members, and the tar around them.

The figures of a day are those of dump 2653 (September 2026): 7.8 million listens of 21,267 listeners, 73.8 % with
a MusicBrainz id, 68 % out of imported histories of twenty years, and one listener with 1.5 million.
"""

import hashlib
import io
import tarfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

DAY = 7_774_140
"""Listens of a day."""

ROOT = "pub/musicbrainz/listenbrainz/incremental"
DAY_ENDS = 1_788_652_803
"""Unix time of the dump, in seconds."""

MEMBER_LISTENS = 1_680_000
"""Listens of one member of a real dump, which takes some 110 MB."""

DAY_SECONDS = 86_400
HISTORY_SECONDS = 20 * 365 * DAY_SECONDS
BOT = 1
"""The listener who is a machine."""

OF_RELEASE = 10
OF_ARTIST = 40
"""Recordings of one release, and of one artist."""

TEXTS = {"SCHEMA_SEQUENCE": "1", "COPYING": "CC0 1.0 Universal"}
"""The files before the listens in a dump."""

_Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class World:
    """Sizes of what is invented; recordings belong to releases of ten, releases to artists, artists to genres."""

    recordings: int = 1_200_000
    listeners: int = 21_267
    genres: int = 60
    mapped: float = 0.738
    imported: float = 0.68
    album_sessions: float = 0.25
    bot: float = 0.19
    """The bot's share of all listens."""


class Generator:
    """Listens of one `World`; the same seed gives the same members."""

    def __init__(self, world: World = World(), *, seed: int = 7) -> None:
        self._world = world
        self._seed = seed
        self._recordings = _recordings(world, seed)
        rng = np.random.default_rng([seed, 2])
        weights = rng.pareto(1.1, world.listeners) + 0.05
        weights[BOT] = 0
        self._weights = weights / weights.sum() * (1 - world.bot)
        self._weights[BOT] = world.bot
        self._tastes = rng.integers(0, world.genres, world.listeners)

    def member(self, number: int, listens: int = MEMBER_LISTENS) -> pl.DataFrame:
        """Return `listens` rows with the columns of a member, ordered by `listened_at`."""
        rng = np.random.default_rng([self._seed, 3, number])
        lengths = rng.geometric(1 / 14, listens // 10)
        lengths = lengths[: int(np.searchsorted(np.cumsum(lengths), listens)) + 1]
        session = np.repeat(np.arange(len(lengths)), lengths)[:listens]
        place = np.arange(len(session)) - np.repeat(np.cumsum(lengths) - lengths, lengths)[:listens]
        listener = rng.choice(self._world.listeners, len(lengths), p=self._weights)
        songs = self._songs(rng, listener, session, place)
        frame = self._recordings[songs].with_columns(
            listened_at=pl.Series(self._times(rng, len(lengths), session, place)) * 1000,
            user_id=pl.Series(listener[session] + 1).cast(pl.Int64),
        )
        return _as_dumped(frame, pl.Series(rng.random(len(session)) < self._world.mapped))

    def _songs(self, rng: np.random.Generator, listener: _Ints, session: _Ints, place: _Ints) -> _Ints:
        """Return the recording of each listen: an album in a row, or songs of the listener's genre."""
        of_genre = self._world.recordings // self._world.genres
        drawn = (of_genre * rng.random(len(session)) ** 4).astype(np.int64)
        first = (of_genre * rng.random(len(listener)) ** 4).astype(np.int64)
        album = rng.random(len(listener)) < self._world.album_sessions
        rank = np.where(album[session], first[session] // OF_RELEASE * OF_RELEASE + place, drawn) % of_genre
        songs: _Ints = self._tastes[listener][session] * of_genre + rank
        return songs

    def _times(self, rng: np.random.Generator, sessions: int, session: _Ints, place: _Ints) -> _Ints:
        """Return the Unix time of each listen: two to five minutes after the one before, in its session."""
        old = rng.random(sessions) < self._world.imported
        before = rng.integers(0, np.where(old, HISTORY_SECONDS, DAY_SECONDS), sessions)
        times: _Ints = DAY_ENDS - before[session] + place * rng.integers(150, 300, sessions)[session]
        return times


def _recordings(world: World, seed: int) -> pl.DataFrame:
    """Return one row a recording, with its ids and names."""
    numbers = np.arange(world.recordings)
    releases, artists = numbers // OF_RELEASE, numbers // OF_ARTIST
    artist_ids = _uuids(artists[-1] + 1, f"{seed} artist").gather(artists)
    return pl.DataFrame({"recording": numbers, "release": releases, "artist": artists}).select(
        recording_msid=_uuids(world.recordings, f"{seed} msid"),
        artist_name=pl.format("The {}. Example Band", "artist"),
        artist_credit_id=pl.col("artist") + 1_000,
        release_name=pl.format("Record No. {} of Them", "release"),
        release_mbid=_uuids(releases[-1] + 1, f"{seed} release").gather(releases),
        recording_name=pl.format("Song {} on a Winter's Night", "recording"),
        recording_mbid=_uuids(world.recordings, f"{seed} recording"),
        artist_credit_mbids=artist_ids.reshape((-1, 1)).arr.to_list(),
    )


def _uuids(n: int, name: str) -> pl.Series:
    """Return n invented UUIDs; the same name gives the same."""
    digits = hashlib.shake_128(name.encode()).hexdigest(16 * n)
    whole = pl.Series([digits[start : start + 32] for start in range(0, 32 * n, 32)])
    parts = [whole.str.slice(start, length) for start, length in ((0, 8), (8, 4), (12, 4), (16, 4), (20, 12))]
    return pl.select(pl.concat_str(parts, separator="-")).to_series()


def _as_dumped(frame: pl.DataFrame, mapped: pl.Series) -> pl.DataFrame:
    known = {
        name: pl.when(mapped).then(pl.col(name))
        for name in ("artist_credit_id", "release_mbid", "recording_mbid", "artist_credit_mbids")
    }
    milliseconds = pl.col("listened_at").cast(pl.Datetime("ms"))
    return frame.with_columns(listened_at=milliseconds, created=milliseconds, **known).select(
        "listened_at", "created", "user_id", "recording_msid", "artist_name", "artist_credit_id", "release_name",
        "release_mbid", "recording_name", "recording_mbid", "artist_credit_mbids",
    ).sort("listened_at", "user_id", "recording_msid")  # fmt: skip


def write_day(host: Path, day: int, *, world: World | None = None, listens: int = DAY) -> None:
    """Write the tar of a day with its digest under the paths of the host, unless it is there."""
    stamp = f"{2653 - day}-202609{6 - day:02}-000003-incremental"
    name = f"listenbrainz-spark-dump-{stamp}"
    path = host / ROOT / f"listenbrainz-dump-{stamp}" / f"{name}.tar"
    if path.exists():
        return
    path.parent.mkdir(parents=True)
    generator = Generator(world or World())
    with tarfile.open(path, "w") as tar:
        for text, value in TEXTS.items():
            _add(tar, f"{name}/{text}", value.encode())
        for number, start in enumerate(range(0, listens, MEMBER_LISTENS)):
            member = generator.member(10 * day + number, min(MEMBER_LISTENS, listens - start))
            out = io.BytesIO()
            member.write_parquet(out, compression="zstd", row_group_size=1 << 20)
            _add(tar, f"{name}/{number}.parquet", out.getvalue())
    with path.open("rb") as whole:
        path.with_name(f"{path.name}.sha256").write_text(hashlib.file_digest(whole, "sha256").hexdigest())


def _add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(data)
    tar.addfile(entry, io.BytesIO(data))
