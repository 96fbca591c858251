"""Answers are compressed for clients that take it, unless they are short, streamed or hold a secret."""

import gzip
import sys
from functools import partial

import pytest
from flask import Request, Response
from werkzeug.test import EnvironBuilder

from shared.web.compression import PLAIN, SMALLEST_BYTES, compress

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LONG = b'{"songs": "%s"}' % (b"one and two " * 100)
json = partial(Response, mimetype="application/json")


def sent(response: Response, accepts: str | None = "gzip, deflate, br, zstd") -> Response:
    headers = {} if accepts is None else {"Accept-Encoding": accepts}
    compress(Request(EnvironBuilder(headers=headers).get_environ()), response)
    return response


@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("zstd;q=0.5, gzip", "gzip"),
        ("*", "zstd"),
        ("br", None),
        ("gzip;q=0", None),
        ("identity, gzip;q=0.5", None),
        ("", None),
        (None, None),
    ],
)
def test_an_answer_is_sent_in_the_encoding_that_its_client_likes_best(accepts, encoding):
    assert sent(json(LONG), accepts).content_encoding == encoding


@pytest.mark.parametrize(("accepts", "read"), [("gzip", gzip.decompress), ("zstd", zstd.decompress)])
def test_a_compressed_answer_is_the_same_and_shorter(accepts, read):
    response = sent(json(LONG), accepts)
    assert read(response.data) == LONG
    assert response.content_length == len(response.data) < len(LONG) / 5


@pytest.mark.parametrize("accepts", ["gzip", None])
def test_caches_are_told_that_answers_differ_whatever_was_asked(accepts):
    assert "Accept-Encoding" in sent(json(LONG), accepts).vary


@pytest.mark.parametrize(
    "response",
    [
        json(b"x" * (SMALLEST_BYTES - 1)),
        Response(LONG, mimetype="image/png"),
        json(iter([LONG, LONG])),
        json(LONG, headers={"Cache-Control": f"no-store, {PLAIN}"}),
        Response(status=304),
    ],
    ids=["short", "a picture", "streamed", "with a secret", "not modified"],
)
def test_other_answers_are_left_as_they_are(response):
    assert sent(response).content_encoding is None


def test_a_tag_of_the_plain_bytes_becomes_weak():
    response = json(LONG)
    response.set_etag("x")
    assert sent(response).headers["ETag"] == 'W/"x"'
