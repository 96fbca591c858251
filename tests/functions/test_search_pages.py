"""Search page by page, answered with 304 to who has the page, and compressed."""

from urllib.parse import urljoin

import pytest
from over_http import fetch


@pytest.fixture(scope="module", params=["song&limit=40", "artist&limit=9", "genre&limit=2", "song,genre&limit=30"])
def pages(request, local_cloud_url):
    """All pages of one search, by the link of each to the next."""
    address = f"{local_cloud_url}/api/search?q=a&kind={request.param}"
    found = []
    while address:
        found.append(fetch(address))
        link = found[-1].headers.get("Link", "")
        address = urljoin(address, link.partition(">")[0][1:]) if link else ""
    return found


def test_every_page_is_answered_and_all_but_the_last_lead_on(pages):
    assert {page.status for page in pages} == {200}
    assert len(pages) > 1
    assert [page.body["cursor"] is None for page in pages] == [False] * (len(pages) - 1) + [True]


@pytest.mark.parametrize(("field", "name"), [("results", "uri"), ("artists", "name"), ("genres", None)])
def test_nothing_is_on_two_pages(pages, field, name):
    seen = [each[name] if name else each for page in pages for each in page.body[field]]
    assert len(seen) == len(set(seen))


def test_the_first_page_is_as_without_pages(pages, local_cloud_url):
    first = fetch(f"{local_cloud_url}/api/search?q=a&limit=4&cursor=")
    assert first.body["results"] == fetch(f"{local_cloud_url}/api/search?q=a&limit=4").body["results"]


@pytest.mark.parametrize("path", ["/api/search?q=a", "/api/search?q=a&cursor=10", "/api/search/front"])
def test_who_has_the_answer_gets_304(local_cloud_url, path):
    first = fetch(local_cloud_url + path)
    again = fetch(local_cloud_url + path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status, again.body, again.headers["ETag"]) == (304, None, first.headers["ETag"])
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]


def test_the_answer_to_another_query_has_another_tag(local_cloud_url):
    tags = {fetch(f"{local_cloud_url}/api/search?q={q}").headers["ETag"] for q in ("a", "b", "a&limit=3")}
    assert len(tags) == 3


def test_answers_are_compressed_for_who_takes_it(function_app):
    answer = function_app("search").get("/?q=a", headers={"Accept-Encoding": "gzip, zstd"})
    assert answer.content_encoding == "zstd"
    assert {"Accept-Encoding", "Origin"} <= set(answer.vary)


def test_an_answer_with_a_token_is_left_plain(function_app):
    client, takes = function_app("account"), {"Accept-Encoding": "gzip"}
    assert client.post("/visitors", headers=takes).headers["Cache-Control"] == "no-store, no-transform"
