"""Entry point of `recommend`: songs or a playlist in, ranked songs out; and a listener's own lists."""

import gc
import secrets
from datetime import UTC, datetime
from functools import cache

import functions_framework
from flask import Request, Response

from shared import logs
from shared.errors import InvalidInput, NotFound
from shared.lanes import Lanes
from shared.ports import EventBus, Records
from shared.settings.config import Settings
from shared.settings.live_model import live_model
from shared.settings.request_counts import request_counts
from shared.web.auth import caller_of, demanded_listener
from shared.web.bodies import fields_in, json_body
from shared.web.http import http_function, json_response
from shared.web.paging import CURSOR, add_next_link
from shared.web.rate_limits import (
    KEPT_LISTS,
    LARGE_REQUESTS,
    RECOMMENDATIONS,
    ClientLimits,
    Rate,
    is_large,
    limited,
)
from shared.web.routes import Router
from shared.web.tokens import Tokens

from .contract import RecommendRequest
from .handler import Recommend
from .inputs import Services
from .own_lists import OwnLists
from .own_lists_contract import RenameRequest
from .repeated import earlier_answer, key_of
from .swap_contract import SwapRequest

BODY_LIMIT_BYTES = 30 * 1024 * 1024
"""Maximum size of a request: the largest file, in base64. Cloud Functions takes 32 MiB."""

SMALL_LIMIT_BYTES = 16 * 1024

GARBAGE_THRESHOLDS = (5_000, 5, 20)
"""Objects made before a collection of the young ones, and collections before one of the older and of all."""


@cache
def settings() -> Settings:
    """Read the environment once per instance."""
    return Settings.from_environment()


@cache
def tokens() -> Tokens:
    """Read the secrets when the first token arrives; requests without a token need none."""
    return Tokens(*settings().signing_secrets())


@cache
def records() -> Records:
    """Connect to the records once per instance."""
    return settings().records()


@cache
def events() -> EventBus:
    """Connect to the bus when the first playlist is shared."""
    return settings().events()


@cache
def services() -> Services:
    """Build what asks other services once per instance; nothing is asked before a request needs it."""
    return Services(settings().listening_history(), settings().track_names(), settings().short_links())


@cache
def use_case() -> Recommend:
    """Build the adapters once per instance, on the first request."""
    _tune_garbage_collection()
    models = live_model(settings())
    models.begin()
    return Recommend(
        models,
        records(),
        settings().outbox(),
        events,
        services(),
        now=lambda: datetime.now(UTC),
        new_id=lambda: secrets.token_urlsafe(12),
    )


@cache
def own_lists() -> OwnLists:
    """Build the use case once per instance; the model is loaded when a list needs it."""
    return OwnLists(records(), lambda: live_model(settings()).get())


@cache
def limits() -> ClientLimits:
    """Keep the buckets of clients, once per instance."""
    return ClientLimits(settings().rate_factor, settings().forwarded_hops, tokens)


def _tune_garbage_collection() -> None:
    """Keep collections short: each holds up all threads.

    They do not look at what is loaded, and seldom at all that a long list made: little of it is garbage in cycles.
    """
    gc.freeze()
    gc.set_threshold(*GARBAGE_THRESHOLDS)


@cache
def lanes() -> Lanes:
    """Open the lanes of requests, once per instance."""
    return Lanes()


def rate_of(request: Request) -> Rate:
    """Return the rate of a request: one with a large file costs as much as a hundred others."""
    if request.method != "POST":
        return KEPT_LISTS
    return LARGE_REQUESTS if is_large(request) else RECOMMENDATIONS


@cache
def router() -> Router:
    """Build the routes once per instance, on the first request."""
    return Router(
        {
            "": {"GET": show_lists, "POST": answer},
            "swap": {"POST": swap},
            "<id>": {"GET": show_list, "PATCH": rename_list, "DELETE": delete_list},
        }
    )


@functions_framework.http
@http_function(
    "recommend",
    methods=lambda path: router().methods(path),
    addresses=lambda: settings().addresses(),
    ready=lambda: live_model(settings()).get(),
    warnings=lambda: live_model(settings()).warnings(),
    counted=lambda *answer: request_counts(settings()).add(*answer),
)
@limited(limits, rate_of)
def recommend(request: Request) -> Response:
    """Answer one request."""
    return router().answer(request)


def answer(request: Request) -> Response:
    """Answer with songs; a request with a large body waits in the heavy lane before it is read."""
    caller = caller_of(request, tokens, records)
    gone = request.environ.get("waitress.client_disconnected", lambda: False)
    with lanes().request(limits().client(request), heavy=is_large(request), is_abandoned=gone):
        asked = json_body(request, RecommendRequest, BODY_LIMIT_BYTES)
        listener = caller.listener if caller else None
        key = key_of(request, listener)
        if earlier := earlier_answer(key, listener, records(), lambda: live_model(settings()).get()):
            return json_response(earlier, model=earlier.model)
        answer = use_case().answer(
            asked,
            listener,
            signed_in=bool(caller and caller.signed_in),
            charted=bool(caller and caller.counts_in_charts(datetime.now(UTC))),
            named=fields_in(request) if asked.after else None,
            key=key,
        )
    logs.note(matched=len(answer.matched), unmatched=len(answer.unmatched), fallback=answer.fallback is not None)
    return json_response(answer, model=answer.model)


def swap(request: Request) -> Response:
    """Swap a song of a kept answer."""
    caller = caller_of(request, tokens, records)
    gone = request.environ.get("waitress.client_disconnected", lambda: False)
    with lanes().request(limits().client(request), heavy=False, is_abandoned=gone):
        asked = json_body(request, SwapRequest, SMALL_LIMIT_BYTES)
        listener = caller.listener if caller else None
        return json_response(use_case().swap(asked, listener, signed_in=bool(caller and caller.signed_in)))


def show_lists(request: Request) -> Response:
    """Answer with a page of the listener's own lists."""
    listener = demanded_listener(request, tokens, records)
    if unknown := request.args.keys() - {CURSOR}:
        raise InvalidInput("There is no such parameter", expected=CURSOR, found=ascii(min(unknown)[:80]))
    page = own_lists().page(listener, request.args.get(CURSOR) or None)
    add_next_link(request, page.cursor)
    return json_response(page)


def show_list(request: Request, id: str) -> Response:
    """Answer with a list as it was given: one's own, or nobody's by its id."""
    caller = caller_of(request, tokens, records)
    try:
        found = own_lists().find(caller.listener if caller else None, id)
    except NotFound:
        demanded_listener(request, tokens, records)  # it may be a listener's who sent no token
        raise
    return json_response(found, model=found.model)


def rename_list(request: Request, id: str) -> Response:
    """Name one of them."""
    listener = demanded_listener(request, tokens, records)
    name = json_body(request, RenameRequest, SMALL_LIMIT_BYTES).name
    return json_response(own_lists().rename(listener, id, name))


def delete_list(request: Request, id: str) -> Response:
    """Delete one of them."""
    return json_response(own_lists().delete(demanded_listener(request, tokens, records), id))
