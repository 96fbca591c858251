"""docs/openapi.yaml describes the real requests and responses."""

import json
from pathlib import Path
from urllib.parse import quote

import jsonschema
import pytest
import yaml
from openapi_spec_validator import validate
from over_http import fetch

from ops.local.cloud import HTTP_FUNCTIONS

DOCUMENT = yaml.safe_load((Path(__file__).parents[2] / "docs" / "openapi.yaml").read_text(encoding="utf-8"))
JSON_TYPE = {"Content-Type": "application/json"}


def assert_valid(value: object, schema: str) -> None:
    whole = {"$ref": f"#/components/schemas/{schema}", "components": DOCUMENT["components"]}
    jsonschema.Draft202012Validator(whole).validate(value)


@pytest.fixture
def ask(local_cloud_url):
    def call(body):
        return fetch(f"{local_cloud_url}/api/recommend", json.dumps(body).encode(), JSON_TYPE)

    return call


def test_the_document_is_openapi_3_1():
    validate(DOCUMENT)  # raises what is wrong


def test_every_function_is_documented():
    assert {path.split("/")[1] for path in DOCUMENT["paths"]} == set(HTTP_FUNCTIONS)


@pytest.mark.parametrize("n", [1, 10, 100])
def test_answers_of_recommend_are_as_documented(ask, known_names, n):
    answer = ask({"text": "\n".join([*known_names[:5], "qqqq wwww"]), "n": n})
    assert answer.status == 200
    assert_valid(answer.body, "RecommendResponse")


def test_a_blend_is_as_documented(ask, known_names):
    answer = ask({"lists": [{"text": "\n".join(known_names[:3])}, {"name": "Bob", "text": known_names[5]}]})
    assert answer.status == 200
    assert_valid(answer.body, "RecommendResponse")


def test_an_answer_of_what_is_popular_is_as_documented(ask):
    assert_valid(ask({"tracks": ["0" * 22]}).body, "RecommendResponse")


def test_answers_of_search_are_as_documented(local_cloud_url):
    assert_valid(fetch(f"{local_cloud_url}/api/search?q=the&kind=song,artist").body, "SearchResponse")


@pytest.mark.parametrize(
    "text", ["the", "sad songs", "spotify:playlist:" + "0" * 22], ids=["song", "words", "playlist"]
)
def test_readings_are_as_documented(local_cloud_url, text):
    answer = fetch(f"{local_cloud_url}/api/search/reading", json.dumps({"text": text}).encode(), JSON_TYPE)
    assert_valid(answer.body, "ReadingResponse")


def test_the_first_page_is_as_documented(local_cloud_url):
    assert_valid(fetch(f"{local_cloud_url}/api/search/front").body, "FrontResponse")


def test_an_artists_page_is_as_documented(local_cloud_url, known_names):
    name = quote(known_names[0].split(" - ")[0])
    assert_valid(fetch(f"{local_cloud_url}/api/search/artist?of={name}").body, "ArtistResponse")


@pytest.mark.parametrize("body", [{}, {"n": 0}, {"playlist": "spotify:playlist:" + "0" * 22}, [], {"x": 1}])
def test_problems_are_as_documented(ask, body):
    answer = ask(body)
    assert str(answer.status) in DOCUMENT["paths"]["/recommend"]["post"]["responses"]
    assert_valid(answer.body, "Problem")


def test_the_documented_examples_are_requests(ask):
    for example in DOCUMENT["paths"]["/recommend"]["post"]["requestBody"]["content"]["application/json"][
        "examples"
    ].values():
        assert_valid(example["value"], "RecommendRequest")
        answer = ask(example["value"])
        # The demo has none of the songs that are named in the examples, and no answer of their ids.
        is_refused = (
            answer.body.get("type", "").endswith(("#unclear-song", "#not-found")) or "lists" in example["value"]
        )
        assert answer.status == 200 or is_refused


def cut_off(node, at=""):
    """Yield each name without a value: the end of a sentence that YAML took for a name, after a comma."""
    if isinstance(node, dict):
        for name, value in node.items():
            if value is None and name != "default":
                yield f"{at}/{name}"
            elif name not in ("example", "examples"):
                yield from cut_off(value, f"{at}/{name}")
    elif isinstance(node, list):
        for each in node:
            yield from cut_off(each, at)


def test_no_description_is_cut_off_at_a_comma():
    assert not list(cut_off(DOCUMENT)), "quote the description"
