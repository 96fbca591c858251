"""Time goes wrong: a call is slow, or the clock shows another time."""

from datetime import timedelta

from bench.faults.injection import Call, Fault

SLOW = timedelta(minutes=20)
"""Longer than a claim of a digest (15 minutes) and Pub/Sub's longest deadline (10 minutes)."""

READINGS = 12
"""Readings of a wrong clock until it is set right: about a step's or a delivery's."""


class Slow(Fault):
    """A call takes longer than any claim or deadline; another process gets the message meanwhile."""

    name = "a call that takes 20 minutes"
    cannot_show = "calls that overlap within one process"

    def strike(self, call: Call) -> object:
        """Wait, let another process work, then do the call."""
        call.world.wait(SLOW)
        call.world.meanwhile()
        return call.run()


class AheadForAWhile(Fault):
    """The clock is 500 days ahead for a while."""

    name = "clock 500 days ahead for a while"
    may_change = r"[.]week[.]|searched songs|\d{4}-W\d\d"
    cannot_show = "figures by week: they have the clock's, and those that expire by it begin anew"

    def strike(self, call: Call) -> object:
        """Set the clock ahead before the call."""
        call.world.show_wrong_time(timedelta(days=500), READINGS)
        return call.run()


class BackAnHour(Fault):
    """The clock is set back by an hour for a while."""

    name = "clock an hour back for a while"
    cannot_show = "tokens, which have the machine's clock"

    def strike(self, call: Call) -> object:
        """Set the clock back before the call."""
        call.world.show_wrong_time(timedelta(hours=-1), READINGS)
        return call.run()
