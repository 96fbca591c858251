"""Injection of faults at the calls of ports.

Works for any port: every method call counts, whatever its name.
"""

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol, TypeVar, cast

T = TypeVar("T")


class ProcessKilled(BaseException):
    """The process ends here. A BaseException, so that no handler on the way catches it."""


class Surroundings(Protocol):
    """The world of a fault: all it may change beside the call it strikes."""

    def wait(self, time: timedelta) -> None:
        """Let time pass."""

    def show_wrong_time(self, by: timedelta, readings: int) -> None:
        """Let the clock be wrong for its next readings."""

    def meanwhile(self) -> None:
        """Let another process deliver what the broker delivers again."""

    def damage(self) -> None:
        """Note that the present step's message or object is damaged for good."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a port."""

    port: str
    method: str
    number: int
    """Its position among all calls."""
    arguments: tuple[Any, ...]
    named: dict[str, Any]
    world: Surroundings
    carry_out: Callable[..., Any]

    @property
    def name(self) -> str:
        """The port and the method, such as "records.get"."""
        return f"{self.port}.{self.method}"

    def run(self) -> Any:
        """Do the work of the call."""
        return self.run_with(*self.arguments)

    def run_with(self, *arguments: object) -> Any:
        """Do the work of the call with other positional arguments."""
        found = self.carry_out(*arguments, **self.named)
        return iter(list(found)) if isinstance(found, Iterator) else found


class Fault(ABC):
    """One kind of fault: it strikes a call, and those after it while it lasts."""

    name: str
    """As the table's row says it."""
    seconds: float = 0.0
    """How long it lasts by the world's clock; 0: for one call."""
    on: frozenset[str] = frozenset()
    """The calls that it can strike, as `Call.name`; empty: every call."""
    may_change: str = ""
    """A pattern of observations that it changes rightly, such as the week of a wrong clock."""
    cannot_show: str = ""
    """Faults that its row of the table says nothing about."""

    @abstractmethod
    def strike(self, call: Call) -> object:
        """Answer the call, or raise."""

    def fits(self, name: str) -> bool:
        """Return whether a call of this name can be struck."""
        return not self.on or name in self.on


@dataclass(slots=True)
class Planned:
    """A fault that strikes the call number `at`, from 0 on, or the first after it that it fits."""

    fault: Fault
    at: int
    until: float | None = None
    """The end of its time; None before it has struck."""

    def strikes(self, number: int, name: str, seconds: float) -> bool:
        """Return whether it strikes a call."""
        if not self.fault.fits(name):
            return False
        if self.until is None and number >= self.at:
            self.until = seconds + self.fault.seconds
            return True
        return self.until is not None and seconds < self.until


class FaultInjector:
    """Counts the calls of the wrapped ports and lets the planned faults strike."""

    def __init__(self, world: Surroundings, seconds: Callable[[], float], *planned: Planned) -> None:
        self.calls: list[str] = []
        self._world = world
        self._seconds = seconds
        self._planned = planned
        self._lock = threading.Lock()

    @property
    def struck(self) -> int:
        """The number of planned faults that have struck."""
        return sum(each.until is not None for each in self._planned)

    def call(self, port: str, method: str, work: Callable[..., Any], arguments: Any, named: Any) -> object:
        """Do a call, or what a fault makes of it."""
        name = f"{port}.{method}"
        with self._lock:
            number = len(self.calls)
            self.calls.append(name)
            # Each planned fault is asked, as each has to know that its call has come.
            striking = [each for each in self._planned if each.strikes(number, name, self._seconds())]
        call = Call(port, method, number, arguments, named, self._world, work)
        return striking[0].fault.strike(call) if striking else call.run()


class _Injected:
    def __init__(self, part: object, port: str, injector: FaultInjector) -> None:
        self._part = part
        self._port = port
        self._injector = injector

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method: Callable[..., Any] = getattr(self._part, name)

        def call(*arguments: object, **named: object) -> object:
            return self._injector.call(self._port, name, method, arguments, named)

        return call


def injected(part: T, port: str, injector: FaultInjector) -> T:
    """Return the port wrapped so that `injector` sees each of its calls."""
    return cast(T, _Injected(part, port, injector))
