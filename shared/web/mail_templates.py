"""Jinja templates of mails: HTML that escapes every value, plain text that escapes none."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template


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
