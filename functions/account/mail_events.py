"""SendGrid's webhook: bounces, spam reports and unsubscriptions, each event handled once.

SendGrid signs every batch (www.twilio.com/docs/sendgrid/for-developers/tracking-events), and sends it again for up
to 24 hours if it is not answered with 2xx.
"""

import base64
from collections.abc import Sequence
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key
from msgspec import Struct

from shared.errors import Forbidden, InvalidSettings
from shared.records.mail_events import BOUNCED, SPAM_REPORT, MailEvents

OLDEST = timedelta(hours=25)
"""A batch may be sent again for a day; an older one is a replay."""

SKEW = timedelta(minutes=5)
"""Tolerance for SendGrid's clock ahead of ours."""

LOST = frozenset({"bounced address", "invalid", "spam reporting address"})
"""SendGrid's reasons to drop a mail that are the address's fault."""


class MailEvent(Struct):
    """One event, without the many fields that are not needed."""

    event: str = ""
    email: str = ""
    sg_event_id: str = ""
    type: str = ""
    reason: str = ""


def verify(public_key: str, timestamp: str, signature: str, body: bytes, now: datetime) -> None:
    """Raise Forbidden unless SendGrid signed this body lately, InvalidSettings for an invalid key."""
    try:
        _key(public_key).verify(
            base64.b64decode(signature, validate=True), timestamp.encode() + body, ECDSA(SHA256())
        )
        age = now.timestamp() - int(timestamp)
    except (InvalidSignature, ValueError) as error:
        raise Forbidden("This was not signed by SendGrid", expected="its signature", found="another") from error
    if not -SKEW.total_seconds() <= age <= OLDEST.total_seconds():
        raise Forbidden("This was signed too long ago", expected="at most 25 hours", found="another age")


def _key(text: str) -> EllipticCurvePublicKey:
    try:
        key = load_der_public_key(base64.b64decode(text, validate=True))
    except ValueError as error:
        raise InvalidSettings("SEGUE_SENDGRID_EVENTS_KEY is no public key") from error
    if not isinstance(key, EllipticCurvePublicKey):
        raise InvalidSettings("SEGUE_SENDGRID_EVENTS_KEY is no key of an elliptic curve")
    return key


def apply(events: Sequence[MailEvent], rule: MailEvents) -> None:
    """Heed a batch of events; each is stored when done, so that a batch that was cut off continues there."""
    for event in events:
        why, suppresses = _meaning(event)
        if why and event.email and event.sg_event_id:
            rule.heed(event.sg_event_id, event.email, why, suppresses=suppresses)


def _meaning(event: MailEvent) -> tuple[str, bool]:
    """Return why the weekly mail ends ("": it does not), and whether the address gets no other mail either.

    A block is temporary. A listener who unsubscribes at SendGrid still gets the links to sign in by.
    """
    if event.event == "bounce" and event.type != "blocked":
        return BOUNCED, True
    if event.event == "spamreport":
        return SPAM_REPORT, True
    if event.event == "dropped" and event.reason.lower() in LOST:
        return "dropped", True
    if event.event in {"unsubscribe", "group_unsubscribe"}:
        return "unsubscribed", False
    return "", False
