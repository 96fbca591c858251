"""Snapshot of an answer that no longer needs its search or the model: names and reasons as text."""

from collections.abc import Mapping, Sequence

from shared.domain.search import Search
from shared.domain.share import SharedSong
from shared.domain.track import Track, join_names
from shared.errors import NotFound
from shared.model.explained import explained
from shared.model.model import Model

from .titles import clean

LONGEST_NAME, LONGEST_REASON = 200, 400
"""Maximum lengths of a song's or artist's name, and of a reason."""

_MOST_SEEDS_NAMED, _LONGEST_SEED = 2, 50


def songs_of(search: Search, model: Model) -> tuple[SharedSong, ...]:
    """Return the songs of an answer with their reasons, as the served model phrases them.

    Songs missing in a newer model are left out. Raises NotFound if that leaves none.
    """
    seeds, answered = model.indices_of(search.seeds), model.indices_of(search.recommended)
    if not len(answered):
        raise NotFound("None of the songs of this list is in the catalogue any more", cure="ask for a new list")
    return tuple(
        SharedSong(
            track.id,
            clean(track.name, LONGEST_NAME),
            clean(track.artist, LONGEST_NAME),
            tuple(clean(reason.text, LONGEST_REASON) for reason in reasons),
            track.other_ids,
        )
        for track, reasons in explained(model, seeds, model.tracks(seeds), answered, search.stands_for)
    )


def title_of(search: Search, model: Model) -> str:
    """Return the default title of a list: the names of its seeds, or of what they stand for."""
    tracks = model.tracks(model.indices_of(search.seeds))
    names = {search.stands_for.get(track.id, track.id): _name(track, search.stands_for) for track in tracks}
    return _made_from(list(names.values()))


def _name(seed: Track, stands_for: Mapping[str, str]) -> str:
    other = clean(stands_for.get(seed.id, ""), _LONGEST_SEED)
    return other or f"“{clean(seed.name, _LONGEST_SEED)}”"


def _made_from(seeds: Sequence[str]) -> str:
    if not seeds:
        return "Songs that many people love"
    names = seeds[:_MOST_SEEDS_NAMED]
    others = len(seeds) - len(names)
    return f"Songs next to {join_names([*names, *([f'{others} more'] if others else [])])}"
