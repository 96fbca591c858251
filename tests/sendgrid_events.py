"""SendGrid's events, signed as by SendGrid."""

import base64
import json
import time
import uuid

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from over_http import Answer, fetch

_PRIVATE = ec.derive_private_key(20_261_127, ec.SECP256R1())
EVENTS_KEY = base64.b64encode(
    _PRIVATE.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
).decode()


def event(kind: str, address: str, **more: object) -> dict[str, object]:
    """Return an event with some unused fields."""
    return {
        "email": address,
        "event": kind,
        "sg_event_id": uuid.uuid4().hex,
        "sg_message_id": "14c5d75ce93.dfd.64b469.filter0001",
        "timestamp": int(time.time()),
        "category": ["weekly"],
        **more,
    }


def signed(body: bytes, timestamp: int | None = None) -> dict[str, str]:
    """Return the headers of a batch."""
    at = str(int(time.time()) if timestamp is None else timestamp)
    signature = _PRIVATE.sign(at.encode() + body, ec.ECDSA(SHA256()))
    return {
        "Content-Type": "application/json",
        "X-Twilio-Email-Event-Webhook-Timestamp": at,
        "X-Twilio-Email-Event-Webhook-Signature": base64.b64encode(signature).decode(),
    }


def post(url: str, *events: dict[str, object]) -> Answer:
    """Send a batch of events."""
    body = json.dumps(events).encode()
    return fetch(f"{url}/api/account/mail-events", body, signed(body))
