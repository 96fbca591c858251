"""Routing below one function, on werkzeug's rules: path and method to view."""

from collections.abc import Callable, Mapping

from flask import Request, Response
from werkzeug.exceptions import NotFound as NoSuchRule
from werkzeug.routing import Map, Rule

from shared.errors import NotFound
from shared.web.deprecation import Deprecated

Views = Mapping[str, Callable[..., Response]]
"""Method -> view of the request; GET also answers HEAD."""

Routes = Mapping[str, Views]
"""Path below the function, without slashes around it -> views.

A segment such as `<id>` matches any text but nothing, and is passed to the view by that name. A path without such
segments takes precedence over one with them, whatever the method.
"""


class Router:
    """Dispatch requests to views by path and method."""

    def __init__(self, routes: Routes, deprecated: Mapping[str, Deprecated] | None = None) -> None:
        """Keep the routes; `deprecated` are those of them, by path, that come to an end."""
        self._routes = routes
        self._deprecated = deprecated or {}
        # The methods stay out of the rules: werkzeug would try the next rule that matches, DELETE /mine as /<id>.
        rules = [Rule(f"/{route}", endpoint=route) for route in routes]
        self._paths = Map(rules, merge_slashes=False).bind("")

    def methods(self, path: str) -> tuple[str, ...]:
        """Return the methods of a path. Raises NotFound for one that is not listed."""
        route, _ = self._match(path)
        return tuple(self._routes[route])

    def answer(self, request: Request) -> Response:
        """Return the answer of the view for a path and a method: one of its `methods`, or HEAD for GET."""
        route, values = self._match(request.path)
        if route in self._deprecated:
            self._deprecated[route].announce(request)
        return self._routes[route]["GET" if request.method == "HEAD" else request.method](request, **values)

    def _match(self, path: str) -> tuple[str, Mapping[str, str]]:
        """Return the route of a path and the text at its names."""
        try:
            route, values = self._paths.match(f"/{path.strip('/')}")
        except NoSuchRule as error:
            listed = " or ".join(f"/{route}" for route in self._routes)
            raise NotFound("There is nothing here", expected=listed, found=path[:200]) from error
        return str(route), values
