"""The static pages over HTTP: strict headers, compressed, and nothing outside their folder."""

import gzip

import pytest
from flask.testing import FlaskClient

from ops.local.site import HEADERS, SITE, site


@pytest.fixture
def client() -> FlaskClient:
    return site().test_client()


def test_a_page_may_not_be_framed_by_another_site_nor_its_type_guessed(client):
    with client.get("/") as answer:
        assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


@pytest.mark.parametrize("path", ["/index.html", "/segue.css", "/find/page.js", "/find/pictures/open.svg"])
def test_text_comes_compressed_to_who_can_read_it(client, path):
    with client.get(path, headers={"Accept-Encoding": "gzip, br"}) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert gzip.decompress(answer.data) == (SITE / path[1:]).read_bytes()
        assert answer.content_length == len(answer.data)


def test_text_comes_as_it_is_to_who_cannot(client):
    with client.get("/segue.css") as answer:
        assert "Content-Encoding" not in answer.headers
        assert answer.data == (SITE / "segue.css").read_bytes()


def test_a_file_that_did_not_change_is_not_sent_again(client):
    asked = {"Accept-Encoding": "gzip"}
    with client.get("/segue.css", headers=asked) as first:
        tag = first.headers["ETag"]
    with client.get("/segue.css", headers=asked | {"If-None-Match": tag}) as again:
        assert again.status_code == 304
        assert again.data == b""


def test_a_changed_file_is_sent_anew(tmp_path):
    page = tmp_path / "page.css"
    client = site(tmp_path).test_client()
    for words in ("a" * 1_000, "b" * 1_000):
        page.write_text(words)
        with client.get("/page.css", headers={"Accept-Encoding": "gzip"}) as answer:
            assert gzip.decompress(answer.data).decode() == words


def test_half_a_file_is_not_compressed(client):
    with client.get("/segue.css", headers={"Accept-Encoding": "gzip", "Range": "bytes=0-9"}) as answer:
        assert answer.status_code == 206
        assert answer.data == (SITE / "segue.css").read_bytes()[:10]


@pytest.mark.parametrize("path", ["/nothing.html", "/../README.md", "/%2e%2e/README.md"])
def test_what_is_not_in_the_folder_is_not_there(client, path):
    assert client.get(path).status_code == 404


def test_what_is_missing_is_answered_with_the_sites_own_page(client):
    answer = client.get("/nothing.html")
    assert "There is no such page" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert HEADERS.items() <= dict(answer.headers).items()


def test_what_fails_is_answered_with_the_sites_own_page(tmp_path):
    (tmp_path / "500.html").write_text((SITE / "500.html").read_text())
    (tmp_path / "page.css").write_text("a" * 1_000)
    pages = site(tmp_path)
    pages.before_request(lambda: 1 / 0)
    answer = pages.test_client().get("/page.css")
    assert (answer.status_code, "Segue is out of breath" in answer.text) == (500, True)
