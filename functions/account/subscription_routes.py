"""Routes of the subscription to the weekly mail, and the pages behind its links."""

import secrets
from collections.abc import Callable
from http import HTTPStatus

from flask import Request, Response

from shared.domain.subscription import Subscription
from shared.errors import NotFound, NotSignedIn
from shared.web.bodies import bounded_form, json_body
from shared.web.http import json_response

from .callers import BODY_LIMIT_BYTES, own_client, own_listener, wish_of
from .contract import LinkRequest, SubscriptionRequest, SubscriptionResponse, WeeklyRequest
from .pages import (
    PAUSE,
    RESUME,
    UNDO_FIELD,
    WANTED_FIELD,
    asking_page,
    back_page,
    ended_page,
    nothing_page,
    paused_page,
    wrong_link_page,
)
from .unsubscribing import GONE
from .wiring import settings, subscribing, unsubscribing, weekly_lists


def subscribe(request: Request) -> Response:
    """Subscribe a listener, to be confirmed from their mailbox, or move their mail to another hour."""
    listener = own_listener(request)
    schedule = json_body(request, SubscriptionRequest, BODY_LIMIT_BYTES).schedule()
    asked = subscribing().ask(listener, schedule, own_client(request))
    return _subscription(subscribing().find(listener), HTTPStatus.ACCEPTED if asked else HTTPStatus.OK)


def begin(request: Request) -> Response:
    """Begin a signed-in listener's weekly mail at once: their mailbox is known to be theirs."""
    listener = own_listener(request)
    schedule = json_body(request, SubscriptionRequest, BODY_LIMIT_BYTES).schedule()
    wish = weekly_lists().wish_of_all(schedule)
    return _subscription(weekly_lists().add(listener, wish, secrets.token_hex(16)))


def add_list(request: Request) -> Response:
    """Have a signed-in listener's weekly mail start from a list, at once: their mailbox is known to be theirs."""
    listener = own_listener(request)
    wish = wish_of(request, json_body(request, WeeklyRequest, BODY_LIMIT_BYTES))
    return _subscription(weekly_lists().add(listener, wish, secrets.token_hex(16)))


def leave_lists(request: Request) -> Response:
    """Have a listener's weekly mail start from all that they search for again."""
    return _changed(request, subscribing().leave_lists)


def pause(request: Request) -> Response:
    """Pause a listener's subscription."""
    return _changed(request, subscribing().pause)


def resume(request: Request) -> Response:
    """Go on with a paused subscription."""
    return _changed(request, subscribing().resume)


def confirm(request: Request) -> Response:
    """Activate the subscription that a link confirms, whichever listener is signed in there."""
    return _subscription(subscribing().confirm(json_body(request, LinkRequest, BODY_LIMIT_BYTES).token))


def end_subscription(request: Request) -> Response:
    """End a listener's subscription."""
    subscribing().end(own_listener(request), "listener")
    return Response(status=HTTPStatus.NO_CONTENT)


def ask_unsubscribe(request: Request) -> Response:
    """Show a page that asks for confirmation: mail scanners open every link, so nothing changes yet."""
    return _by_link(request, lambda _: asking_page(settings().site_url))


def unsubscribe(request: Request) -> Response:
    """Do what a button of the page says; without one end the mail, with no login or redirect (RFC 8058, 3.1)."""
    form = bounded_form(request, BODY_LIMIT_BYTES)
    if UNDO_FIELD in form:
        return _by_link(request, lambda listener: back_page(unsubscribing().undo(listener, form[UNDO_FIELD])))
    if (wanted := form.get(WANTED_FIELD)) == PAUSE:
        return _by_link(request, lambda listener: paused_page(unsubscribing().pause(listener)))
    if wanted == RESUME:
        return _by_link(request, lambda listener: back_page(unsubscribing().resume(listener)))
    return _by_link(request, lambda listener: ended_page(unsubscribing().end(listener)))


def _changed(request: Request, change: Callable[[str], Subscription]) -> Response:
    return _subscription(change(own_listener(request)))


def _subscription(found: Subscription | None, status: HTTPStatus = HTTPStatus.OK) -> Response:
    if found is None:
        raise NotFound("The subscription ended meanwhile", cure="subscribe again")
    return json_response(SubscriptionResponse.of(found), status)


def _by_link(request: Request, act: Callable[[str], Response]) -> Response:
    try:
        listener = unsubscribing().check_link(request.args.get("token", ""))
    except NotSignedIn:
        return wrong_link_page()
    try:
        return act(listener)
    except GONE:
        return nothing_page(settings().site_url)
