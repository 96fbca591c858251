"""The process dies at a call."""

from bench.faults.injection import Call, Fault, ProcessKilled


class KilledBefore(Fault):
    """The process dies before the call's work."""

    name = "killed before a call"
    cannot_show = "a death within a call: the row of segue serve does"

    def strike(self, call: Call) -> object:
        """End the process."""
        raise ProcessKilled


class KilledAfter(Fault):
    """The process dies after the call's work."""

    name = "killed after a call"
    cannot_show = "a loss of power: writes that the disk has not got"

    def strike(self, call: Call) -> object:
        """Do the work and end the process."""
        call.run()
        raise ProcessKilled
