"""What makes a store fail at one of its calls: the process dies there, or the store is away for a minute.

It goes around any port: a call is a call, whatever its name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from shared.errors import Unavailable

AWAY_SECONDS = 60.0

T = TypeVar("T")


class ProcessKilled(BaseException):
    """The process ends here. It is no Exception, so that nothing on its way can handle it."""


@dataclass(slots=True)
class Fuse:
    """Counts the calls of all that it guards, and lets one of them fail; `at` 0 is none."""

    at: int = 0
    after: bool = False
    """Whether the call does its work before it fails."""
    away: bool = False
    """Whether the stores are away for a minute from then on, where otherwise the process is killed once."""
    seconds: Callable[[], float] = lambda: 0.0
    calls: int = 0
    faults: int = 0
    _away_until: float = float("-inf")

    def before_call(self) -> None:
        """Count a call, and fail instead of making it if it is its turn."""
        self.calls += 1
        if self.away:
            self._stay_away()
        elif self.calls == self.at and not self.after:
            self._kill()

    def after_call(self) -> None:
        """Fail after the call's work is done, if it is its turn."""
        if self.calls == self.at and self.after and not self.away:
            self._kill()

    def _kill(self) -> None:
        self.faults += 1
        raise ProcessKilled

    def _stay_away(self) -> None:
        if self.calls == self.at:
            self.faults += 1
            self._away_until = self.seconds() + AWAY_SECONDS
        if self.seconds() < self._away_until:
            raise Unavailable("The store is away", cure="try again in a moment")


class _Guarded:
    def __init__(self, part: object, fuse: Fuse) -> None:
        self._part = part
        self._fuse = fuse

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method: Callable[..., Any] = getattr(self._part, name)

        def call(*arguments: object, **named: object) -> object:
            self._fuse.before_call()
            result = method(*arguments, **named)
            self._fuse.after_call()
            return result

        return call


def guarded(part: T, fuse: Fuse) -> T:
    """Give the part with a fuse at each of its calls."""
    return cast(T, _Guarded(part, fuse))
