"""The direction in which a title is written."""

import unicodedata


def is_right_to_left(text: str) -> bool:
    """Return whether a text runs from right to left: its first strong character decides (UAX 9, P2)."""
    directions = map(unicodedata.bidirectional, text)
    return next((each for each in directions if each in ("L", "R", "AL")), "L") != "L"
