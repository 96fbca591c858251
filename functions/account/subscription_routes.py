"""Routes of the subscription to the weekly mail, and the pages behind its links."""

import secrets
from collections.abc import Callable
from http import HTTPStatus

from flask import Request, Response

from shared.domain.subscription import Subscription
from shared.errors import NotFound, NotSignedIn
from shared.web.bodies import bounded_body, json_body
from shared.web.http import json_response

from .callers import BODY_LIMIT_BYTES, own_client, own_listener, wish_of
from .contract import LinkRequest, SubscriptionRequest, SubscriptionResponse, WeeklyRequest
from .pages import asking_page, ended_page, wrong_link_page
from .wiring import subscribing, weekly_lists


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
    return _by_link(request, lambda _: asking_page())


def unsubscribe(request: Request) -> Response:
    """End the subscription a link names, without login or redirect (RFC 8058, section 3.1)."""
    bounded_body(request, BODY_LIMIT_BYTES)

    def end(listener: str) -> Response:
        subscribing().end(listener, "link")
        return ended_page()

    return _by_link(request, end)


def _changed(request: Request, change: Callable[[str], Subscription]) -> Response:
    return _subscription(change(own_listener(request)))


def _subscription(found: Subscription | None, status: HTTPStatus = HTTPStatus.OK) -> Response:
    if found is None:
        raise NotFound("The subscription ended meanwhile", cure="subscribe again")
    return json_response(SubscriptionResponse.of(found), status)


def _by_link(request: Request, act: Callable[[str], Response]) -> Response:
    try:
        listener = subscribing().check_link(request.args.get("token", ""))
    except NotSignedIn:
        return wrong_link_page()
    return act(listener)
