"""Artists who are never recommended to a signed-in listener, in the records: one record a listener."""

from shared.domain.names import fold
from shared.errors import InvalidInput
from shared.ports import Fields, Records
from shared.record_kinds import NEVER_ARTISTS

MOST_NEVER = 200
"""Artists of one listener: their songs are looked for in every answer."""


def never_artists(records: Records, listener: str) -> tuple[str, ...]:
    """Read the names as the listener wrote them, the first written first: one read."""
    record = records.get(NEVER_ARTISTS.name, listener)
    return _names(record.fields) if record else ()


def never_again(records: Records, listener: str, artist: str) -> tuple[str, ...]:
    """Add an artist, unless they are there in any spelling; return all. Raises InvalidInput over MOST_NEVER."""

    def added(before: Fields | None) -> Fields:
        names = _names(before or {})
        if fold(artist) in map(fold, names):
            return _fields(listener, names)
        if len(names) >= MOST_NEVER:
            raise InvalidInput(
                "There are too many artists on your list",
                expected=f"{MOST_NEVER} at most",
                found=f"{len(names)} already",
                cure="take one off the list first",
            )
        return _fields(listener, (*names, artist))

    return _names(records.update(NEVER_ARTISTS.name, listener, added).fields)


def once_more(records: Records, listener: str, artist: str) -> tuple[str, ...]:
    """Take an artist off in any spelling, if they are there; return the others. Without any there is no record."""
    names = never_artists(records, listener)
    others = tuple(name for name in names if fold(name) != fold(artist))
    if others == names:
        return names
    if not others:
        records.delete(NEVER_ARTISTS.name, listener)
        return others

    def without(before: Fields | None) -> Fields:
        kept = (name for name in _names(before or {}) if fold(name) != fold(artist))
        return _fields(listener, tuple(kept))

    return _names(records.update(NEVER_ARTISTS.name, listener, without).fields)


def _names(fields: Fields) -> tuple[str, ...]:
    names = fields.get("artists")
    return tuple(str(name) for name in names) if isinstance(names, list) else ()


def _fields(listener: str, names: tuple[str, ...]) -> Fields:
    return {"listener": listener, "artists": list(names)}
