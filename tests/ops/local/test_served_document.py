"""The API's document is served with the API, and is part of the built site."""

import pytest
import yaml
from over_http import fetch

from ops.built_site import DOCUMENT, add_document

ELSEWHERE = {"Origin": "https://somebody.example"}


@pytest.fixture
def answer(local_cloud_url):
    return fetch(f"{local_cloud_url}/api/openapi.yaml", headers=ELSEWHERE)


def test_a_host_answers_with_the_document_of_its_api(answer):
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/yaml")
    assert answer.body == DOCUMENT.read_text(encoding="utf-8")


def test_pages_of_every_origin_may_read_it(answer):
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_who_has_it_already_is_not_sent_it_again(local_cloud_url, answer):
    again = fetch(f"{local_cloud_url}/api/openapi.yaml", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status == 304


@pytest.mark.parametrize(("path", "method", "status"), [("/more", "GET", 404), ("", "POST", 405)])
def test_anything_else_there_is_refused(local_cloud_url, path, method, status):
    refused = fetch(f"{local_cloud_url}/api/openapi.yaml{path}", method=method)
    assert (refused.status, refused.headers["Content-Type"]) == (status, "application/problem+json")


@pytest.mark.parametrize("host", ["", "https://api.example"], ids=["one host", "another host"])
def test_the_built_site_has_it_and_says_where_the_functions_answer(tmp_path, host):
    add_document(tmp_path, host)
    document = yaml.safe_load((tmp_path / "api" / "openapi.yaml").read_text(encoding="utf-8"))
    assert document["servers"][0]["url"] == f"{host}/api"
