"""The parts that signing in and subscribing are both built from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from shared.ports import Mailer, Records
from shared.web.tokens import Tokens

from .accounts import Accounts
from .limits import Limits
from .mails import Mails


@dataclass(frozen=True, slots=True)
class Parts:
    """The collaborators of a use case that mails links; what is behind a call is built when it is first needed."""

    records: Records
    accounts: Accounts
    limits: Limits
    mailer: Callable[[], Mailer]
    mails: Callable[[], Mails]
    tokens: Callable[[], Tokens]
    now: Callable[[], datetime]
