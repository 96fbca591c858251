"""Jinja templates of mails: HTML that escapes every value, plain text that escapes none."""

from collections.abc import Callable, Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template


def mail_template(path: Path, filters: Mapping[str, Callable[..., str]] | None = None) -> Template:
    """Read a template, `NAME.html.j2` or `NAME.txt.j2`; a value that is missing is an error when it renders."""
    environment = Environment(
        loader=FileSystemLoader(path.parent),
        autoescape=path.name.endswith(".html.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(filters or {})
    return environment.get_template(path.name)
