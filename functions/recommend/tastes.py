"""The part of a listener in an answer: opinions, songs given before, artists never wanted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.lanes import outside
from shared.ports import Records
from shared.records.given import given_to
from shared.records.never_artists import never_artists
from shared.records.ratings import Preferences, preferences_of

NOTHING_RATED = Preferences()


@dataclass(frozen=True, slots=True)
class Tastes:
    """The listener's part in one answer; empty for a stranger."""

    preferences: Preferences = NOTHING_RATED
    rated: Preferences = NOTHING_RATED
    """The same, of a listener who signed in."""
    given_before: tuple[str, ...] = ()
    """Ids of songs that were given lately and are not given again."""
    never: tuple[str, ...] = ()
    """Names of artists."""


def tastes_of(
    records: Records,
    listener: str | None,
    seeds: Sequence[str],
    now: Callable[[], datetime],
    *,
    signed_in: bool,
    repeat: bool,
) -> Tastes:
    """Read the tastes of a listener, but for songs given before where they may `repeat`; `seeds` are ids."""
    if not listener:
        return Tastes()
    with outside():
        preferences = preferences_of(records, listener)
        if not signed_in:
            return Tastes(preferences)
        given = () if repeat else given_to(records, listener).left_out(seeds, now())
        return Tastes(preferences, preferences, given, never_artists(records, listener))
