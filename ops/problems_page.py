"""Write site/problems.html from shared/errors.py: the address that the `type` of each problem leads to."""

import re
from collections.abc import Iterator
from html import escape
from http import HTTPStatus

import click

from ops.local.site import SITE
from shared.errors import SegueError, SpoiltStore

PAGE = SITE / "problems.html"

INTERNAL = "Something is wrong on our side, which is logged. The same call may succeed later."
"""Of the slug "error", whatever it was."""

_TEMPLATE = """\
<!doctype html>
<html lang="en">
<!-- Written by `make docs` from shared/errors.py: change that. -->
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy"
      content="default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'">
<title>Problems · Segue</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/segue.css">
<link rel="stylesheet" href="/components.css">
<link rel="modulepreload" href="/elements.js">
<link rel="modulepreload" href="/storage.js">
<script type="module" src="/header.js"></script>
</head>
<body>
<header class="site-header">
  <a class="brand" href="/"><img src="/favicon.svg" alt="" width="28" height="28"> Segue</a>
  <nav class="site-nav" aria-label="Pages" data-within="/account.html"></nav>
</header>
<main>
  <h1>Problems of the API</h1>
  <p>For whoever builds on Segue: each refusal is a problem document (RFC 9457). Its <code>type</code> is an
    address on this page; compare what follows the “#”, as the host is another one in each deployment.
    <code>expected</code>, <code>found</code> and <code>cure</code> are for people, and their words may change.</p>
{problems}
</main>
<footer>
  <p>Songs link to where they can be heard. <a href="/privacy.html">What Segue keeps, and for how long</a>.
    Open data: ListenBrainz, AcousticBrainz and MusicBrainz, <a href="/privacy.html#data">CC0</a></p>
</footer>
</body>
</html>
"""


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
    return _TEMPLATE.format(problems="\n".join(line for part in parts for line in part))


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
