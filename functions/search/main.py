"""Entry point of `search`: songs and artists for a name as it is typed, an artist's page, the first page."""

from functools import cache

import functions_framework
from flask import Request, Response

from shared.model.live import LiveModel
from shared.model.model import Model
from shared.settings.config import Settings
from shared.settings.live_model import live_model
from shared.web.bodies import json_body
from shared.web.conditional import tag_of, unless_known, unless_same
from shared.web.http import http_function, json_response
from shared.web.paging import add_next_link
from shared.web.rate_limits import RECOMMENDATIONS, SUGGESTIONS, ClientLimits, limited
from shared.web.routes import Router

from .artists import artist_called, read_artist
from .front import front_of
from .handler import LONGEST_ID, MOST_NAMED, NamesRequest, Query, catalogue_of, names_of, read_query
from .handler import search as found
from .reading import MOST_CHARACTERS, ReadingRequest, reading_of

CACHE_SECONDS = 300
"""Cache lifetime of suggestions; they depend on the letters and the model alone."""

READING_PATH = "reading"

READING_LIMIT_BYTES = 6 * MOST_CHARACTERS + 100
"""A character may be written in six."""

NAMES_LIMIT_BYTES = 2 * LONGEST_ID * MOST_NAMED

CATALOGUE_SECONDS = 60
"""Cache lifetime of what the catalogue is, and of the first page: one that shows the demo soon sees that real
songs took its place."""


@cache
def settings() -> Settings:
    """Read the environment once per instance."""
    return Settings.from_environment()


@cache
def models() -> LiveModel:
    """Build the holder of the served model once per instance, on the first request."""
    return live_model(settings())


@cache
def limits() -> ClientLimits:
    """Keep the buckets of clients, once per instance."""
    return ClientLimits(settings().rate_factor, settings().forwarded_hops)


@cache
def router() -> Router:
    """Build the routes once per instance, on the first request."""
    return Router(
        {
            "": {"GET": show_found},
            "artist": {"GET": show_artist},
            "catalogue": {"GET": show_catalogue},
            "front": {"GET": show_front},
            "names": {"POST": show_names},
            READING_PATH: {"POST": show_reading},
        }
    )


@functions_framework.http
@http_function(
    "search",
    methods=lambda path: router().methods(path),
    addresses=lambda: settings().addresses(),
    cache_control=f"public, max-age={CACHE_SECONDS}",
    ready=lambda: models().get(),
    warnings=lambda: models().warnings(),
)
@limited(limits, lambda request: RECOMMENDATIONS if request.path.strip("/") == READING_PATH else SUGGESTIONS)
def search(request: Request) -> Response:
    """Answer one request."""
    return router().answer(request)


def show_found(request: Request) -> Response:
    """Answer one query, or 304 if the caller has this model's answer to it."""
    query, model = read_query(request.args), models().get()
    return unless_known(request, tag_of(model.version, query), lambda: _found_by(request, query, model))


def _found_by(request: Request, query: Query, model: Model) -> Response:
    answer = found(query, model)
    add_next_link(request, answer.cursor)
    return json_response(answer, model=answer.model)


def show_artist(request: Request) -> Response:
    """Answer with the page of one artist, or 304 if the caller has this model's."""
    name, model = read_artist(request.args), models().get()

    def answer() -> Response:
        return json_response(artist_called(name, model), model=model.version)

    return unless_known(request, tag_of(model.version, name), answer)


def show_names(request: Request) -> Response:
    """Answer with the names of songs, for a listener who takes their data along."""
    answer = names_of(json_body(request, NamesRequest, NAMES_LIMIT_BYTES), models().get())
    return json_response(answer, model=answer.model)


def show_reading(request: Request) -> Response:
    """Answer with how a text is read, which is for the caller alone."""
    answer = reading_of(json_body(request, ReadingRequest, READING_LIMIT_BYTES), models().get())
    response = json_response(answer, model=answer.model)
    response.headers["Cache-Control"] = "no-store"
    return response


def show_catalogue(_: Request) -> Response:
    """Answer with what the served catalogue is."""
    answer = catalogue_of(models().get())
    return _fresh_for_a_minute(json_response(answer, model=answer.model))


def show_front(request: Request) -> Response:
    """Answer with what the first page shows; a browser that has it already is told so."""
    answer = front_of(models().get())
    response = _fresh_for_a_minute(json_response(answer, model=answer.model))
    return unless_same(request, response)


def _fresh_for_a_minute(response: Response) -> Response:
    response.headers["Cache-Control"] = f"public, max-age={CATALOGUE_SECONDS}"
    return response
