"""Lead a copy of the site to functions on another host: its settings, and what the policy of each page allows."""

import re
from pathlib import Path

_POLICY = re.compile(r'(?<=<meta http-equiv="Content-Security-Policy"\n      content=")[^"]+')
_CALLED = ("connect-src", "img-src")
"""Directives for what pages fetch from functions, and for the pictures they show of these."""


def lead_to(folder: Path, functions: str) -> None:
    """Have the site in a folder call functions at another scheme and host, where shared lists are, too."""
    settings = folder / "config.js"
    text = settings.read_text(encoding="utf-8")
    for name, path in (("API", "/api"), ("SHARED", "/s")):
        text = text.replace(f'export const {name} = "{path}";', f'export const {name} = "{functions}{path}";')
    settings.write_text(text, encoding="utf-8")
    for page in folder.glob("*.html"):
        html = page.read_text(encoding="utf-8")
        page.write_text(_POLICY.sub(lambda found: _allowing(found[0], functions), html), encoding="utf-8")


def _allowing(policy: str, host: str) -> str:
    """Return a policy that lets a page call a host, too.

    >>> _allowing("default-src 'self'; img-src 'self' blob:", "https://api.example")
    "default-src 'self'; img-src 'self' blob: https://api.example; connect-src 'self' https://api.example"
    """
    listed = [directive.split() for directive in policy.split(";") if directive.strip()]
    directives = {name: sources for name, *sources in listed}
    for name in _CALLED:
        directives[name] = [*directives.get(name, directives["default-src"]), host]
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())
