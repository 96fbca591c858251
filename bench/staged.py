"""Measure staged playlists on their way into training: `python -m bench.staged`.

The store is in memory and answers each call after 50 ms, as one over a network does, and each page of a list.
"""

import resource
import secrets
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import msgspec

from shared.adapters.memory import MemoryObjects
from shared.ports import StoredObject
from shared.records.staging_paths import StagedName
from training.staged.compaction import Compaction
from training.staged.fetch import fetch_staged

ANSWER_SECONDS = 0.05
PAGE = 1_000
"""Objects that one answer to a list has."""

TRACKS = 30
DAYS = 7
PER_CONTRIBUTOR = 10


class SlowObjects(MemoryObjects):
    """Objects of which each call takes as long as a round trip."""

    def get(self, name: str, start: int = 0, length: int | None = None) -> bytes:
        """Read the object's bytes."""
        time.sleep(ANSWER_SECONDS)
        return super().get(name, start, length)

    def put(self, name: str, data: bytes, if_generation: int | None = None) -> StoredObject:
        """Write the object."""
        time.sleep(ANSWER_SECONDS)
        return super().put(name, data, if_generation)

    def list(self, prefix: str) -> Iterator[StoredObject]:
        """Yield the objects whose names start with `prefix`."""
        for place, stored in enumerate(super().list(prefix)):
            if place % PAGE == 0:
                time.sleep(ANSWER_SECONDS)
            yield stored

    def delete(self, name: str) -> None:
        """Delete the object."""
        time.sleep(ANSWER_SECONDS)
        super().delete(name)


@click.command()
@click.option("--playlists", default=100_000, show_default=True)
def main(playlists: int) -> None:
    """Print the seconds of a download of single objects, of their compaction, and of a download of the parts."""
    objects = SlowObjects()
    for number in range(playlists):
        _stage(objects, number)
    with tempfile.TemporaryDirectory() as folder:
        _timed("download of single objects", lambda: fetch_staged(objects, Path(folder)))
        now = lambda: datetime.now(UTC)  # noqa: E731
        compaction = Compaction(objects, now, lambda: secrets.token_hex(4))
        _timed("compaction", compaction.run)
        _timed("download of parts", lambda: fetch_staged(objects, Path(folder)))
        click.echo(f"bytes: {Path(folder, 'staged.jsonl').stat().st_size:,}")
    click.echo(
        f"peak memory, the store included: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MiB"
    )


def _stage(objects: MemoryObjects, number: int) -> None:
    """Put a playlist of invented tracks, without the wait."""
    day = f"{datetime.now(UTC) - timedelta(days=number % DAYS):%Y-%m-%d}"
    name = StagedName(day, f"{number // PER_CONTRIBUTOR:032x}", f"{number:032x}")
    tracks = [
        {
            "track_uri": f"spotify:track:{number * TRACKS + place:022d}",
            "track_name": "A song",
            "artist_name": "Ann",
        }
        for place in range(TRACKS)
    ]
    line = {"pid": name.content, "contributor": name.contributor, "day": day, "name": "A list", "tracks": tracks}
    MemoryObjects.put(objects, name.object, msgspec.json.encode(line) + b"\n")


def _timed(what: str, run: Callable[[], object]) -> None:
    began, processor = time.perf_counter(), time.process_time()
    run()
    seconds, busy = time.perf_counter() - began, time.process_time() - processor
    click.echo(f"{what}: {seconds:.1f} s, {busy:.1f} s of the processor")


if __name__ == "__main__":
    main()
