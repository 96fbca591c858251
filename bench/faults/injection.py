"""Fault injection at one call of a port: the process dies there, or the store is unavailable for a minute.

Works for any port: every method call counts, whatever its name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from shared.errors import Unavailable

AWAY_SECONDS = 60.0

T = TypeVar("T")


class ProcessKilled(BaseException):
    """The process ends here. A BaseException, so that no handler on the way catches it."""


@dataclass(slots=True)
class FaultInjector:
    """Counts the calls of the wrapped ports and fails number `at`; 0 fails none."""

    at: int = 0
    after: bool = False
    """Whether the call does its work before it fails."""
    away: bool = False
    """Whether the stores are unavailable for a minute from then on; otherwise the process is killed once."""
    seconds: Callable[[], float] = lambda: 0.0
    calls: int = 0
    faults: int = 0
    _away_until: float = float("-inf")

    def before_call(self) -> None:
        """Count a call, and fail before its work if it is the chosen one."""
        self.calls += 1
        if self.away:
            self._stay_away()
        elif self.calls == self.at and not self.after:
            self._kill()

    def after_call(self) -> None:
        """Fail after the call's work if it is the chosen one."""
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


class _Injected:
    def __init__(self, part: object, injector: FaultInjector) -> None:
        self._part = part
        self._injector = injector

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method: Callable[..., Any] = getattr(self._part, name)

        def call(*arguments: object, **named: object) -> object:
            self._injector.before_call()
            result = method(*arguments, **named)
            self._injector.after_call()
            return result

        return call


def injected(part: T, injector: FaultInjector) -> T:
    """Return the port wrapped so that `injector` sees each of its calls."""
    return cast(T, _Injected(part, injector))
