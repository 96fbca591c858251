"""Entry point of `feedback`: opinions of lists, tracks and artists; for admins, all ratings as CSV."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from itertools import chain

import functions_framework
from flask import Request, Response

from shared import logs
from shared.errors import InvalidInput, NotFound, NotSignedIn
from shared.ports import EventBus, Records
from shared.records.rating_csv import export_ratings, import_ratings
from shared.records.ratings import RatingLog
from shared.settings.config import Settings
from shared.settings.request_counts import request_counts
from shared.web.auth import demand_admin, demanded_caller, demanded_listener
from shared.web.bodies import bounded_body, bounded_form, json_body
from shared.web.http import http_function, json_response
from shared.web.rate_limits import OPINIONS, ClientLimits, limited
from shared.web.routes import Router
from shared.web.tokens import Tokens

from .artists import NeverArtists
from .contract import ImportResponse, NeverArtistRequest, RateRequest, RefusedLine
from .handler import Feedback
from .mailed import MailedFeedback
from .page import refusing

BODY_LIMIT_BYTES = 16 * 1024
TABLE_LIMIT_BYTES = 4 * 1024 * 1024
"""An import of some 25,000 ratings, minutes of work; `segue ratings import` takes more."""


@cache
def settings() -> Settings:
    """Read the environment once per instance."""
    return Settings.from_environment()


@cache
def records() -> Records:
    """Connect to the records once per instance."""
    return settings().records()


@cache
def events() -> EventBus:
    """Connect to the bus once per instance."""
    return settings().events()


@cache
def tokens() -> Tokens:
    """Read the secret with the first token."""
    return Tokens(*settings().signing_secrets())


@cache
def use_case() -> Feedback:
    """Build the use case once per instance, on the first request."""
    return Feedback(records(), events, now=lambda: datetime.now(UTC))


@cache
def never_artists() -> NeverArtists:
    """Build the use case once per instance."""
    return NeverArtists(records())


@cache
def mailed_use_case() -> MailedFeedback:
    """Build the use case behind a mail's links when the first is opened."""
    return MailedFeedback(records(), tokens, use_case(), now=lambda: datetime.now(UTC))


@cache
def limits() -> ClientLimits:
    """Keep the buckets of clients, once per instance."""
    return ClientLimits(settings().rate_factor, settings().forwarded_hops, tokens)


@cache
def router() -> Router:
    """Build the routes once per instance, on the first request."""
    return Router(
        {
            "": {"GET": show, "POST": rate, "DELETE": take_back},
            "artists": {"GET": show_artists, "PUT": never_artist, "DELETE": take_artist_off},
            "export": {"GET": export_table},
            "import": {"POST": import_table},
            "mailed": {"GET": ask_mailed, "POST": rate_mailed},
        }
    )


@functions_framework.http
@http_function(
    "feedback",
    methods=lambda path: router().methods(path),
    addresses=lambda: settings().addresses(),
    counted=lambda *answer: request_counts(settings()).add(*answer),
)
@limited(limits, lambda _: OPINIONS)
def feedback(request: Request) -> Response:
    """Answer one request."""
    return router().answer(request)


def rate(request: Request) -> Response:
    """Store an opinion."""
    caller = demanded_caller(request, tokens, records)
    asked = json_body(request, RateRequest, BODY_LIMIT_BYTES)
    rating = use_case().rate(caller.listener, asked, charted=caller.counts_in_charts(datetime.now(UTC)))
    logs.note(rated=rating.kind, opinion=rating.opinion or "none")
    return json_response(rating)


def take_back(request: Request) -> Response:
    """Take back the listener's opinion of a track."""
    listener = demanded_listener(request, tokens, records)
    return json_response(use_case().take_back(listener, request.args.get("track", "")))


def show(request: Request) -> Response:
    """Answer with the listener's opinions of one list."""
    listener = demanded_listener(request, tokens, records)
    if not (search := request.args.get("search", "")):
        raise InvalidInput("Parameter search is missing", expected="the id of an answer", found="nothing")
    return json_response(use_case().ratings(listener, search))


def show_artists(request: Request) -> Response:
    """Answer with the artists who are never recommended to a listener."""
    return json_response(never_artists().show(demanded_caller(request, tokens, records)))


def never_artist(request: Request) -> Response:
    """Add an artist to them."""
    caller = demanded_caller(request, tokens, records)
    artist = json_body(request, NeverArtistRequest, BODY_LIMIT_BYTES).artist
    return json_response(never_artists().add(caller, artist))


def take_artist_off(request: Request) -> Response:
    """Take an artist off them."""
    caller = demanded_caller(request, tokens, records)
    return json_response(never_artists().take_off(caller, request.args.get("artist", "")))


def export_table(request: Request) -> Response:
    """Stream all ratings to an admin. The first part is read eagerly so that errors still become problem+json."""
    demand_admin(demanded_listener(request, tokens, records), records(), settings().admins)
    pages = export_ratings(records())
    response = Response(chain([next(pages)], pages), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="ratings.csv"'
    return response


def import_table(request: Request) -> Response:
    """Store the ratings that an admin sends."""
    demand_admin(demanded_listener(request, tokens, records), records(), settings().admins)
    lines = bounded_body(request, TABLE_LIMIT_BYTES).splitlines()
    done = import_ratings(RatingLog(records(), events), lines)
    refused = [RefusedLine(number, why) for number, why in done.refused]
    return json_response(ImportResponse(done.imported, done.unchanged, refused))


def ask_mailed(request: Request) -> Response:
    """Open a rating link of a mail: show the page that asks, and store nothing."""
    return _page(lambda: mailed_use_case().page(request.args))


def rate_mailed(request: Request) -> Response:
    """Store the opinion of the button that was pressed on that page."""
    form = bounded_form(request, BODY_LIMIT_BYTES)
    return _page(lambda: mailed_use_case().rate(request.args, form))


def _page(make: Callable[[], Response]) -> Response:
    """Answer with a page, also for a link that does not work: a person opened it, not a program."""
    try:
        return make()
    except (InvalidInput, NotFound, NotSignedIn) as error:
        return refusing(error.what, error.status)
