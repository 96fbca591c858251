"""Translate the bounds of a request to those of a model, and read the songs that it names one by one."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from shared.domain.bounds import EVERYTHING, Bounds, Range
from shared.intake import Intake, read_text
from shared.intake.files import read_all
from shared.model.bounds.collections import Collections
from shared.model.candidates.tracks import Indices
from shared.model.collected_songs import collection, listed_songs
from shared.model.model import Model
from shared.records.ratings import Preferences

from .bounds_contract import Length, SongCollection, Tempo, WithinRequest, Years
from .contract import RecommendRequest

ONLY_WAYS, LEAVE_OUT_WAYS = "tracks, text or files in only", "tracks, text, files or rated in leave_out"


def without(bounds: Bounds, artists: Sequence[str]) -> Bounds:
    """Return the bounds without some more artists."""
    return replace(bounds, not_artists=(*bounds.not_artists, *artists)) if artists else bounds


def bounds_of(within: WithinRequest | None) -> Bounds:
    """Return the bounds that a request sets itself."""
    if within is None:
        return Bounds()
    return Bounds(
        years=_range(within.years),
        tempo=_range(within.tempo),
        seconds=_range(within.length),
        genres=tuple(within.genres),
        not_genres=tuple(within.not_genres),
        not_artists=tuple(within.not_artists),
        not_versions=tuple(within.not_versions),
        not_words=tuple(within.not_words),
        explicit=within.explicit,
        known=within.known,
    )


def _range(given: Years | Tempo | Length | None) -> Range:
    return EVERYTHING if given is None else Range(given.from_, given.to)


def collections_of(request: RecommendRequest, model: Model, rated: Preferences) -> Collections:
    """Look up the songs that alone may come, and those that may not; `rated` are those of the signed-in listener.

    Raises InvalidInput where no song can be read, and where the catalogue has none of those that alone may come.
    """
    only = None if request.only is None else collection(_read(request.only), model, ONLY_WAYS)
    out = request.leave_out
    if out is None:
        return Collections(only)
    ids = [*rated.loved, *rated.hated, *rated.unwanted] if out.rated else []
    named = listed_songs(_read(out), model, LEAVE_OUT_WAYS) if _holds(out) or not out.rated else _none()
    return Collections(only, np.concatenate([named, model.indices_of(ids)]).astype(np.int32))


def _none() -> Indices:
    return np.zeros(0, dtype=np.int32)


def _holds(songs: SongCollection) -> bool:
    return bool(songs.tracks or songs.text.strip() or songs.files)


def _read(songs: SongCollection) -> Intake:
    given = read_text("\n".join(" ".join(track.split()) for track in songs.tracks)) if songs.tracks else Intake()
    return given + read_all([(file.name, file.data or file.content) for file in songs.files], songs.text)
