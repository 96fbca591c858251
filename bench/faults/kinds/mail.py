"""A mailer's own three failures: not this recipient now, not sent, unknown whether sent."""

from bench.faults.injection import Call, Fault
from shared.errors import DeferredAddress, Unavailable, UnknownOutcome

SENDING = frozenset({"mailer.send"})


class NotNow(Fault):
    """The mail server takes no mail for one recipient now: a full mailbox, greylisting."""

    name = "mailer: this recipient not now"
    cannot_show = "a mailbox that stays full for weeks"
    on = SENDING

    def strike(self, call: Call) -> object:
        """Refuse the recipient for now."""
        raise DeferredAddress("The mail server does not take this mail now", found="452 4.2.2")


class NotSent(Fault):
    """The mail server cannot be reached."""

    name = "mailer: not sent"
    cannot_show = "each reply of a server, see tests/contract"
    on = SENDING

    def strike(self, call: Call) -> object:
        """Refuse before anything was sent."""
        raise Unavailable("The mail server does not answer", cure="try again in a moment")


class UnknownIfSent(Fault):
    """The connection ends after the mail was handed over, before its reply."""

    name = "mailer: unknown whether sent"
    cannot_show = "a mail that did not arrive: it is set aside as doubtful"
    on = SENDING

    def strike(self, call: Call) -> object:
        """Send the mail and lose the reply."""
        call.run()
        raise UnknownOutcome("The mail server's answer was lost")


class MailerAway(NotSent):
    """The mail server cannot be reached for a minute."""

    name = "mailer away for a minute"
    cannot_show = "an outage of days"
    seconds = 60.0
