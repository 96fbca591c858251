"""Entry point of `account`: who somebody is to us."""

from functools import cache
from http import HTTPStatus

import functions_framework
from flask import Request, Response

from shared.config import Settings
from shared.http import http_function, json_response
from shared.listeners import new_visitor
from shared.routes import routed
from shared.tokens import Tokens

from .contract import VisitorResponse


@cache
def settings() -> Settings:
    """Read the environment once per instance."""
    return Settings.from_environment()


@functions_framework.http
@http_function("account", methods=["POST"], site_url=lambda: settings().site_url)
def account(request: Request) -> Response:
    """Answer one request."""
    return routed(request, {"visitors": {"POST": visit}})


def visit(_: Request) -> Response:
    """Make somebody new a listener."""
    token = new_visitor(Tokens(settings().signing_secret()))
    return json_response(VisitorResponse(token), HTTPStatus.CREATED)
