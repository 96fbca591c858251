"""Routes of sessions: visitors, links and codes that sign in, merging, signing out."""

from http import HTTPStatus

from flask import Request, Response

from shared.web.auth import Caller, new_visitor
from shared.web.bodies import json_body
from shared.web.http import json_response

from .callers import BODY_LIMIT_BYTES, caller_if_any, id_of, own_client, own_listener, wish_of
from .contract import (
    CodeRequest,
    MergePreviewResponse,
    MergeRequest,
    MergeResponse,
    PreviewResponse,
    SessionRequest,
    SessionResponse,
    SignInRequest,
    SignInResponse,
    SubscriptionResponse,
    VisitorResponse,
)
from .signing_in import Session
from .wiring import accounts, merging, signing_in, tokens


def visit(_: Request) -> Response:
    """Issue a token for a new visitor."""
    return json_response(VisitorResponse(new_visitor(tokens())), HTTPStatus.CREATED)


def ask_link(request: Request) -> Response:
    """Mail a link and a code that sign in, and begin the weekly mail if that is asked for."""
    asked = json_body(request, SignInRequest, BODY_LIMIT_BYTES)
    wish = wish_of(request, asked.weekly) if asked.weekly else None
    token = signing_in().ask(asked.address, own_client(request), asked.nonce, wish)
    return json_response(SignInResponse(token), HTTPStatus.ACCEPTED)


def preview(request: Request) -> Response:
    """Answer as whom a mailed link signs in, and whether the caller asked for it; the link stays unused."""
    asked = json_body(request, SessionRequest, BODY_LIMIT_BYTES)
    address, asked_here, wish = signing_in().preview(asked.token, asked.nonce)
    return json_response(PreviewResponse(address, asked_here, wish.schedule.in_words if wish else None))


def enter(request: Request) -> Response:
    """Open a session by a mailed link; a visitor's token in the request may have expired."""
    asked = json_body(request, SessionRequest, BODY_LIMIT_BYTES)
    caller = caller_if_any(request)
    return _session(caller, signing_in().enter(asked.token, id_of(caller), asked.nonce))


def enter_by_code(request: Request) -> Response:
    """Open a session by the code of a mail that the caller asked for; else as `enter`."""
    asked = json_body(request, CodeRequest, BODY_LIMIT_BYTES)
    caller = caller_if_any(request)
    entered = signing_in().enter_by_code(asked.asked, asked.code, own_client(request), id_of(caller), asked.nonce)
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
    accounts().sign_out_everywhere(own_listener(request))
    return Response(status=HTTPStatus.NO_CONTENT)


def _merged(request: Request) -> tuple[str, str]:
    """Return the visitor and the account of a request to merge them. Raises as `Merging.check` does."""
    account = own_listener(request)
    asked = json_body(request, MergeRequest, BODY_LIMIT_BYTES)
    return merging().check(asked.visitor, asked.ticket, account), account


def _session(caller: Caller | None, entered: Session) -> Response:
    apart = caller is not None and not caller.signed_in and caller.listener != entered.listener
    begun = SubscriptionResponse.of(entered.subscription) if entered.subscription else None
    may_merge = apart and entered.asked_here
    ticket = merging().ticket(caller.listener, entered.listener) if caller and may_merge else None
    return json_response(SessionResponse(entered.token, apart, begun, ticket))
