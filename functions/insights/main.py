"""Entry point of `insights`: statistics of a listener and of the service, the week's charts, the music map."""

from datetime import UTC, datetime
from functools import cache

import functions_framework
from flask import Request, Response

from shared.errors import InvalidInput
from shared.model.artefact.store import ModelStore
from shared.model.model import Model
from shared.ports import Records
from shared.records.sent_digests import note_followed, sent_digest_by_token
from shared.settings.config import Settings
from shared.settings.live_model import live_model
from shared.settings.request_counts import request_counts
from shared.web.auth import demand_admin, demanded_listener
from shared.web.bodies import json_body
from shared.web.conditional import tag_of, unless_known, unless_same
from shared.web.http import http_function, json_response
from shared.web.rate_limits import CHARTS, FIGURES, SUGGESTIONS, ClientLimits, Rate, limited
from shared.web.routes import Router
from shared.web.tokens import Tokens

from .everyone import Everyone, published_models
from .mailed import MailedResponse, MailRequest, latest_mailed, mailed_list
from .mine import Mine
from .music_map import map_of, read_ids, read_points, tracks_at, tracks_of
from .trends import read_span, trends
from .week import charts

MAP_SECONDS = 300
"""Cache lifetime of a map, after which it is revalidated: the model may have changed."""

WEEK_SECONDS = 60

BODY_LIMIT_BYTES = 4 * 1024


@cache
def settings() -> Settings:
    """Read the environment once per instance."""
    return Settings.from_environment()


@cache
def records() -> Records:
    """Connect to the records once per instance."""
    return settings().records()


@cache
def tokens() -> Tokens:
    """Read the secrets when the first token arrives."""
    return Tokens(*settings().signing_secrets())


@cache
def limits() -> ClientLimits:
    """Keep the buckets of clients, once per instance."""
    return ClientLimits(settings().rate_factor, settings().forwarded_hops, tokens)


def model() -> Model:
    """Return the served model."""
    return live_model(settings()).get()


def rate_of(request: Request) -> Rate:
    """Return the rate of a request: the charts read a thousand records, names on the map none."""
    return {"week": CHARTS, "map/tracks": SUGGESTIONS}.get(request.path.strip("/"), FIGURES)


@cache
def router() -> Router:
    """Build the routes once per instance, on the first request."""
    return Router(
        {
            "me": {"GET": show_mine},
            "everyone": {"GET": show_everyone},
            "listeners": {"GET": show_listeners},
            "models": {"GET": show_models},
            "trends": {"GET": show_trends},
            "week": {"GET": show_week},
            "mailed": {"GET": show_latest_mail, "POST": show_mail},
            "map": {"GET": show_map},
            "map/tracks": {"GET": show_map_tracks},
        }
    )


@functions_framework.http
@http_function(
    "insights",
    methods=lambda path: router().methods(path),
    addresses=lambda: settings().addresses(),
    ready=model,
    warnings=lambda: live_model(settings()).warnings(),
    counted=lambda *answer: request_counts(settings()).add(*answer),
)
@limited(limits, rate_of)
def insights(request: Request) -> Response:
    """Answer one request."""
    return router().answer(request)


def show_mine(request: Request) -> Response:
    """Answer with the listener's own statistics."""
    listener = demanded_listener(request, tokens, records)
    served = model()
    return json_response(Mine(records()).figures(listener, served), model=served.version)


def show_latest_mail(request: Request) -> Response:
    """Answer with the songs of the listener's latest weekly mail."""
    mailed, served = latest_mailed(records(), demanded_listener(request, tokens, records)), model()
    found = mailed_list(mailed, served) if mailed else None
    return json_response(MailedResponse(found), model=served.version)


def show_mail(request: Request) -> Response:
    """Answer with the songs of a weekly mail, to whoever has its link."""
    token = json_body(request, MailRequest, BODY_LIMIT_BYTES).token
    mailed, served = sent_digest_by_token(records(), tokens(), token), model()
    note_followed(records(), mailed, datetime.now(UTC))
    return json_response(mailed_list(mailed, served), model=served.version)


def show_everyone(request: Request) -> Response:
    """Answer an admin with the statistics of the whole service."""
    demand_admin(demanded_listener(request, tokens, records), records(), settings().admins)
    served = model()
    return json_response(Everyone(records()).figures(served), model=served.version)


def show_listeners(request: Request) -> Response:
    """Answer an admin with a page of listeners."""
    demand_admin(demanded_listener(request, tokens, records), records(), settings().admins)
    if unknown := request.args.keys() - {"cursor"}:
        raise InvalidInput("There is no such parameter", expected="cursor", found=ascii(min(unknown)[:80]))
    return json_response(Everyone(records()).listeners(request.args.get("cursor") or None))


def show_models(request: Request) -> Response:
    """Answer an admin with the published models."""
    demand_admin(demanded_listener(request, tokens, records), records(), settings().admins)
    return json_response(published_models(ModelStore(settings().objects())))


def show_trends(request: Request) -> Response:
    """Answer an admin with the trends of the service."""
    demand_admin(demanded_listener(request, tokens, records), records(), settings().admins)
    return json_response(trends(records(), *read_span(request.args, datetime.now(UTC))))


def show_week(request: Request) -> Response:
    """Answer with this week's charts, or 304 if the caller has the same."""
    served = model()
    response = json_response(charts(records(), served, datetime.now(UTC)), model=served.version)
    response.headers["Cache-Control"] = f"public, max-age={WEEK_SECONDS}"
    return unless_same(request, response)


def show_map(request: Request) -> Response:
    """Answer with the map, or 304 if the caller's copy is current."""
    served = model()
    response = unless_known(
        request, tag_of(served.version), lambda: json_response(map_of(served), model=served.version)
    )
    response.headers["Cache-Control"] = f"public, max-age={MAP_SECONDS}"
    return response


def show_map_tracks(request: Request) -> Response:
    """Answer with the songs at some points of the map, or with the places of songs."""
    served = model()
    if "ids" in request.args and "points" not in request.args:
        return json_response(tracks_of(served, read_ids(request.args["ids"])), model=served.version)
    points = read_points(request.args.get("points", ""), len(served.music_map.tracks))
    return json_response(tracks_at(served, points), model=served.version)
