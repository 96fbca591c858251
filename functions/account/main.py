"""Entry point of `account`: sign-in, subscription, export and deletion."""

from functools import cache
from http import HTTPStatus
from itertools import chain

import functions_framework
from flask import Request, Response

from shared.errors import NotFound
from shared.settings.request_counts import request_counts
from shared.web.auth import demanded_listener, is_admin, listener_of
from shared.web.bodies import bounded_body, decoded
from shared.web.compression import PLAIN
from shared.web.http import http_function, json_response
from shared.web.rate_limits import ACCOUNT_CALLS, EXPORTS, MAIL_SERVICES, MERGES, NEW_VISITORS, Rate, limited
from shared.web.routes import Router

from . import session_routes as sessions
from . import subscription_routes as subscriptions
from .callers import own_listener
from .contract import MeResponse, NothingResponse, SubscriptionResponse
from .mail_events import MailEvent, apply, verify
from .wiring import (
    accounts,
    client_limits,
    leaving,
    mail_events,
    now,
    records,
    settings,
    signing_in,
    subscribing,
    tokens,
)

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


@cache
def router() -> Router:
    """Build the routes once per instance, on the first request."""
    return Router(
        {
            "visitors": {"POST": sessions.visit},
            "sign-in": {"POST": sessions.ask_link},
            "sessions": {"POST": sessions.enter},
            "sessions/code": {"POST": sessions.enter_by_code},
            "sessions/preview": {"POST": sessions.preview},
            "merge": {"POST": sessions.merge},
            "merge/preview": {"POST": sessions.preview_merge},
            "sign-out-everywhere": {"POST": sessions.sign_out},
            "me": {"GET": show_me, "DELETE": leave},
            "export": {"GET": export},
            "subscription": {
                "POST": subscriptions.begin,
                "PUT": subscriptions.subscribe,
                "DELETE": subscriptions.end_subscription,
            },
            "subscription/lists": {"POST": subscriptions.add_list, "DELETE": subscriptions.leave_lists},
            "subscription/confirm": {"POST": subscriptions.confirm},
            "subscription/pause": {"POST": subscriptions.pause},
            "subscription/resume": {"POST": subscriptions.resume},
            "unsubscribe": {"GET": subscriptions.ask_unsubscribe, "POST": subscriptions.unsubscribe},
            "mail-events": {"POST": apply_mail_events},
        }
    )


@functions_framework.http
@http_function(
    "account",
    methods=lambda path: router().methods(path),
    addresses=lambda: settings().addresses(),
    cache_control=f"no-store, {PLAIN}",
    ready=lambda: (signing_in(), subscribing()),
    counted=lambda *answer: request_counts(settings()).add(*answer),
)
@limited(client_limits, rate_of)
def account(request: Request) -> Response:
    """Answer one request."""
    return router().answer(request)


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
    pieces = leaving().export(own_listener(request))
    response = Response(chain([next(pieces)], pieces), mimetype="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="segue.json"'
    return response


def apply_mail_events(request: Request) -> Response:
    """Handle a batch of SendGrid's events."""
    if not settings().sendgrid_events_key:
        raise NotFound("No events are taken here", cure="set SEGUE_SENDGRID_EVENTS_KEY")
    body = bounded_body(request, EVENTS_LIMIT_BYTES)
    prefix = "X-Twilio-Email-Event-Webhook"
    timestamp, signature = (request.headers.get(f"{prefix}-{part}", "") for part in ("Timestamp", "Signature"))
    verify(settings().sendgrid_events_key, timestamp, signature, body, now())
    apply(decoded(body, list[MailEvent]), mail_events())
    return Response(status=HTTPStatus.NO_CONTENT)
