"""Names of lists that nobody named: by the songs they were made from."""

from collections.abc import Sequence

from shared.domain.track import join_names

MOST_NAMED = 2
"""Songs in such a name."""

_NEXT_TO = "Songs next to "
_OF_NOTHING = "Songs that many people love"


def made_from(names: Sequence[str]) -> str:
    """Return the name of a list that goes with some songs, each by its name in quotes or what it stands for.

    >>> made_from(["“So What”", "Miles Davis", "“Naima”"])
    'Songs next to “So What”, Miles Davis and 1 more'
    """
    if not names:
        return _OF_NOTHING
    others = len(names) - MOST_NAMED
    return f"{_NEXT_TO}{join_names([*names[:MOST_NAMED], *([f'{others} more'] if others > 0 else [])])}"


def is_made(name: str) -> bool:
    """Check whether a name looks like one of `made_from`, whatever the songs were called then.

    >>> is_made("Songs next to “So What”"), is_made("Songs for a long drive")
    (True, False)
    """
    return name.startswith(_NEXT_TO) or name == _OF_NOTHING
