"""File descriptors of the local cloud: how many the process may open, and how many of them are for connections."""

import sys

from shared.errors import InvalidSettings

WANTED = 1_024
"""Descriptors that a busy server needs, including connections; macOS allows 256 by default."""

LEAST = 256
"""Descriptors below which the server does not start: a browser opens six connections, and people have several."""

RESERVED = 192
"""Descriptors for everything but connections.

A model holds one for each of 48 arrays, and there are two models while one replaces the other; each pooled
connection to SQLite holds three; all else needs some twenty.
"""


if sys.platform == "win32":

    def allow() -> int:
        """Return WANTED: sockets are no files there, and the limit of files is 8,192."""
        return WANTED

else:
    import resource

    def allow() -> int:
        """Raise the limit of open files to WANTED where the system permits it, and return the limit.

        Raises InvalidSettings if the process may open fewer than LEAST.
        """
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if soft == resource.RLIM_INFINITY or soft >= WANTED:
            return WANTED
        wanted = WANTED if hard == resource.RLIM_INFINITY else min(WANTED, hard)
        if wanted < LEAST:
            raise _too_few(hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        return wanted


def connections(most: int) -> int:
    """Return how many connections may be open at a time: `most`, or fewer under a low limit of open files."""
    return min(most, allow() - RESERVED)


def _too_few(hard: int) -> InvalidSettings:
    return InvalidSettings(
        "This process may open too few files",
        expected=f"{LEAST} at least, of which {RESERVED} are for the stores and the rest for connections",
        found=f"a hard limit of {hard}",
        cure=f"raise it, as by `ulimit -n {WANTED}` in the shell that starts Segue (as root if it is refused)",
    )
