"""Rewrite `bench/quality.md`: `python -m bench.quality ../shared/data` (or `make bench-quality`)."""

from pathlib import Path

import click
from threadpoolctl import threadpool_limits

from bench.quality import first_ten
from bench.quality.again import asked_again, hated_elsewhere
from bench.quality.described_songs import by_description
from bench.quality.first_reasons import first_reasons
from bench.quality.names import names
from bench.quality.split import learn, read
from bench.quality.tables import dials, methods, opinions, side_by_side, sources
from bench.quality.titles import titles
from bench.quality.unknown_songs import by_artist

SEED = 7
_MPD_HELD_OUT = 400
_TIDYTUESDAY_HELD_OUT = 100
_COLD_SHARE = 0.1
_COLD_METHODS = ("random", "popularity", "audio centroid", "item-kNN", "**segue**")

_PAGE = Path(__file__).with_name("page.md")


@click.command()
@click.argument("data", type=click.Path(exists=True, path_type=Path))
@click.option("--out", default=Path("bench/quality.md"), show_default=True, type=click.Path(path_type=Path))
def main(data: Path, out: Path) -> None:
    """Measure everything and rewrite the page."""
    with threadpool_limits(1, "blas"):
        out.write_text(measured(data), encoding="utf-8")
    click.echo(f"Wrote {out}.")


def measured(data: Path) -> str:
    """Return the page with all measurements."""
    mpd, tidy = read(data, "mpd_dev"), read(data, "tidytuesday")
    split = learn(mpd, held_out=_MPD_HELD_OUT, seed=SEED)
    tidy_split = learn(tidy, held_out=_TIDYTUESDAY_HELD_OUT, seed=SEED)
    cold_split = learn(mpd, held_out=_MPD_HELD_OUT, cold_share=_COLD_SHARE, seed=SEED)
    cold_rankers = methods(cold_split, seed=SEED)
    return _PAGE.read_text(encoding="utf-8").format(
        mpd=len(split.held_out),
        mpd_all=f"{len(mpd):,}",
        mpd_table=side_by_side(methods(split, seed=SEED), split.requests()),
        tidy=len(tidy_split.held_out),
        tidy_all=len(tidy),
        tidy_table=side_by_side(methods(tidy_split, seed=SEED), tidy_split.requests()),
        cold_table=side_by_side({name: cold_rankers[name] for name in _COLD_METHODS}, cold_split.cold_requests()),
        by_artist=by_artist(split),
        by_description=by_description(tidy_split),
        sources=sources(split),
        dials=dials(split),
        opinions=opinions(split),
        again=asked_again(split),
        elsewhere=hated_elsewhere(split),
        popularity=first_ten.popularity(split),
        tight=first_ten.tight(split),
        crowds=first_ten.crowds(split),
        titles=titles(tidy_split),
        genres=first_ten.genres(tidy_split),
        reasons=first_reasons({"MPD sample": split, "TidyTuesday": tidy_split}),
        names=names(tidy_split, seed=SEED),
    )


if __name__ == "__main__":
    main()
