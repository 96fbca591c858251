"""Jinja templates of mails: HTML that escapes every value, plain text that escapes none."""

import textwrap
from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

MOST_LINE_CHARACTERS = 76
"""The longest line of prose in plain text: two more are left for the marks of a quotation (RFC 5322: 78)."""


@cache
def mail_template(path: Path, *filters: Callable[..., object]) -> Template:
    """Read and compile a template once per process, `NAME.html.j2` or `NAME.txt.j2`.

    Each filter is called in the template by its function's name. A missing value is an error when it renders.
    """
    environment = Environment(
        loader=FileSystemLoader(path.parent),
        autoescape=path.name.endswith(".html.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update({each.__name__: each for each in filters})
    return environment.get_template(path.name)


def wrapped(text: str, indent: int = 0) -> str:
    """Return a text in lines of MOST_LINE_CHARACTERS, all but the first indented; a longer word stays whole.

    >>> wrapped("On 3 playlists " * 6, 4).splitlines()[1]
    '    playlists'
    """
    return textwrap.fill(
        text,
        MOST_LINE_CHARACTERS,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
