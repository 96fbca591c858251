"""Options of `segue recommend` that bound an answer, and what they mean for a model."""

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click
import numpy as np

from ops.commands.options import EXISTING
from ops.given_songs import contents_of
from shared.domain.bounds import EVERYTHING, VERSIONS, Bounds, KnownTo, Range, Version
from shared.intake import Intake
from shared.intake.files import read_all
from shared.model.bounds.collections import Collections
from shared.model.bounds.song_bounds import SongBounds
from shared.model.candidates.tracks import Indices
from shared.model.collected_songs import collection, listed_songs
from shared.model.model import Model
from shared.model.words.asked import prevailing
from shared.model.words.effect import NO_BOUNDS

Command = TypeVar("Command", bound=Callable[..., Any])

_NUMBER = re.compile(r"(?:(\d{1,4}):)?(\d{1,6}(?:\.\d*)?)")
_DECADE = re.compile(r"(\d{3}0)s")


class _RangeType(click.ParamType[Range]):
    """A range such as 1990-1999, 1990- or -1999; of years also 1990s, of lengths also 2:00-5:00."""

    name = "range"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Range:
        """Read the two ends. Fails where one is no number, or both are left out."""
        if isinstance(value, Range):
            return value
        if decade := _DECADE.fullmatch(value.strip()):
            return Range(int(decade[1]), int(decade[1]) + 9)
        low, dash, high = value.partition("-")
        try:
            ends = [_number(end) for end in (low, high if dash else low)]
        except ValueError:
            ends = [None, None]
        if ends == [None, None]:
            self.fail(f"expected a range such as {param.metavar if param else '1-2'}, found {value!r}", param, ctx)
        return Range(*ends)


def _number(text: str) -> float | None:
    """Read a number, or minutes and seconds as seconds; None for an empty text. Raises ValueError for another."""
    if not (text := text.strip()):
        return None
    if not (found := _NUMBER.fullmatch(text)):
        raise ValueError(text)
    return 60 * int(found[1] or 0) + float(found[2])


_RANGE = _RangeType()

_OPTIONS = (
    click.option(
        "--years", type=_RANGE, default=EVERYTHING, metavar="1990-1999", help="Years: also 1990s, 1990-."
    ),
    click.option("--tempo", type=_RANGE, default=EVERYTHING, metavar="100-130", help="Beats a minute."),
    click.option("--length", type=_RANGE, default=EVERYTHING, metavar="2:00-5:00", help="Minutes and seconds."),
    click.option("--genre", multiple=True, help="A genre that songs are of. Several: one of them at least."),
    click.option("--not-genre", multiple=True, help="A genre that no song is of."),
    click.option("--not-artist", multiple=True, help="An artist that no song is by."),
    click.option("--not-word", multiple=True, help="A word that no song has in its title or album."),
    click.option("--not-version", multiple=True, type=click.Choice(VERSIONS), help="A version that no song is."),
    click.option("--no-live", is_flag=True, help="The same as --not-version live."),
    click.option("--explicit/--clean", default=None, help="Only songs marked explicit, or marked as not."),
    click.option("--known", type=click.Choice(["few", "many"]), help="Only songs that few know, or many."),
    click.option("--only-from", multiple=True, type=EXISTING, help="A file: only songs of it are wanted."),
    click.option("--leave-out", multiple=True, type=EXISTING, help="A file: no song of it is wanted."),
)


@dataclass(frozen=True, slots=True)
class AskedBounds:
    """The options as they were given."""

    bounds: Bounds
    only_from: tuple[Path, ...]
    leave_out: tuple[Path, ...]

    @property
    def any(self) -> bool:
        """Whether there is a bound at all."""
        return self != AskedBounds(Bounds(), (), ())

    def compiled(self, model: Model, of_words: Bounds = NO_BOUNDS) -> SongBounds | None:
        """Return the bounds for a model; where these leave something open, those `of_words`.

        Raises InvalidInput as `Model.bounds_of` does, and for unusable files.
        """
        only = collection(_read(self.only_from), model, "--only-from") if self.only_from else None
        out = listed_songs(_read(self.leave_out), model, "--leave-out") if self.leave_out else _NONE
        return model.bounds_of(prevailing(self.bounds, of_words), Collections(only, out))


_NONE: Indices = np.zeros(0, dtype=np.int32)


def _read(paths: tuple[Path, ...]) -> Intake:
    return read_all(contents_of(paths), "")


def bound_options(command: Command) -> Command:
    """Add the options to a command, which gets them together as `asked`, AskedBounds."""

    @functools.wraps(command)
    def wrapped(
        *args: Any,
        years: Range,
        tempo: Range,
        length: Range,
        genre: tuple[str, ...],
        not_genre: tuple[str, ...],
        not_artist: tuple[str, ...],
        not_word: tuple[str, ...],
        not_version: tuple[Version, ...],
        no_live: bool,
        explicit: bool | None,
        known: KnownTo | None,
        only_from: tuple[Path, ...],
        leave_out: tuple[Path, ...],
        **others: Any,
    ) -> Any:
        versions = (*not_version, *(("live",) if no_live else ()))
        bounds = Bounds(
            years=years,
            tempo=tempo,
            seconds=length,
            genres=genre,
            not_genres=not_genre,
            not_artists=not_artist,
            not_versions=versions,
            not_words=not_word,
            explicit=explicit,
            known=known,
        )
        return command(*args, asked=AskedBounds(bounds, only_from, leave_out), **others)

    return functools.reduce(lambda built, option: option(built), reversed(_OPTIONS), wrapped)  # type: ignore[return-value]
