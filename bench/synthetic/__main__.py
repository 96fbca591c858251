"""Generate playlists at any scale: `python -m bench.synthetic --playlists 10000 --out var/synthetic-10k`."""

from pathlib import Path

import click

from bench.synthetic.generate import generate


@click.command()
@click.option("--playlists", required=True, type=click.IntRange(min=1), help="Playlists to draw.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder to write.")
@click.option("--seed", default=7, show_default=True, help="The same seed gives the same files.")
def main(playlists: int, out: Path, seed: int) -> None:
    """Write synthetic playlists in MPD layout and a features table."""
    generate(out, playlists, seed=seed)


if __name__ == "__main__":
    main()
