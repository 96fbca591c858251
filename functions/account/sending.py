"""The limits around a mail that somebody asks for: what was not sent does not count."""

from collections.abc import Iterator
from contextlib import contextmanager

from shared.errors import RefusedAddress, UnknownOutcome
from shared.records.suppressions import is_suppressed, suppress

from .addresses import mailbox_of
from .limits import MAILS_FOR_CLIENT, MAILS_FOR_EVERYONE, MAILS_TO_ADDRESS
from .parts import Parts


@contextmanager
def counted_mail(parts: Parts, address: str, client: str) -> Iterator[None]:
    """Count the mail that is sent within the context: for its mailbox, for the client that asks, for everyone.

    The counts are taken back if it was not sent. They stay if that is unknown, and for the client if the address
    is refused: else one could ask about any number of addresses. Raises TooManyRequests at a limit, RefusedAddress
    for an address that is suppressed; one that the mailer refuses is suppressed from then on.
    """
    asked = (RefusedAddress, UnknownOutcome)
    with (
        parts.limits.counted(MAILS_FOR_CLIENT, client, stays=asked),
        parts.limits.counted(MAILS_FOR_EVERYONE, "", stays=asked),
    ):
        if is_suppressed(parts.records, address):
            raise suppressed()
        with parts.limits.counted(MAILS_TO_ADDRESS, mailbox_of(address), stays=(UnknownOutcome,)):
            try:
                yield
            except RefusedAddress:
                suppress(parts.records, address, "refused", parts.now())
                raise


def suppressed() -> RefusedAddress:
    """Return the error for an address that is suppressed."""
    return RefusedAddress(
        "This address gets no mail from us",
        found="one that bounced, or called our mail spam",
        cure="use another address, or ask us to allow this one again",
    )
