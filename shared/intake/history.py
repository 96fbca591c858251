"""Listening histories: plays counted by song, so that recent and much played songs come first."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from shared.domain.names import fold
from shared.intake.bounds import bounded, unread
from shared.intake.json_songs import is_episode, plain_keys, song_in
from shared.intake.lines import named_track
from shared.intake.reference import Intake, TrackReference

LISTENING_HISTORY = "Listening history"

_TIMES = ("endtime", "ts", "listenedat", "time", "playedat", "date")
_LENGTHS = ("msplayed", "playedms")

_HALF_LIFE_DAYS = 180
"""Age at which a play counts half."""

_SKIPPED_MS = 30_000
"""A song heard for less was skipped, as Spotify counts."""

_SKIPPED_WEIGHT = 0.01
"""Songs that were always skipped come last."""

MOST_PLAYS = 200_000
"""Plays that are counted."""

_DAY_SECONDS = 86_400

_LONGEST_TIME = 12
"""Digits of a time in seconds that are read."""


def is_play(entry: Mapping[str, Any]) -> bool:
    """Return whether an object is one play in a history: it tells when a song was heard."""
    fields = plain_keys(entry)
    played = any(name in fields for name in (*_LENGTHS, "listenedat", "playedat", "trackmetadata"))
    return played or {"titleurl", "time"} <= fields.keys() or ("date" in fields and _seconds(fields["date"]) > 0)


@dataclass
class _Song:
    reference: TrackReference
    times: list[tuple[float, float]] = field(default_factory=list)
    """Seconds since 1970 and the weight of each play."""


@dataclass
class Plays:
    """The plays of all files of a history."""

    songs: dict[tuple[str, str], _Song] = field(default_factory=dict)
    episodes: int = 0
    others: int = 0
    """Plays that name no song."""
    read: int = 0
    beyond: int = 0
    """Plays after the first MOST_PLAYS."""

    def __bool__(self) -> bool:
        return bool(self.songs)

    def add_all(self, entries: Sequence[Any]) -> None:
        """Count the plays of a list, the first 200,000 of all."""
        for entry in entries[: max(0, MOST_PLAYS - self.read)]:
            if isinstance(entry, dict):
                self.add(entry)
            else:
                self.others += 1
        self.beyond += max(0, len(entries) - max(0, MOST_PLAYS - self.read))
        self.read += len(entries)

    def add(self, entry: Mapping[str, Any]) -> None:
        """Count one play."""
        song = song_in(entry)
        reference = (
            named_track(song.link, song.title, song.artist, len(self.songs) + 1, song.isrc) if song else None
        )
        if song is None or reference is None:
            if is_episode(entry):
                self.episodes += 1
            else:
                self.others += 1
            return
        key = (fold(song.title), fold(song.artist)) if song.title else (song.link, "")
        fields = plain_keys(entry)
        length = next((fields[name] for name in _LENGTHS if name in fields), _SKIPPED_MS)
        heard = isinstance(length, int | float) and length >= _SKIPPED_MS
        at = next((_seconds(fields[name]) for name in _TIMES if name in fields), 0.0)
        self.songs.setdefault(key, _Song(reference)).times.append((at, 1.0 if heard else _SKIPPED_WEIGHT))

    def ranked(self, name: str) -> Intake:
        """Return the songs, recent and most played first: each play counts half after 180 days."""
        newest = max((at for song in self.songs.values() for at, _ in song.times), default=0.0)

        def score(song: _Song) -> float:
            return sum(
                weight * math.exp2((at - newest) / _DAY_SECONDS / _HALF_LIFE_DAYS) for at, weight in song.times
            )

        ordered = sorted(self.songs.values(), key=score, reverse=True)
        references = tuple(replace(song.reference, line=place) for place, song in enumerate(ordered, start=1))
        reports = [
            unread(f"{what}: {count:,}", 1, why)
            for count, what, why in (
                (self.episodes, "podcast episodes", "podcast episodes are no songs"),
                (self.others, "plays", "they name no song"),
                (self.beyond, "more plays", f"only {MOST_PLAYS:,} are counted at once"),
            )
            if count
        ]
        return bounded([Intake(references=references, name=name), *reports])


def _seconds(value: object) -> float:
    """Return a time in seconds since 1970, 0 where it cannot be read."""
    if isinstance(value, dict):
        value = value.get("uts")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, str):
        return 0.0
    if value.isdecimal():
        return float(value[:_LONGEST_TIME])
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        return 0.0
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp()
