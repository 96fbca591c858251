"""Read Spotify ids and ISRCs out of ListenBrainz' JSON listens, as clients submitted them.

The lines hold the listeners' names and numbers too: a number is used to count how many listeners gave an id, a
name is not even decoded.
"""

import tarfile
from collections.abc import Iterator
from itertools import islice
from typing import IO, Any

import msgspec
import polars as pl

from shared.domain.track_ids import ISRC, SPOTIFY
from shared.errors import InvalidData

KINDS = ("spotify_ids", "isrcs")

IDS_PER_SONG = 4
"""A song is on Spotify once for each of its releases; those that most listeners gave are kept."""

BATCH = 200_000
"""Lines that are gathered at a time."""

_SPOTIFY = (
    r"^(?:(?:https?://open\.spotify\.com/(?:intl-[a-z]+/)?track/)|spotify:track:)?"
    rf"({SPOTIFY.pattern.pattern})(?:\?.*)?$"
)
_ISRC = rf"^({ISRC.pattern.pattern})$"


class _Info(msgspec.Struct):
    spotify_id: Any = None
    """A text from well-behaved clients, and anything at all from others."""
    isrc: Any = None


class _Metadata(msgspec.Struct):
    additional_info: _Info | None = None


class _Listen(msgspec.Struct):
    user_id: int
    recording_msid: str
    track_metadata: _Metadata


def given_ids(archive: IO[bytes], name: str) -> pl.DataFrame:
    """Return `msid`, `kind` ("spotify_ids" or "isrcs"), `value` and `listeners` from an uncompressed tar stream.

    Raises InvalidData for a line or an archive that cannot be read.
    """
    lines = _lines(archive, name)
    gathered = pl.DataFrame(schema={"msid": pl.String, "kind": pl.String, "value": pl.String, "user": pl.Int64})
    while batch := list(islice(lines, BATCH)):
        gathered = pl.concat([gathered, _valid(batch)]).unique()
    return gathered.group_by("msid", "kind", "value").agg(listeners=pl.len())


def ids_by_recording(given: pl.DataFrame, submissions: pl.DataFrame) -> pl.DataFrame:
    """Return `recording`, `spotify_ids` and `isrcs`, each text with "|" between ids, the most given first.

    `given` is as from `given_ids`, `submissions` has `recording` and `msid` (see `submissions_of`).
    """
    counted = (
        submissions.join(given, on="msid")
        .group_by("recording", "kind", "value")
        .agg(pl.col("listeners").sum())
        .sort("listeners", "value", descending=[True, False])
    )
    joined = counted.group_by("recording", "kind", maintain_order=True).agg(
        pl.col("value").head(IDS_PER_SONG).str.join("|")
    )
    columns = [joined.filter(kind=kind).select("recording", pl.col("value").alias(kind)) for kind in KINDS]
    return columns[0].join(columns[1], on="recording", how="full", coalesce=True)


def _valid(batch: list[tuple[str, int, str, str]]) -> pl.DataFrame:
    rows = pl.DataFrame(batch, schema=["msid", "user", *KINDS], orient="row")
    known = rows.select(
        "msid",
        "user",
        pl.col("spotify_ids").str.strip_chars().str.extract(_SPOTIFY),
        pl.col("isrcs").str.replace_all("-", "", literal=True).str.to_uppercase().str.extract(_ISRC),
    )
    long = known.unpivot(KINDS, index=["msid", "user"], variable_name="kind", value_name="value")
    return long.drop_nulls("value").select("msid", "kind", "value", "user")


def _lines(archive: IO[bytes], name: str) -> Iterator[tuple[str, int, str, str]]:
    """Yield msid, listener, Spotify id and ISRC of the listens that have either."""
    decoder = msgspec.json.Decoder(_Listen)
    for place, line in _raw_lines(archive, name):
        try:
            listen = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise InvalidData(
                f"{name}: {place} is no listen",
                expected="user_id, recording_msid and track_metadata",
                found=str(error),
                cure="update Segue, or fetch without --spotify-ids",
            ) from error
        info = listen.track_metadata.additional_info
        if info is not None and (info.spotify_id or info.isrc):
            yield listen.recording_msid, listen.user_id, _text(info.spotify_id), _text(info.isrc)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _raw_lines(archive: IO[bytes], name: str) -> Iterator[tuple[str, bytes]]:
    try:
        with tarfile.open(fileobj=archive, mode="r|", bufsize=1 << 20) as tar:
            for member in tar:
                stream = tar.extractfile(member) if member.name.endswith(".listens") else None
                for number, line in enumerate(stream or (), 1):
                    yield f"{member.name}, line {number}", line
    except (tarfile.TarError, EOFError, OSError) as error:
        raise InvalidData(
            f"{name} cannot be read", expected="a whole tar.zst", found=str(error), cure="run it again"
        ) from error
