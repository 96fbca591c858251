"""Translate a request, its listener's opinions and the songs they were given before to indices of a model."""

from collections.abc import Sequence

import numpy as np
from msgspec import UNSET

from shared.domain.search import Tune
from shared.errors import UnknownFeature
from shared.model.candidates.tracks import Indices
from shared.model.model import Model
from shared.model.ranking.preferences import Opinions
from shared.model.ranking.selection import Rules
from shared.records.ratings import Preferences

from .contract import RecommendRequest
from .inputs import named_tracks
from .wishes_contract import TuneRequest

SONGS = 10
"""Songs of an answer where neither the request nor its words say how many."""


def rules_of(
    request: RecommendRequest,
    preferences: Preferences,
    given_before: Sequence[str],
    model: Model,
    in_words: int | None = None,
) -> Rules:
    """Return the rules of the list: what it leaves out, for good or as it was given before.

    `in_words` is the number of songs that the words ask for.
    """
    excluded = {
        *_indices("exclude", request.exclude, model).tolist(),
        *model.indices_of(preferences.unwanted).tolist(),
    }
    given = tuple(model.indices_of(given_before).tolist())
    n = (in_words or SONGS) if request.n is UNSET else request.n
    return Rules(n, frozenset(excluded), request.max_per_artist or None, given=given)


def opinions_of(request: RecommendRequest, preferences: Preferences, model: Model) -> Opinions:
    """Return the listener's stored opinions and those of the request; the request's take precedence."""
    loved, hated = _indices("loved", request.loved, model), _indices("hated", request.hated, model)
    if not preferences.loved and not preferences.hated:
        return Opinions(loved, hated)
    kept_loved, kept_hated = model.indices_of(preferences.loved), model.indices_of(preferences.hated)
    return Opinions(
        np.concatenate([np.setdiff1d(kept_loved, hated), loved]).astype(np.int32),
        np.concatenate([kept_hated[~np.isin(kept_hated, loved)], hated]).astype(np.int32),
    )


def _indices(field: str, given: Sequence[str], model: Model) -> Indices:
    """Return the indices of the tracks in a field; tracks missing in the catalogue are left out."""
    return model.indices_of(named_tracks(field, given))


def tune_of(request: RecommendRequest, model: Model) -> Tune:
    """Return the listener's wishes. Raises UnknownFeature for a target that the model cannot aim at."""
    wishes = request.tune or TuneRequest()
    if unknown := [feature for feature in wishes.targets if feature not in model.known_features]:
        raise UnknownFeature(
            "Field tune.targets names a feature that is known of too few songs",
            expected=f"some of {', '.join(model.known_features)}" if model.known_features else "no target",
            found=", ".join(unknown),
            cure="leave it out",
        )
    targets = {str(feature): level for feature, level in wishes.targets.items()}
    return Tune(targets=targets, adventurous=wishes.adventurous, diverse=wishes.diverse)
