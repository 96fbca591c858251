"""The clock of a world: it stands until it is moved, and may show a wrong time for some readings."""

from datetime import datetime, timedelta

from shared.adapters.memory import HandClock


class WrongClock(HandClock):
    """A HandClock that can be wrong for a while."""

    _off = timedelta(0)
    _readings = 0

    def __call__(self) -> datetime:
        """Return the time that the clock shows."""
        if self._readings > 0:
            self._readings -= 1
            return self.moment + self._off
        return self.moment

    def show(self, off: timedelta, readings: int) -> None:
        """Be wrong by `off` for the next readings."""
        self._off, self._readings = off, readings

    def set_right(self) -> None:
        """Be right again."""
        self._readings = 0
