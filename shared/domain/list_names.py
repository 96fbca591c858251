"""Names of lists that nobody named: by the songs they were made from."""

from collections.abc import Sequence

from shared.domain.track import join_names

MOST_NAMED = 2
"""Songs in such a name."""


def made_from(names: Sequence[str]) -> str:
    """Return the name of a list that goes with some songs, each by its name in quotes or what it stands for.

    >>> made_from(["“So What”", "Miles Davis", "“Naima”"])
    'Songs next to “So What”, Miles Davis and 1 more'
    """
    if not names:
        return "Songs that many people love"
    others = len(names) - MOST_NAMED
    return f"Songs next to {join_names([*names[:MOST_NAMED], *([f'{others} more'] if others > 0 else [])])}"
