"""The Chromium of this machine, and how it is started."""

import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
"""The first draws the same pages without a window's own ones: a new page opens in half the time."""

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",  # starts none for each page of one browser
]


def chromium() -> str | None:
    """Return the path of Chromium, or None if there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)
