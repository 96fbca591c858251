"""docs/api.md is generated from docs/openapi.yaml."""

import re

import pytest

from ops.api_page import PAGE, page, read
from ops.api_site_page import SITE_PAGE, site_page

DOCUMENT = read()


def test_the_page_is_as_the_document_makes_it():
    assert PAGE.read_text(encoding="utf-8") == page(DOCUMENT), "run `make docs`"


def test_the_sites_page_is_as_the_document_makes_it():
    assert SITE_PAGE.read_text(encoding="utf-8") == site_page(DOCUMENT), "run `make docs`"


def test_every_link_of_the_sites_page_leads_somewhere():
    html = site_page(DOCUMENT)
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(re.findall(r' id="([^"]+)"', html))


def test_every_call_is_on_the_page():
    calls = {
        f"{verb.upper()} {path}"
        for path, item in DOCUMENT["paths"].items()
        for verb in item
        if verb != "parameters"
    }
    assert set(re.findall(r"^## ([A-Z]+ /.*)$", page(DOCUMENT), re.MULTILINE)) == calls


def test_a_call_tells_its_fields_an_example_and_what_it_refuses_with():
    (section,) = [part for part in page(DOCUMENT).split("\n## ") if part.startswith("POST /feedback\n")]
    assert "Needs a listener." in section
    assert "| `opinion` |" in section
    assert '"opinion": null' in section
    assert "Refuses with a problem: 400, 401, 404" in section


@pytest.mark.parametrize(
    "words", ["| `n` | integer, 1 to 100", "| `limit` | query | integer, 1 to 50, 10 if left out"]
)
def test_the_page_tells_limits_and_defaults(words):
    assert words in page(DOCUMENT)


@pytest.mark.parametrize(
    "words", ["| `too-many-requests` | 429 |", "| `Retry-After` |", "400 days", "(CORS)", "### Offers"]
)
def test_the_page_tells_what_is_the_same_for_every_call(words):
    assert words in page(DOCUMENT)
