"""Self-contained HTML pages opened from a mail: without script, readable on phones and in dark mode."""

import base64
import hashlib
from http import HTTPStatus

from flask import Response
from markupsafe import Markup

from shared.web.compression import PLAIN

_STYLE = Markup("""
:root { color-scheme: light dark; --ink: #1d252c; --soft: #55616b; --ground: #f4f2ee; --card: #fff;
  --line: #d3d0c9; --accent: #0b7285; --on: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecef; --soft: #a7b3bd; --ground: #14181c;
  --card: #1d242b; --line: #46525d; --accent: #5cc5d6; --on: #0c1a1e; } }
body { margin: 0; padding: 3rem 1rem; background: var(--ground); color: var(--ink);
  font: 1.05rem/1.5 system-ui, "Segoe UI", Roboto, sans-serif; }
main { max-width: 26rem; margin: 0 auto; padding: 1.75rem; background: var(--card); border-radius: 1rem; }
h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 .5rem; overflow-wrap: anywhere; }
p { margin: 0 0 1.25rem; color: var(--soft); }
form { display: grid; gap: .6rem; }
form + form, form + p { margin-top: .6rem; }
form + p { margin-bottom: 0; }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .6rem; }
a { color: var(--accent); }
li a { display: block; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .7rem; color: inherit;
  text-decoration: none; overflow-wrap: anywhere; }
button { font: inherit; min-height: 3rem; border: 1px solid var(--line); border-radius: .7rem; background: none;
  color: inherit; cursor: pointer; }
button.chosen { background: var(--accent); border-color: var(--accent); color: var(--on); font-weight: 600; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
""")

_PAGE = Markup("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} · Segue</title>
<style>{style}</style>
</head>
<body><main><h1 dir="auto">{title}</h1>{content}</main></body>
</html>
""")

_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()

HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": f"no-store, {PLAIN}",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
"""The URL may hold a token: nothing is loaded, no referrer is sent, and no site may frame the page."""


def plain_page(title: str, content: Markup, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """Return a page with a title and the content below it."""
    html = _PAGE.format(title=title, style=_STYLE, content=content)
    return Response(html, status, HEADERS, content_type="text/html; charset=utf-8")
