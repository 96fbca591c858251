"""Authentication: listeners by the bearer token that their browser stores, admins by a listener's mail address.

A token holds a listener's id and a generation. Signing in for the first time and signing out everywhere each begin
a generation, in the listener's record; tokens of an earlier one are no longer valid. A visitor has no record, and
tokens of generation 0. Generations are seconds of the clock, so that none comes twice, and the ids of deleted
listeners are refused for as long as a token could hold them.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Request

from shared.domain.charts import has_settled
from shared.errors import Forbidden, NotSignedIn
from shared.ports import Fields, Record, Records
from shared.record_kinds import DELETED_LISTENERS, LISTENERS, tombstone_of
from shared.web.tokens import Tokens

PURPOSE = "listener"
TOKEN_LASTS = timedelta(days=400)

_SCHEME = "bearer"


def new_visitor(tokens: Tokens) -> str:
    """Return a token for a new visitor; nothing is stored until they do something."""
    return listener_token(tokens, new_listener_id(), 0)


def new_listener_id() -> str:
    """Return a new random id; it holds no dot."""
    return secrets.token_urlsafe(16)


def listener_token(tokens: Tokens, listener: str, generation: int) -> str:
    """Return a token that authenticates a listener until a later generation begins."""
    return tokens.issue(PURPOSE, f"{listener}.{generation}" if generation else listener)


def generation_of(fields: Fields) -> int:
    """Return the generation in a listener's record."""
    generation = fields.get("generation")
    return generation if isinstance(generation, int) else 0


@dataclass(frozen=True, slots=True)
class Caller:
    """A listener as their token names them."""

    listener: str
    signed_in: bool
    """By their mail; a visitor is not."""
    joined_at: datetime | None = None
    """The moment of the first sign-in; None for a visitor, and for accounts from before it was kept."""

    def counts_in_charts(self, now: datetime) -> bool:
        """Check whether this caller's searches and loves count in the charts of everybody."""
        return self.signed_in and has_settled(self.joined_at, now)


def listener_of(request: Request, tokens: Callable[[], Tokens], records: Callable[[], Records]) -> str | None:
    """Return the id of the request's listener, as `caller_of` does."""
    caller = caller_of(request, tokens, records)
    return caller.listener if caller else None


def caller_of(
    request: Request, tokens: Callable[[], Tokens], records: Callable[[], Records], *, may_be_deleted: bool = False
) -> Caller | None:
    """Return the listener of a request, or None without a token, which costs nothing.

    Raises NotSignedIn for a token that is invalid or no longer valid, also for that of a deleted visitor unless
    they `may_be_deleted`. A token costs one read of the records, a visitor's a second one.
    """
    claimed = _claimed(request, tokens)
    if claimed is None:
        return None
    listener, generation = claimed
    record = records().get(LISTENERS.name, listener)
    if generation != (generation_of(record.fields) if record else 0):
        raise _signed_out("an earlier one")
    if record is None and not may_be_deleted and _is_deleted(records(), listener):
        raise _signed_out("one of a deleted listener")
    return _caller(listener, record)


def account_of(listener: str, records: Records) -> Caller:
    """Return a listener as their record tells, whose token is no matter: one read."""
    return _caller(listener, records.get(LISTENERS.name, listener))


def _caller(listener: str, record: Record | None) -> Caller:
    return Caller(listener, record is not None, _joined_at(record.fields) if record else None)


def _joined_at(fields: Fields) -> datetime | None:
    joined_at = fields.get("joined_at")
    return datetime.fromisoformat(joined_at) if isinstance(joined_at, str) else None


def _is_deleted(records: Records, listener: str) -> bool:
    return records.get(DELETED_LISTENERS.name, tombstone_of(listener)) is not None


def _signed_out(found: str) -> NotSignedIn:
    return NotSignedIn(
        "You are signed out",
        expected="a token of the latest sign-in",
        found=found,
        cure="sign in again, or get a visitor's token from POST /api/account/visitors",
    )


def claimed_account(request: Request, tokens: Callable[[], Tokens]) -> str | None:
    """Return the signed-in listener that a request's token names, None for a visitor or without a token.

    No record is read, so the session may have ended since. Raises NotSignedIn for an invalid token.
    """
    claimed = _claimed(request, tokens)
    return claimed[0] if claimed and claimed[1] else None


def visitor_named(token: str, tokens: Tokens, records: Records) -> str:
    """Return the visitor that a token names, whether or not they are deleted: one read.

    Raises NotSignedIn for an invalid token, and Forbidden for that of an account.
    """
    listener, _, generation = tokens.read(PURPOSE, token, TOKEN_LASTS.total_seconds()).partition(".")
    if generation or records.get(LISTENERS.name, listener) is not None:
        raise Forbidden("This is for visitors", expected="a visitor's token", found="that of an account")
    return listener


def _claimed(request: Request, tokens: Callable[[], Tokens]) -> tuple[str, int] | None:
    """Return listener and generation of a request's token."""
    header = request.headers.get("Authorization", "")
    if not header:
        return None
    scheme, _, token = header.partition(" ")
    if scheme.lower() != _SCHEME:
        raise NotSignedIn("This way to sign in is not known", expected="Authorization: Bearer TOKEN", found=scheme)
    subject = tokens().read(PURPOSE, token.strip(), TOKEN_LASTS.total_seconds())
    listener, _, generation = subject.partition(".")
    return listener, int(generation or 0)


def demanded_listener(
    request: Request, tokens: Callable[[], Tokens], records: Callable[[], Records], *, may_be_deleted: bool = False
) -> str:
    """Return the id of the request's listener, as `caller_of` does. Raises NotSignedIn without a valid token."""
    return demanded_caller(request, tokens, records, may_be_deleted=may_be_deleted).listener


def demanded_caller(
    request: Request, tokens: Callable[[], Tokens], records: Callable[[], Records], *, may_be_deleted: bool = False
) -> Caller:
    """Return the listener of a request, as `caller_of` does. Raises NotSignedIn without a valid token."""
    caller = caller_of(request, tokens, records, may_be_deleted=may_be_deleted)
    if caller is None:
        raise NotSignedIn(
            "This needs a listener",
            expected="Authorization: Bearer TOKEN",
            found="no token",
            cure="get one from POST /api/account/visitors",
        )
    return caller


def is_admin(fields: Fields, admins: frozenset[str]) -> bool:
    """Check whether a listener's record is that of an admin."""
    return str(fields.get("address", "")).lower() in admins


def demand_admin(listener: str, records: Records, admins: frozenset[str]) -> None:
    """Raise Forbidden unless the listener signed in with one of the admins' addresses."""
    record = records.get(LISTENERS.name, listener)
    if record is None or not is_admin(record.fields, admins):
        raise Forbidden("This is for admins", expected="an address that SEGUE_ADMINS lists", found="another")
