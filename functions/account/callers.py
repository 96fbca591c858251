"""Callers of `account`: who they are, and what they ask the weekly mail to start from."""

from flask import Request

from shared.errors import NotSignedIn
from shared.web.auth import Caller, caller_of, demanded_listener
from shared.web.clients import client_of

from .contract import WeeklyRequest
from .wiring import records, settings, tokens, weekly_lists
from .wishes import WeeklyWish

BODY_LIMIT_BYTES = 16 * 1024


def own_listener(request: Request) -> str:
    """Return the listener who calls. Raises NotSignedIn without one."""
    return demanded_listener(request, tokens, records)


def caller_if_any(request: Request) -> Caller | None:
    """Return the caller of a request, None without a token and if it does not work any more."""
    try:
        return caller_of(request, tokens, records)
    except NotSignedIn:
        return None


def id_of(caller: Caller | None) -> str | None:
    """Return a caller's id, None without a caller."""
    return caller.listener if caller else None


def own_client(request: Request) -> str:
    """Return the network that a request comes from, as limits count it."""
    return client_of(request, settings().forwarded_hops)


def wish_of(request: Request, weekly: WeeklyRequest) -> WeeklyWish:
    """Return what a caller wants mailed. Raises as `WeeklyLists.wish` does."""
    return weekly_lists().wish(weekly.search, weekly.schedule(), id_of(caller_if_any(request)))
