"""The kinds of faults, each a class with one method; a new one is a line in KINDS."""

from bench.faults.injection import Fault
from bench.faults.kinds.clocks import AheadForAWhile, BackAnHour, Slow
from bench.faults.kinds.damage import CutOff, Emptied, Flipped
from bench.faults.kinds.deaths import KilledAfter, KilledBefore
from bench.faults.kinds.errors import AnyOtherError
from bench.faults.kinds.mail import MailerAway, NotNow, NotSent, UnknownIfSent
from bench.faults.kinds.outages import AnswerLost, Away, RefusedOnce

KINDS: tuple[Fault, ...] = (
    KilledBefore(),
    KilledAfter(),
    RefusedOnce(),
    AnswerLost(),
    Away(),
    AnyOtherError(),
    CutOff(),
    Flipped(),
    Emptied(),
    Slow(),
    AheadForAWhile(),
    BackAnHour(),
    NotNow(),
    NotSent(),
    UnknownIfSent(),
    MailerAway(),
)
