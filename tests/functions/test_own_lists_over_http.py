"""A listener's own lists over HTTP: by token, each its own."""

from pathlib import Path

import jsonschema
import pytest
import yaml
from over_http import fetch

DOCUMENT = yaml.safe_load((Path(__file__).parents[2] / "docs" / "openapi.yaml").read_text(encoding="utf-8"))


def assert_documented(value, schema):
    whole = {"$ref": f"#/components/schemas/{schema}", "components": DOCUMENT["components"]}
    jsonschema.Draft202012Validator(whole).validate(value)


def test_a_visitor_finds_names_and_deletes_their_lists(listener, known):
    id, songs = listener.list_of(*known[:3])

    named = listener.send("PATCH", f"recommend/{id}", {"name": "For a long drive"})
    page, found = listener.send("GET", "recommend"), listener.send("GET", f"recommend/{id}")

    assert named.body == page.body["lists"][0]
    assert (page.body["lists"][0]["name"], page.body["cursor"]) == ("For a long drive", None)
    assert [song["uri"] for song in found.body["recommendations"]] == songs
    assert_documented(page.body, "OwnListsResponse")
    assert_documented(found.body, "RecommendResponse")
    assert listener.send("DELETE", f"recommend/{id}").body == {"share": None}
    assert listener.send("GET", f"recommend/{id}").status == 404


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_another_finds_no_list_of_theirs(listener, another, known, method):
    id, _ = listener.list_of(*known[:2])

    assert another.send(method, f"recommend/{id}", {"name": "Mine"} if method == "PATCH" else None).status == 404
    assert another.send("GET", "recommend").body["lists"] == []


def test_nobody_has_no_lists(local_cloud_url):
    assert fetch(f"{local_cloud_url}/api/recommend").status == 401


@pytest.mark.parametrize("name", ["x" * 81, None, 7], ids=["long", "null", "number"])
def test_a_name_that_cannot_be_one_is_refused(listener, known, name):
    id, _ = listener.list_of(known[0])

    assert listener.send("PATCH", f"recommend/{id}", {"name": name}).status == 400
