"""Entry point of `search`: suggestions of tracks for a song's name as it is typed."""

from functools import cache

import functions_framework
from flask import Request, Response

from shared.model.live import LiveModel
from shared.settings.config import Settings
from shared.settings.live_model import live_model
from shared.web.http import http_function, json_response

from .handler import read_query, search_songs

CACHE_SECONDS = 300
"""Cache lifetime of suggestions; they depend on the letters and the model alone."""


@cache
def settings() -> Settings:
    """Read the environment once per instance."""
    return Settings.from_environment()


@cache
def models() -> LiveModel:
    """Build the holder of the served model once per instance, on the first request."""
    return live_model(settings())


@functions_framework.http
@http_function(
    "search",
    methods=["GET"],
    site_url=lambda: settings().site_url,
    cache_control=f"public, max-age={CACHE_SECONDS}",
    ready=lambda: models().get(),
    warnings=lambda: models().warnings(),
)
def search(request: Request) -> Response:
    """Answer one query."""
    query = read_query(request.args)
    answer = search_songs(query, models().get())
    return json_response(answer, model=answer.model)
