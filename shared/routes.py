"""The paths below one function: which view answers which path and method; what a view does is its own."""

from collections.abc import Mapping

from flask import Request, Response
from werkzeug.exceptions import MethodNotAllowed

from shared.errors import NotFound
from shared.http import View

Routes = Mapping[str, Mapping[str, View]]
"""Path below the function, without slashes around it -> method -> view; GET also answers HEAD."""


def routed(request: Request, routes: Routes) -> Response:
    """Answer by the view of a request's path and method.

    Raises NotFound for a path that is not listed, MethodNotAllowed for another method of one that is.
    """
    views = routes.get(request.path.strip("/"))
    if views is None:
        listed = " or ".join(f"/{path}" for path in routes)
        raise NotFound("There is nothing here", expected=listed, found=request.path[:200])
    view = views.get("GET" if request.method == "HEAD" else request.method)
    if view is None:
        raise MethodNotAllowed([*views, "OPTIONS", *(["HEAD"] if "GET" in views else [])])
    return view(request)
