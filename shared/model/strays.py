"""Matches that are not sure and fit none of the sure ones: they are left out of the seeds."""

from dataclasses import replace

import numpy as np

from shared.model.catalogue.similarity import TITLE_ALONE
from shared.model.model import Model
from shared.model.resolve import Match, Resolution


def why_left_out(match: Match) -> str:
    """Return the reason, for the listener, that a match is no seed."""
    return f"{match.track.title} fits none of your other songs, so we left it out"


def is_unsure(match: Match) -> bool:
    """Check whether a song is one of several of a title that was given alone, or of names no likelier to be right.

    The only song of a title is nearly always the one that is meant.
    """
    return match.kind == "song" and match.confidence <= TITLE_ALONE and bool(match.alternatives)


def without_strays(resolution: Resolution, model: Model) -> Resolution:
    """Leave out the unsure matches that are similar to no crowd of the sure songs.

    All stay unless the sure songs are at least as many: a list of titles is what it is. A song also matched
    for sure is a seed anyway.
    """
    sure = [match for match in resolution.matched if not is_unsure(match)]
    seeds = replace(resolution, matched=tuple(sure)).seeds
    unsure = np.array([match.index for match in resolution.matched if is_unsure(match)], dtype=np.int32)
    if not len(unsure) or len(seeds) < len(unsure):
        return resolution
    kept = {*seeds.tolist(), *model.joining(seeds, unsure).tolist()}
    strays = [match for match in resolution.matched if is_unsure(match) and match.index not in kept]
    left = set(map(id, strays))
    stayed = tuple(match for match in resolution.matched if id(match) not in left)
    return replace(resolution, matched=stayed, strays=tuple(strays))
