"""The view for a path and a method, and the values of a path's names."""

from datetime import UTC, datetime

import pytest
from flask import Request, Response
from werkzeug.test import EnvironBuilder

from shared.errors import NotFound
from shared.web.added_headers import added_headers
from shared.web.deprecation import Deprecated
from shared.web.routes import Router


def view(name):
    return lambda _, **values: Response(repr((name, values)))


ROUTES = {
    "": {"POST": view("make")},
    "<id>": {"GET": view("show"), "DELETE": view("remove")},
    "mine": {"GET": view("mine")},
    "<id>/card.png": {"GET": view("card")},
    "<id>/<part>": {"GET": view("part")},
}


def asked(method, path):
    request = Request(EnvironBuilder(path, method=method).get_environ())
    return Router(ROUTES).answer(request).get_data(as_text=True)


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("POST", "/", ("make", {})),
        ("GET", "/x1", ("show", {"id": "x1"})),
        ("HEAD", "/x1", ("show", {"id": "x1"})),
        ("DELETE", "/x1/", ("remove", {"id": "x1"})),
        ("GET", "/mine", ("mine", {})),
        ("GET", "/x1/card.png", ("card", {"id": "x1"})),
        ("GET", "/x1/y2", ("part", {"id": "x1", "part": "y2"})),
        ("GET", "/%3Cid%3E", ("show", {"id": "<id>"})),
        ("GET", "/a%20b", ("show", {"id": "a b"})),
    ],
)
def test_a_path_leads_to_its_view_with_what_stands_at_its_names(method, path, expected):
    assert asked(method, path) == repr(expected)


@pytest.mark.parametrize("path", ["/x/y/z", "/x//card.png", "/x/card.png/more"])
def test_a_path_that_is_not_listed_is_not_found(path):
    with pytest.raises(NotFound, match="nothing here"):
        asked("GET", path)


@pytest.mark.parametrize(
    ("path", "methods"), [("/", {"POST"}), ("/x1/", {"GET", "DELETE"}), ("/mine", {"GET"}), ("/x1/y2", {"GET"})]
)
def test_a_path_has_the_methods_of_its_own_views(path, methods):
    assert set(Router(ROUTES).methods(path)) == methods


def test_a_path_that_is_not_listed_has_no_methods():
    with pytest.raises(NotFound, match="nothing here"):
        Router(ROUTES).methods("/x/y/z")


ENDS = Deprecated(
    datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 7, 1, tzinfo=UTC), "https://segue.example/api.html"
)


def announced(path: str, deprecated: Deprecated) -> dict[str, str]:
    request = Request(EnvironBuilder(path).get_environ())
    Router(ROUTES, deprecated={"<id>": deprecated}).answer(request)
    return dict(added_headers(request))


def test_answers_of_a_deprecated_path_say_since_when_until_when_and_what_instead():
    assert announced("/x1", ENDS) == {
        "Deprecation": "@1798761600",
        "Sunset": "Thu, 01 Jul 2027 00:00:00 GMT",
        "Link": '<https://segue.example/api.html>; rel="deprecation"; type="text/html"',
    }


def test_a_deprecated_path_may_have_no_end_yet():
    assert announced("/x1", Deprecated(ENDS.since)) == {"Deprecation": "@1798761600"}


def test_other_paths_say_nothing_of_an_end():
    assert announced("/mine", ENDS) == {}
