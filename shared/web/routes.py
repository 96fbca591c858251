"""The paths below one function: which view answers which path and method; what a view does is its own."""

from collections.abc import Callable, Mapping

from flask import Request, Response
from werkzeug.exceptions import MethodNotAllowed

from shared.errors import NotFound

Views = Mapping[str, Callable[..., Response]]
"""Method -> view of the request; GET also answers HEAD."""

Routes = Mapping[str, Views]
"""Path below the function, without slashes around it -> views.

A segment such as `<id>` stands for any text but nothing, which the view is given by that name. Of paths that
match, one without such segments is taken, else the first.
"""


def routed(request: Request, routes: Routes) -> Response:
    """Answer by the view of a request's path and method.

    Raises NotFound for a path that is not listed, MethodNotAllowed for another method of one that is.
    """
    views, values = _found(request.path, routes)
    view = views.get("GET" if request.method == "HEAD" else request.method)
    if view is None:
        raise MethodNotAllowed([*views, "OPTIONS", *(["HEAD"] if "GET" in views else [])])
    return view(request, **values)


def _found(path: str, routes: Routes) -> tuple[Views, dict[str, str]]:
    """Give the views of a path and what it holds where its route has names."""
    plain = path.strip("/")
    if plain in routes and "<" not in plain:
        return routes[plain], {}
    for route, views in routes.items():
        values = _values(route.split("/"), plain.split("/"))
        if values:
            return views, values
    listed = " or ".join(f"/{route}" for route in routes)
    raise NotFound("There is nothing here", expected=listed, found=path[:200])


def _values(route: list[str], segments: list[str]) -> dict[str, str]:
    """Give what stands in a path where its route has names; nothing if it is another path."""
    if len(route) != len(segments):
        return {}
    pairs = list(zip(route, segments, strict=True))
    if not all(segment and (name.startswith("<") or name == segment) for name, segment in pairs):
        return {}
    return {name.strip("<>"): segment for name, segment in pairs if name.startswith("<")}
