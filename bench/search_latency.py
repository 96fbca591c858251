"""Measure the latency of song-name search and how often the intended song is first or among the first ten.

Queries are made from the catalogue itself with a fixed seed:
`python -m bench.search_latency --features PATH [--tracks N]`, or `--synthetic N` for invented tracks.
"""

import random
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path

import click
import numpy as np
import polars as pl

from bench.search_queries import KINDS, misspell, title
from bench.synthetic.tracks import invent_tracks
from shared.domain.names import fold, song_key
from shared.domain.track import Track
from shared.domain.track_ids import track_id_of
from shared.intake import Reading
from shared.model.catalogue.catalogue import Catalogue, Entry
from shared.model.catalogue.search import SongSearch
from training.catalogue import write_catalogue

SEED = 20261123


@dataclass(frozen=True, slots=True)
class Measured:
    """Results of one kind of query: milliseconds of each, and the shares with the song first and in ten."""

    kind: str
    milliseconds: list[float]
    first: float
    among_ten: float

    def row(self) -> str:
        """Return the row of the table."""
        p50, p99 = np.percentile(self.milliseconds, [50, 99])
        worst = max(self.milliseconds)
        return (
            f"{self.kind:<24}{len(self.milliseconds):>6}{p50:>8.1f}{p99:>8.1f}{worst:>8.1f}"
            f"{self.first:>8.0%}{self.among_ten:>8.0%}"
        )


def read_tracks(features: Path) -> list[Track]:
    """Read the tracks of a features table (CSV, may be gzipped), most popular first."""
    table = pl.read_csv(features, columns=["track_uri", "name", "artist", "popularity"])
    table = table.sort("popularity", descending=True, nulls_last=True, maintain_order=True)
    return [
        Track(
            track_id_of(uri) or "", (name or "").strip(), (artist or "").strip(), popularity=int(popularity or 0)
        )
        for uri, name, artist, popularity in table.iter_rows()
    ]


def enlarged(tracks: list[Track], count: int) -> Iterator[Track]:
    """Yield `count` tracks: after the given ones, copies of their titles under other artists."""
    yield from tracks[:count]
    for step, track in enumerate(islice(cycle(tracks), max(count - len(tracks), 0)), start=1):
        other = tracks[(step * 7919 + step // len(tracks)) % len(tracks)]
        yield Track(track.id, track.name, other.artist, popularity=0)


def chosen(tracks: list[Track], count: int) -> list[Track]:
    """Draw up to `count` distinct tracks to search for, evenly over the orders of magnitude of popularity rank."""
    draw = random.Random(SEED)  # noqa: S311
    places = (int(len(tracks) ** draw.random()) for _ in range(10 * count))
    usable = (tracks[place] for place in places if len(title(tracks[place])) > 2 and tracks[place].artist)
    return list(islice(dict.fromkeys(usable), count))


def is_song(hit: Track | Entry, track: Track) -> bool:
    """Return whether a hit is the track's song, in any release."""
    return song_key(hit.name, hit.artist) == song_key(track.name, track.artist)


def best(search: SongSearch, readings: tuple[Reading, ...]) -> Entry | None:
    """Return the track that a line with these readings is matched with."""
    (found,) = search.match_each([readings])
    return found.tracks[0][0] if found else None


def measure(search: SongSearch, kind: str, tracks: list[Track]) -> Measured:
    """Search for every track by one kind of query and measure latency and hits."""
    draw = random.Random(SEED)  # noqa: S311
    spent, first, among_ten = [], 0, 0
    for track in tracks:
        query = KINDS[kind](draw, track)
        start = time.perf_counter()
        hits = search.search(query)
        spent.append(1e3 * (time.perf_counter() - start))
        found = [is_song(hit.track, track) for hit in hits]
        first += any(found[:1])
        among_ten += any(found)
    return Measured(kind, spent, first / len(tracks), among_ten / len(tracks))


def measure_lines(search: SongSearch, tracks: list[Track]) -> str:
    """Measure the matching of artist and title: two thirds as written, a sixth misspelt, a sixth unknown."""
    draw = random.Random(SEED)  # noqa: S311
    start, right, wrong, unknown = time.perf_counter(), 0, 0, 0
    for number, track in enumerate(tracks):
        name, artist = track.name, track.artist
        if number % 6 == 4:
            name = misspell(draw, name)
        if number % 6 == 5:
            name, artist = misspell(draw, fold(name)[::-1]), "unheard of"
        pair = Reading(name, artist), Reading(artist, name)
        hit = best(search, pair if number % 2 else pair[::-1])
        right += bool(hit and number % 6 != 5 and is_song(hit, track))
        wrong += bool(hit and (number % 6 == 5 or not is_song(hit, track)))
        unknown += hit is None
    seconds = time.perf_counter() - start
    return f"{len(tracks)} lines in {seconds:.1f} s: {right} right, {wrong} another song, {unknown} not matched"


def build(path: Path, tracks: Iterable[Track], count: int) -> None:
    """Write the catalogue and print the time, the size and the increase in peak memory."""
    start, before = time.perf_counter(), peak_mib()
    write_catalogue(path, tracks)
    size, seconds = path.stat().st_size, time.perf_counter() - start
    click.echo(f"built in {seconds:.1f} s, {peak_mib() - before:.0f} MiB more at most")
    click.echo(f"{count} tracks, {size / 1e6:.1f} MB, {size / count:.1f} bytes a track")


def ask(path: Path, count: int, asked: list[Track], lines: list[Track]) -> None:
    """Print the table; run in a process of its own, whose memory and garbage collection are measured too."""
    alone = peak_mib()
    catalogue = Catalogue(path, np.zeros(count, dtype=np.int32))
    search = SongSearch(catalogue)
    click.echo(f"{'kind':<24}{'n':>6}{'p50 ms':>8}{'p99 ms':>8}{'max ms':>8}{'first':>8}{'in ten':>8}")
    for kind in KINDS:
        click.echo(measure(search, kind, asked).row())
    click.echo(measure_lines(search, lines))
    click.echo(f"searching: peak memory {peak_mib():.0f} MiB, {alone:.0f} MiB of it without the catalogue")
    catalogue.close()


def peak_mib() -> float:
    """Return the peak memory of this process in MiB, pages of mapped files included (Linux)."""
    status = Path("/proc/self/status").read_text()  # getrusage would include the parent's peak
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


@click.command()
@click.option("--features", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A features table.")
@click.option("--synthetic", type=click.IntRange(min=1000), help="Invent so many tracks instead.")
@click.option("--tracks", "size", type=int, help="Enlarge or cut the features table to so many tracks.")
@click.option("--queries", default=500, show_default=True, help="Queries of each kind.")
@click.option("--lines", default=10_000, show_default=True, help="Lines to match.")
def main(features: Path | None, synthetic: int | None, size: int | None, queries: int, lines: int) -> None:
    """Print a table of latencies and hit rates."""
    if (features is None) == (synthetic is None):
        raise click.UsageError("give either --features or --synthetic")
    tracks = read_tracks(features) if features else list(invent_tracks(synthetic or 0, seed=SEED))
    count = size or len(tracks)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "catalogue.sqlite")
        build(path, enlarged(tracks, count), count)
        asked = chosen(tracks[:size], queries)
        sample = random.Random(SEED).sample(tracks[:size], min(lines, len(tracks)))  # noqa: S311
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            alone.submit(ask, path, count, asked, sample).result()


if __name__ == "__main__":
    main()
