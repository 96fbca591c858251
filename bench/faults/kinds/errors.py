"""Errors that no port promises: a bug, a broken disk or file, no memory."""

import errno
import sqlite3
from collections.abc import Callable

from bench.faults.injection import Call, Fault

ERRORS: tuple[Callable[[], Exception], ...] = (
    lambda: RuntimeError("an error that nobody expects"),
    lambda: OSError(errno.EIO, "Input/output error"),
    lambda: sqlite3.DatabaseError("database disk image is malformed"),
    MemoryError,
)


class AnyOtherError(Fault):
    """One of ERRORS, before or after the call's work, in turn by the number of the call."""

    name = "any other error once"
    cannot_show = "an error that stays, as of a spoilt file: SpoiltStore says so"

    def strike(self, call: Call) -> object:
        """Raise, every second time after the work."""
        turn, after = divmod(call.number, 2)
        if after:
            call.run()
        raise ERRORS[turn % len(ERRORS)]()
