"""Measure the processor time of 10,000 lines: `python -m bench.matching.cost --features PATH [--lines 10000]`.

Lines are drawn with a fixed seed: songs of the table, its titles under other artists, random words of its titles.
"""

import gc
import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np

from bench.search_latency import read_tracks
from shared.domain.track import Track
from shared.intake import read_text
from shared.model.catalogue.catalogue import Catalogue
from shared.model.catalogue.search import SongSearch
from training.catalogue import write_catalogue

SEED = 20261130
WORDS_OF = 20_000
"""The random words are of so many of the most popular tracks' titles."""


def lines_of(tracks: Sequence[Track], count: int) -> dict[str, list[str]]:
    """Return `count` lines of each kind: known songs, titles under other artists, random words."""
    draw = random.Random(SEED)  # noqa: S311
    words = [word for track in tracks[:WORDS_OF] for word in track.name.split()]
    known = [draw.choice(tracks) for _ in range(count)]
    return {
        "known songs": [f"{track.artist} - {track.name}" for track in known],
        "titles under other artists": [f"{draw.choice(tracks).artist} - {track.name}" for track in known],
        "random words of titles, title alone": [" ".join(draw.choices(words, k=3)) for _ in range(count)],
        "random words of titles, as a pair": [
            f"{' '.join(draw.choices(words, k=2))} - {' '.join(draw.choices(words, k=2))}" for _ in range(count)
        ],
    }


def row(kind: str, lines: Sequence[str], search: SongSearch) -> str:
    """Read and match the lines; return their seconds of processor and the number that found a song."""
    start = time.process_time()
    references = read_text("\n".join(lines)).references
    read = time.process_time()
    found = search.match_each([each.ways for each in references])
    matched = time.process_time()
    hits = sum(each is not None for each in found)
    return f"{kind:<40}{read - start:>8.2f}{matched - read:>8.2f}{hits:>8}"


@click.command()
@click.option("--features", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--lines", default=10_000, show_default=True, help="Lines of each kind, in one paste.")
def main(features: Path, lines: int) -> None:
    """Print the seconds of processor to read and to match each kind of line."""
    tracks = read_tracks(features)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "catalogue.sqlite")
        write_catalogue(path, tracks)
        catalogue = Catalogue(path, np.zeros(len(tracks), dtype=np.int32))
        gc.freeze()  # as a function does with its model: the tracks of the table are not collected again and again
        click.echo(f"{'lines':<40}{'read s':>8}{'match s':>8}{'found':>8}")
        for kind, written in lines_of(tracks, lines).items():
            click.echo(row(kind, written, SongSearch(catalogue)))
        catalogue.close()


if __name__ == "__main__":
    main()
