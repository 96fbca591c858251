"""Entry point of `account`: sign-in, subscription, export and deletion."""

import secrets
from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from itertools import chain

import functions_framework
from flask import Request, Response

from shared.domain.subscription import Subscription
from shared.errors import NotFound, NotSignedIn
from shared.settings.request_counts import request_counts
from shared.web.auth import Caller, caller_of, demanded_listener, is_admin, listener_of, new_visitor
from shared.web.bodies import bounded_body, decoded, json_body
from shared.web.clients import client_of
from shared.web.http import http_function, json_response
from shared.web.rate_limits import ACCOUNT_CALLS, EXPORTS, MAIL_SERVICES, MERGES, NEW_VISITORS, Rate, limited
from shared.web.routes import Router

from .contract import (
    CodeRequest,
    LinkRequest,
    MeResponse,
    MergePreviewResponse,
    MergeRequest,
    MergeResponse,
    NothingResponse,
    PreviewResponse,
    SessionRequest,
    SessionResponse,
    SignInRequest,
    SignInResponse,
    SubscriptionRequest,
    SubscriptionResponse,
    VisitorResponse,
    WeeklyRequest,
)
from .mail_events import MailEvent, verify
from .pages import asking_page, ended_page, wrong_link_page
from .signing_in import Session
from .wiring import (
    accounts,
    client_limits,
    leaving,
    mail_events,
    merging,
    now,
    records,
    settings,
    signing_in,
    subscribing,
    tokens,
    weekly_lists,
)
from .wishes import WeeklyWish

BODY_LIMIT_BYTES = 16 * 1024
EVENTS_LIMIT_BYTES = 4 * 1024 * 1024
"""Some five times the size of SendGrid's batches."""


def rate_of(request: Request) -> Rate:
    """Return the rate of a request: mail services call for many people from one network, an export reads all."""
    route = request.path.strip("/")
    if route in ("mail-events", "unsubscribe"):
        return MAIL_SERVICES
    if route == "export":
        return EXPORTS
    return {"visitors": NEW_VISITORS, "merge": MERGES}.get(route, ACCOUNT_CALLS)


@functions_framework.http
@http_function(
    "account",
    methods=["GET", "POST", "PUT", "DELETE"],
    site_url=lambda: settings().site_url,
    ready=lambda: (signing_in(), subscribing()),
    counted=lambda *answer: request_counts(settings()).add(*answer),
)
@limited(client_limits, rate_of)
def account(request: Request) -> Response:
    """Answer one request."""
    return router().answer(request)


@cache
def router() -> Router:
    """Build the routes once per instance, on the first request."""
    return Router(
        {
            "visitors": {"POST": visit},
            "sign-in": {"POST": ask_link},
            "sessions": {"POST": enter},
            "sessions/code": {"POST": enter_by_code},
            "sessions/preview": {"POST": preview},
            "merge": {"POST": merge},
            "merge/preview": {"POST": preview_merge},
            "sign-out-everywhere": {"POST": sign_out},
            "me": {"GET": show_me, "DELETE": leave},
            "export": {"GET": export},
            "subscription": {"PUT": subscribe, "DELETE": end_subscription},
            "subscription/lists": {
                "POST": add_list,
                "DELETE": lambda asked: _changed(asked, subscribing().leave_lists),
            },
            "subscription/confirm": {"POST": confirm},
            "subscription/pause": {"POST": lambda asked: _changed(asked, subscribing().pause)},
            "subscription/resume": {"POST": lambda asked: _changed(asked, subscribing().resume)},
            "unsubscribe": {"GET": ask_unsubscribe, "POST": unsubscribe},
            "mail-events": {"POST": apply_mail_events},
        }
    )


def visit(_: Request) -> Response:
    """Issue a token for a new visitor."""
    return json_response(VisitorResponse(new_visitor(tokens())), HTTPStatus.CREATED)


def ask_link(request: Request) -> Response:
    """Mail a link and a code that sign in, and begin the weekly mail if that is asked for."""
    asked = json_body(request, SignInRequest, BODY_LIMIT_BYTES)
    wish = _wish(request, asked.weekly) if asked.weekly else None
    token = signing_in().ask(asked.address, _client(request), asked.nonce, wish)
    return json_response(SignInResponse(token), HTTPStatus.ACCEPTED)


def preview(request: Request) -> Response:
    """Answer as whom a mailed link signs in, and whether the caller asked for it; the link stays unused."""
    asked = json_body(request, SessionRequest, BODY_LIMIT_BYTES)
    address, asked_here, wish = signing_in().preview(asked.token, asked.nonce)
    return json_response(PreviewResponse(address, asked_here, wish.schedule.in_words if wish else None))


def enter(request: Request) -> Response:
    """Open a session by a mailed link; a visitor's token in the request may have expired."""
    asked = json_body(request, SessionRequest, BODY_LIMIT_BYTES)
    caller = _caller(request)
    return _session(caller, signing_in().enter(asked.token, _id(caller), asked.nonce))


def enter_by_code(request: Request) -> Response:
    """Open a session by the code of a mail that the caller asked for; else as `enter`."""
    asked = json_body(request, CodeRequest, BODY_LIMIT_BYTES)
    caller = _caller(request)
    entered = signing_in().enter_by_code(asked.asked, asked.code, _client(request), _id(caller), asked.nonce)
    return _session(caller, entered)


