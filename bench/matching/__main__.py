"""Count how often a line finds its song: `python -m bench.matching --features PATH [--songs 300] [--missed]`.

Songs are drawn from the most popular ones of a table of tracks with a fixed seed. A line is right if it finds any
release of the title by the artist, wrong if it finds another song; the rest is not found.
"""

import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np

from bench.matching.forms import FORMS, Form
from bench.search_latency import read_tracks
from shared.domain.names import fold, leading_artist
from shared.domain.track import Track
from shared.intake import read_text
from shared.model.catalogue.catalogue import Catalogue
from shared.model.catalogue.search import SongSearch
from training.catalogue import write_catalogue

SEED = 20261130
MOST_POPULAR = 3_000
"""The songs are drawn from so many of the most popular tracks."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Results of one form."""

    form: Form
    lines: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def found(self) -> float:
        """The share of lines that found their song."""
        return 1 - (len(self.missed) + len(self.wrong)) / self.lines

    def row(self) -> str:
        """Return the row of the table."""
        held_out = "held out" if self.form.held_out else ""
        return f"{self.form.name:<40}{self.found:>8.1%}{len(self.wrong) / self.lines:>8.1%}  {held_out}"


def drawn(tracks: Sequence[Track], count: int) -> list[Track]:
    """Draw popular songs with a title and an artist of letters, one of each title."""
    popular = {base_title(track): track for track in reversed(tracks[:MOST_POPULAR]) if is_named(track)}
    return random.Random(SEED).sample(list(popular.values()), min(count, len(popular)))  # noqa: S311


def is_named(track: Track) -> bool:
    """Return whether title and artist have a letter or digit each."""
    return bool(base_title(track) and leading_artist(track.artist))


def base_title(track: Track) -> str:
    """Return the folded title before any bracket or dash."""
    return fold(_plain(track.name)) or fold(track.name)


def _plain(name: str) -> str:
    for mark in ("(", "[", " - "):
        name = name.partition(mark)[0] or name
    return name.strip()


def is_right(found: Track, wanted: Track) -> bool:
    """Return whether a track is a release of the wanted song."""
    artists = f" {fold(found.artist)} {fold(found.name)} "
    return base_title(found) == base_title(wanted) and f" {_first_artist(wanted)} " in artists


def _first_artist(track: Track) -> str:
    return leading_artist(track.artist)


def measure(catalogue: Catalogue, form: Form, songs: Sequence[Track]) -> Rates:
    """Write a line a song and look all of them up."""
    draw = random.Random(f"{SEED} {form.name}")  # noqa: S311
    lines = [form.write(draw, _plain(song.name), _shown_artist(song)) for song in songs]
    missed, wrong = [], []
    given = [[each.ways for each in read_text(line).references] for line in lines]
    found = SongSearch(catalogue).match_each([ways[0] if ways else () for ways in given])
    tracks = catalogue.tracks([one.tracks[0][0].track if one else 0 for one in found])
    for song, line, one, track in zip(songs, lines, found, tracks, strict=True):
        if one is None:
            missed.append(line)
        elif not is_right(track, song) and (form.has_artist or base_title(track) != base_title(song)):
            wrong.append(f"{line} -> {track.title}")
    return Rates(form, len(songs), tuple(missed), tuple(wrong))


def _shown_artist(song: Track) -> str:
    """Return the leading artist as written."""
    credit = (
        song.artist.strip("[]").partition("', ")[0].strip("'\"") if song.artist.startswith("[") else song.artist
    )
    return credit.partition(" Featuring ")[0].partition(", ")[0].strip()


@click.command()
@click.option("--features", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--songs", default=300, show_default=True, help="Songs to look for.")
@click.option("--only", default="", help="Only the forms whose name holds this.")
@click.option("--missed", is_flag=True, help="Print the lines that found nothing or another song.")
def main(features: Path, songs: int, only: str, missed: bool) -> None:
    """Print the rates of each form."""
    tracks = read_tracks(features)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "catalogue.sqlite")
        write_catalogue(path, tracks)
        catalogue = Catalogue(path, np.zeros(len(tracks), dtype=np.int32))
        chosen = drawn(tracks, songs)
        click.echo(f"{len(chosen)} songs, {len(FORMS)} forms\n{'form':<40}{'found':>8}{'wrong':>8}")
        rates = [measure(catalogue, form, chosen) for form in FORMS if only in form.name]
        for each in rates:
            click.echo(each.row())
            for line in (*each.missed, *each.wrong) if missed else ():
                click.echo(f"    {line}")
        named = [each for each in rates if each.form.has_artist]
        wrong = sum(len(each.wrong) for each in named) / max(sum(each.lines for each in named), 1)
        click.echo(f"with an artist: least found {min(each.found for each in named):.1%}, wrong {wrong:.2%}")
        catalogue.close()


if __name__ == "__main__":
    main()
