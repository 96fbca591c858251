"""Who asks: a listener by the token her browser keeps, an admin by the address of a listener who signed in."""

import secrets
from collections.abc import Callable
from datetime import timedelta

from flask import Request

from shared.errors import Forbidden, NotSignedIn
from shared.ports import Records
from shared.tokens import Tokens

LISTENERS = "listeners"
"""Collection of those who signed in, by listener id; `address` is where their mail goes."""

PURPOSE = "listener"
TOKEN_LASTS = timedelta(days=400)

_SCHEME = "bearer"


def new_visitor(tokens: Tokens) -> str:
    """Give a token for somebody we know nothing of; nothing is stored until she does something."""
    return tokens.issue(PURPOSE, secrets.token_urlsafe(16))


def listener_of(request: Request, tokens: Callable[[], Tokens]) -> str | None:
    """Give the id of the listener who asks, None if the request carries no token.

    Raises NotSignedIn if it carries one that is not valid.
    """
    header = request.headers.get("Authorization", "")
    if not header:
        return None
    scheme, _, token = header.partition(" ")
    if scheme.lower() != _SCHEME:
        raise NotSignedIn("This way to sign in is not known", expected="Authorization: Bearer TOKEN", found=scheme)
    return tokens().read(PURPOSE, token.strip(), TOKEN_LASTS.total_seconds())


def demanded_listener(request: Request, tokens: Callable[[], Tokens]) -> str:
    """Give the id of the listener who asks. Raises NotSignedIn if the request carries no valid token."""
    listener = listener_of(request, tokens)
    if listener is None:
        raise NotSignedIn(
            "This needs a listener",
            expected="Authorization: Bearer TOKEN",
            found="no token",
            cure="get one from POST /api/account/visitors",
        )
    return listener


def demand_admin(listener: str, records: Records, admins: frozenset[str]) -> None:
    """Raise Forbidden unless the listener signed in with one of the admins' addresses."""
    record = records.get(LISTENERS, listener)
    if record is None or str(record.fields.get("address", "")).lower() not in admins:
        raise Forbidden("This is for admins", expected="an address that SEGUE_ADMINS lists", found="another")
