"""Ending a server by Ctrl-C or SIGTERM, alike."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from shared.stopping import STOPPING

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Raise KeyboardInterrupt in the block at Ctrl-C and SIGTERM, once STOPPING is set for long work.

    It must be entered in the main thread.
    """
    STOPPING.clear()
    before = {each: signal.signal(each, _end) for each in _SIGNALS}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the form of a handler
    STOPPING.set()
    raise KeyboardInterrupt
