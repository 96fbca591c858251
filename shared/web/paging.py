"""Pages of long answers: `cursor` in an answer and as a parameter, and a link to the next page (RFC 8288)."""

from urllib.parse import urlencode

from flask import Request

from shared.errors import InvalidInput
from shared.web.added_headers import add_headers

CURSOR = "cursor"
"""The parameter, and the field of answers: null where there is no next page."""


def add_next_link(request: Request, cursor: str | None) -> None:
    """Add the link to the next page to the answer's headers: the same address with another cursor.

    It is relative, as whoever stands before a function may serve it at another path.
    """
    if cursor is not None:
        others = [(name, value) for name, value in request.args.items(multi=True) if name != CURSOR]
        add_headers(request, {"Link": f'<?{urlencode([*others, (CURSOR, cursor)])}>; rel="next"'})


def read_offset(text: str, most: int) -> int:
    """Read a cursor that counts results, "" for the first page. Raises InvalidInput for any other."""
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and 0 < int(text) <= most):
        raise InvalidInput(
            "Parameter cursor cannot be used",
            expected="the cursor of the answer before",
            found=ascii(text[:40]),
            cure="leave it out, and begin with the first page",
        )
    return int(text)
