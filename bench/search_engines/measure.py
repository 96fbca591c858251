"""Measurements of song searches: size, opening, and quality and time of the same queries in turn."""

import random
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import click
import numpy as np

from bench.search_engines.with_tantivy import TantivySearch, write_index
from bench.search_latency import SEED, is_song, peak_mib
from bench.search_queries import KINDS
from shared.domain.track import Track
from shared.model.artefact.block_compression import compressed
from shared.model.catalogue.catalogue import Catalogue
from shared.model.catalogue.search import SearchHit, SongSearch
from training.catalogue import write_catalogue


class Search(Protocol):
    """A song search."""

    def search(self, text: str, limit: int = 10) -> list[SearchHit]:
        """Return up to `limit` tracks, likeliest first."""


ENGINES: Mapping[str, Callable[[Catalogue, Path], Search]] = {
    "FTS5": lambda catalogue, _: SongSearch(catalogue),
    "tantivy": TantivySearch,
}


@dataclass(slots=True)
class Measured:
    """The answers of one engine to one kind of query."""

    milliseconds: list[float] = field(default_factory=list)
    ranks: list[int] = field(default_factory=list)
    """Rank of the song meant, from 0; 10 if it was not found."""

    def ask(self, search: Search, query: str, track: Track) -> None:
        """Time one query and add the rank of its song."""
        start = time.thread_time()
        hits = search.search(query)
        self.milliseconds.append(1e3 * (time.thread_time() - start))
        self.ranks.append(next((rank for rank, hit in enumerate(hits) if is_song(hit.track, track)), 10))

    def cells(self) -> str:
        """Return the cells of this engine: shares found first, in 5 and in 10; median and p99."""
        shares = " / ".join(f"{np.mean([rank < most for rank in self.ranks]):.0%}" for most in (1, 5, 10))
        return f"{shares} | {np.median(self.milliseconds):.1f} / {np.percentile(self.milliseconds, 99):.1f} ms"


def compare(searches: Mapping[str, Search], asked: list[Track]) -> None:
    """Print a row per kind of query; each query goes to every engine before the next one."""
    heads = (f"{name}: first / in 5 / in 10 | median / p99" for name in searches)
    click.echo(f"| typed | {' | '.join(heads)} |\n|---|{'---|---|' * len(searches)}")
    for kind, write in KINDS.items():
        draw = random.Random(SEED)  # noqa: S311
        measured = {name: Measured() for name in searches}
        for track in asked:
            query = write(draw, track)
            for name, search in searches.items():
                measured[name].ask(search, query, track)
        click.echo(f"| {kind} | {' | '.join(each.cells() for each in measured.values())} |")


def opened(engine: str, catalogue: Path, index: Path, tracks: int) -> str:
    """Open an engine in this process, answer one query, and return time and memory in words."""
    before, start = peak_mib(), time.perf_counter()
    search = ENGINES[engine](Catalogue(catalogue, np.zeros(tracks, dtype=np.int32)), index)
    ready = time.perf_counter()
    search.search("love")
    times = f"opened in {1e3 * (ready - start):.0f} ms, first answer {1e3 * (time.perf_counter() - ready):.0f} ms"
    return f"{engine}: {times} later, {peak_mib() - before:.0f} MiB"


def size(*paths: Path) -> str:
    """Return the size of files, as they are and as they are stored."""
    stored = sum(len(compressed(path)[1]) for path in paths if path.stat().st_size)
    return f"{sum(path.stat().st_size for path in paths) / 1e6:.1f} MB, {stored / 1e6:.1f} MB in the store"


def without_search(catalogue: Path) -> Path:
    """Return a copy of the catalogue without what only a search reads."""
    copy = catalogue.with_name("display.sqlite")
    copy.write_bytes(catalogue.read_bytes())
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.executescript("DROP TABLE words; DROP TABLE vocabulary; DROP TABLE prefixes; VACUUM")
    return copy


def build(folder: Path, tracks: Iterable[Track]) -> tuple[Path, Path]:
    """Write both indexes, print their sizes, and return their paths."""
    catalogue, index = folder / "catalogue.sqlite", folder / "tantivy"
    start = time.process_time()
    write_catalogue(catalogue, tracks)
    middle = time.process_time()
    write_index(index, tracks)
    click.echo(f"FTS5 with the catalogue: built in {middle - start:.0f} s of processor, {size(catalogue)}")
    click.echo(f"the catalogue without search: {size(without_search(catalogue))}")
    click.echo(f"tantivy: built in {time.process_time() - middle:.0f} s of processor, {size(*index.iterdir())}")
    return catalogue, index
