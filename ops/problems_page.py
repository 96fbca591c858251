"""Write site/problems.html from shared/errors.py: the address that the `type` of each problem leads to."""

import re
from collections.abc import Iterator
from html import escape
from http import HTTPStatus

import click

from ops.local.site import SITE
from ops.site_shell import whole_page
from shared.errors import SegueError, SpoiltStore

PAGE = SITE / "problems.html"

INTERNAL = "Something is wrong on our side, which is logged. The same call may succeed later."
"""Of the slug "error", whatever it was."""

_INTRODUCTION = """\
  <h1>Problems of the API</h1>
  <p>For whoever builds on Segue: each refusal is a problem document (RFC 9457). Its <code>type</code> is an
    address on this page; compare what follows the “#”, as the host is another one in each deployment.
    <code>expected</code>, <code>found</code> and <code>cure</code> are for people, and their words may
    change.</p>"""


def answered(root: type[SegueError] = SegueError) -> dict[str, type[SegueError]]:
    """Return the errors that callers are told of, by slug, in the order of shared/errors.py."""
    told = root.status is not HTTPStatus.INTERNAL_SERVER_ERROR or root is SpoiltStore
    own = {root.slug: root} if told else {}
    below = [answered(each) for each in root.__subclasses__()]
    return own | {slug: error for found in below for slug, error in found.items() if slug not in own}


def page() -> str:
    """Return the page: a heading, the status and a sentence or two for each slug."""
    parts = [_part(error.slug, error.status, error.__doc__ or "") for error in answered().values()]
    parts.append(_part(SegueError.slug, SegueError.status, INTERNAL))
    lines = [_INTRODUCTION, *(line for part in parts for line in part)]
    return whole_page("Problems", "\n".join(lines), "shared/errors.py")


def _part(slug: str, status: HTTPStatus, docstring: str) -> Iterator[str]:
    yield f'  <h2 id="{slug}"><code>{slug}</code></h2>'
    text = re.sub(r"`(.+?)`", r"<code>\1</code>", escape(" ".join(docstring.split()), quote=False))
    yield f"  <p>Status {status.value}. {text}</p>"


@click.command()
def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