def preview_merge(request: Request) -> Response:
    """Answer with what a visitor would bring to the caller's account."""
    visitor, _ = _merged(request)
    return json_response(MergePreviewResponse(*merging().preview(visitor)))


def merge(request: Request) -> Response:
    """Merge a visitor into the caller's account, or a part of them."""
    return json_response(MergeResponse(merging().merge(*_merged(request))))


def sign_out(request: Request) -> Response:
    """End every session of a listener."""
    accounts().sign_out_everywhere(_listener(request))
    return Response(status=HTTPStatus.NO_CONTENT)


def show_me(request: Request) -> Response:
    """Answer with the account of the caller."""
    listener = listener_of(request, tokens, records)
    account = accounts().find(listener) if listener else None
    if listener is None or account is None:
        return json_response(MeResponse(False, None, False, None))
    found = subscribing().find(listener)
    return json_response(
        MeResponse(
            signed_in=True,
            address=str(account["address"]),
            admin=is_admin(account, settings().admins),
            subscription=SubscriptionResponse.of(found) if found else None,
        )
    )


def leave(request: Request) -> Response:
    """Delete a listener's records; 202 means that more are left than one request may delete: they call again."""
    done = leaving().leave(demanded_listener(request, tokens, records, may_be_deleted=True))
    if done:
        return Response(status=HTTPStatus.NO_CONTENT)
    return json_response(NothingResponse(), HTTPStatus.ACCEPTED)


def export(request: Request) -> Response:
    """Stream a listener's records. The first part is read eagerly so that errors still become problem+json."""
    pieces = leaving().export(_listener(request))
    response = Response(chain([next(pieces)], pieces), mimetype="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="segue.json"'
    return response


def subscribe(request: Request) -> Response:
    """Subscribe a listener, to be confirmed from their mailbox, or move their mail to another hour."""
    listener = _listener(request)
    schedule = json_body(request, SubscriptionRequest, BODY_LIMIT_BYTES).schedule()
    asked = subscribing().ask(listener, schedule, _client(request))
    return _subscription(subscribing().find(listener), HTTPStatus.ACCEPTED if asked else HTTPStatus.OK)


def add_list(request: Request) -> Response:
    """Have a signed-in listener's weekly mail start from a list, at once: their mailbox is known to be theirs."""
    listener = _listener(request)
    wish = _wish(request, json_body(request, WeeklyRequest, BODY_LIMIT_BYTES))
    return _subscription(weekly_lists().add(listener, wish, secrets.token_hex(16)))


def confirm(request: Request) -> Response:
    """Activate the subscription that a link confirms, whichever listener is signed in there."""
    return _subscription(subscribing().confirm(json_body(request, LinkRequest, BODY_LIMIT_BYTES).token))


def end_subscription(request: Request) -> Response:
    """End a listener's subscription."""
    subscribing().end(_listener(request), "listener")
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


def apply_mail_events(request: Request) -> Response:
    """Handle a batch of SendGrid's events."""
    if not settings().sendgrid_events_key:
        raise NotFound("No events are taken here", cure="set SEGUE_SENDGRID_EVENTS_KEY")
    body = bounded_body(request, EVENTS_LIMIT_BYTES)
    prefix = "X-Twilio-Email-Event-Webhook"
    timestamp, signature = (request.headers.get(f"{prefix}-{part}", "") for part in ("Timestamp", "Signature"))
    verify(settings().sendgrid_events_key, timestamp, signature, body, now())
    mail_events().apply(decoded(body, list[MailEvent]))
    return Response(status=HTTPStatus.NO_CONTENT)


def _listener(request: Request) -> str:
    return demanded_listener(request, tokens, records)


def _caller(request: Request) -> Caller | None:
    """Return the caller of a request, None without a token and if it does not work any more."""
    try:
        return caller_of(request, tokens, records)
    except NotSignedIn:
        return None


def _id(caller: Caller | None) -> str | None:
    return caller.listener if caller else None


def _merged(request: Request) -> tuple[str, str]:
    """Return the visitor and the account of a request to merge them. Raises as `Merging.check` does."""
    account = _listener(request)
    asked = json_body(request, MergeRequest, BODY_LIMIT_BYTES)
    return merging().check(asked.visitor, asked.ticket, account), account


def _session(caller: Caller | None, entered: Session) -> Response:
    apart = caller is not None and not caller.signed_in and caller.listener != entered.listener
    begun = SubscriptionResponse.of(entered.subscription) if entered.subscription else None
    may_merge = apart and entered.asked_here
    ticket = merging().ticket(caller.listener, entered.listener) if caller and may_merge else None
    return json_response(SessionResponse(entered.token, apart, begun, ticket))


def _wish(request: Request, weekly: WeeklyRequest) -> WeeklyWish:
    return weekly_lists().wish(weekly.search, weekly.schedule(), _id(_caller(request)))


def _client(request: Request) -> str:
    return client_of(request, settings().forwarded_hops)


def _changed(request: Request, change: Callable[[str], Subscription]) -> Response:
    return _subscription(change(_listener(request)))


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
