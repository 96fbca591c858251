"""The form of the ids in addresses of lists and blends."""

import re

_ID = re.compile(r"(?!__.*__$)[0-9A-Za-z_-]{1,64}")
"""Records have no key such as `__x__`."""


def is_id(text: str) -> bool:
    """Check whether a text may be the id of a list or a blend."""
    return _ID.fullmatch(text) is not None
