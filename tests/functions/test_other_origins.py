"""Pages of other sites: none changes anything in a local cloud, and none may read what a token opens."""

import pytest
import yaml
from kept_model import ROOT
from over_http import fetch

from shared.messaging.topics import EVENT_FUNCTIONS

DOCUMENT = yaml.safe_load((ROOT / "docs" / "openapi.yaml").read_text(encoding="utf-8"))
PATHS = [
    (method, path) for path, methods in DOCUMENT["paths"].items() for method in methods if method != "parameters"
]
WRITES = [path for method, path in PATHS if method == "post" and path != "/account/visitors"]
"""A page can post without a preflight. Of these a new visitor changes nothing that exists."""

SIMPLE = ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")
"""Content types that a page may send to another site without asking it first."""

EVIL = {"Origin": "https://evil.example", "Referer": "https://evil.example/"}
BODY = (
    b'{"tracks": [{"name": "One", "artist": "Other"}], "address": "a@evil.example", "search": "x", "token": "y"}'
)


@pytest.mark.parametrize("kind", SIMPLE)
@pytest.mark.parametrize("path", WRITES)
def test_a_simple_post_of_another_site_is_refused(local_cloud_url, path, kind):
    answer = fetch(f"{local_cloud_url}/api{path}", BODY, {**EVIL, "Content-Type": kind})
    assert 400 <= answer.status < 500, answer.body
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(("method", "path"), PATHS)
def test_no_preflight_of_another_site_lets_it_write_or_send_a_token(local_cloud_url, method, path):
    wanted = {"Access-Control-Request-Method": method.upper(), "Access-Control-Request-Headers": "authorization"}
    answer = fetch(f"{local_cloud_url}/api{path}", headers=EVIL | wanted, method="OPTIONS")
    assert [name for name, _ in answer.headers if name.lower().startswith("access-control")] == []


@pytest.mark.parametrize(
    "path", ["/api/search/catalogue", "/api/insights/week", "/api/nope", "/api/share/none/list.json"]
)
def test_what_needs_no_token_is_read_by_pages_of_every_site(local_cloud_url, path):
    answer = fetch(local_cloud_url + path, headers=EVIL)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_path_below_the_api_that_no_function_has_is_refused_with_a_problem(local_cloud_url):
    answer = fetch(f"{local_cloud_url}/api/nope")
    assert (answer.status, answer.headers["Content-Type"]) == (404, "application/problem+json")
    assert answer.body["expected"].startswith("/api/recommend or ")


@pytest.mark.parametrize(
    "path", ["/events/{}", "/{}", "/api/{}", "/api/../events/{}", "//events/{}", "/events/{}/"]
)
@pytest.mark.parametrize("function", EVENT_FUNCTIONS)
def test_nobody_may_push_a_message_over_the_network(local_cloud_url, function, path):
    push = b'{"message": {"messageId": "evil", "data": ""}}'
    answer = fetch(local_cloud_url + path.format(function), push, {**EVIL, "Content-Type": "text/plain"})
    assert answer.status in (404, 405)


@pytest.mark.parametrize("path", ["/", "/health", "/api/search?q=a", "/api/account/visitors", "/s/none"])
def test_a_name_that_is_rebound_to_this_machine_reaches_nothing(local_cloud_url, path):
    assert fetch(local_cloud_url + path, headers={"Host": "attacker.example"}).status == 421
