"""Compare song search by SQLite FTS5, as it is, with one by tantivy: quality, time, size and opening.

`python -m bench.search_engines --features PATH`, or `--synthetic N` for invented tracks, in a virtualenv with
`requirements/bench.txt` too. Both get each query of `bench.search_latency` in turn; times are of the processor.
"""

import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import click
import numpy as np

from bench.search_engines.measure import ENGINES, build, compare, opened
from bench.search_latency import SEED, chosen, read_tracks
from bench.synthetic.tracks import invent_tracks
from shared.model.catalogue.catalogue import Catalogue


@click.command()
@click.option("--features", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A features table.")
@click.option("--synthetic", type=click.IntRange(min=1000), help="Invent so many tracks instead.")
@click.option("--queries", default=300, show_default=True, help="Queries of each kind.")
def main(features: Path | None, synthetic: int | None, queries: int) -> None:
    """Print sizes, opening times and the table of both engines."""
    if (features is None) == (synthetic is None):
        raise click.UsageError("give either --features or --synthetic")
    tracks = read_tracks(features) if features else list(invent_tracks(synthetic or 0, seed=SEED))
    with tempfile.TemporaryDirectory() as folder:
        paths = build(Path(folder), tracks)
        for engine in ENGINES:
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
                click.echo(alone.submit(opened, engine, *paths, len(tracks)).result())
        catalogue = Catalogue(paths[0], np.zeros(len(tracks), dtype=np.int32))
        compare({name: make(catalogue, paths[1]) for name, make in ENGINES.items()}, chosen(tracks, queries))
        catalogue.close()


if __name__ == "__main__":
    main()
