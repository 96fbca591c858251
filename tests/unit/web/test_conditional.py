"""A client that has an answer already is told so, and nothing is made for it where its facts are known."""

import pytest
from flask import Request, Response
from werkzeug.test import EnvironBuilder

from shared.web.conditional import tag_of, unless_known, unless_same


def having(tag: str) -> Request:
    return Request(EnvironBuilder(headers={"If-None-Match": tag}).get_environ())


@pytest.mark.parametrize("tag", ['W/"abc"', '"abc"', '"x", W/"abc"', "*"])
def test_a_known_answer_is_304_and_is_not_made(tag):
    def never() -> Response:
        raise AssertionError("it was made")

    response = unless_known(having(tag), "abc", never)
    assert (response.status_code, response.headers["ETag"], response.data) == (304, 'W/"abc"', b"")


@pytest.mark.parametrize("tag", ['"other"', '"', ""])
def test_another_answer_is_made_and_tagged(tag):
    response = unless_known(having(tag), "abc", lambda: Response("hello"))
    assert (response.status_code, response.headers["ETag"], response.data) == (200, 'W/"abc"', b"hello")


def test_the_same_content_is_304_without_a_body():
    tag = unless_same(having(""), Response("hello")).headers["ETag"]
    again = unless_same(having(tag), Response("hello"))
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)


def test_other_content_has_another_tag():
    tag = unless_same(having(""), Response("hello")).headers["ETag"]
    assert unless_same(having(tag), Response("hallo")).status_code == 200


def test_tags_differ_with_each_fact():
    assert len({tag_of("v1", "a"), tag_of("v2", "a"), tag_of("v1", "b"), tag_of("v1"), tag_of("v1a")}) == 5
