"""A part does not answer, as its port says it may: `Unavailable`."""

from bench.faults.injection import Call, Fault
from shared.errors import Unavailable, UnknownOutcome


def no_answer() -> Unavailable:
    """Return the error of a part that does not answer."""
    return Unavailable("The part does not answer", cure="try again in a moment")


class RefusedOnce(Fault):
    """One call is refused before its work."""

    name = "unavailable for a call"
    cannot_show = "the retries within an adapter, see tests/contract"

    def strike(self, call: Call) -> object:
        """Refuse the call."""
        raise no_answer()


class AnswerLost(Fault):
    """One call is carried out, and its answer is lost."""

    name = "a call's answer lost"
    cannot_show = "an answer that comes later, after the retry"

    def strike(self, call: Call) -> object:
        """Do the work and refuse to say so."""
        call.run()
        raise UnknownOutcome("The answer was lost") if call.name == "mailer.send" else no_answer()


class Away(Fault):
    """Every part is unavailable for a minute."""

    name = "all parts away for a minute"
    cannot_show = "an outage longer than a bus retries"
    seconds = 60.0

    def strike(self, call: Call) -> object:
        """Refuse the call."""
        raise no_answer()
