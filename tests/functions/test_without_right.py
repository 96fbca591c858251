"""Protected routes, each in eight ways to have no right to it: none is carried out."""

import pytest
import yaml
from kept_model import ROOT
from over_http import fetch

from shared.web.auth import PURPOSE, new_listener_id
from shared.web.tokens import Tokens

DOCUMENT = yaml.safe_load((ROOT / "docs" / "openapi.yaml").read_text(encoding="utf-8"))
CALLS = [
    (method.upper(), path.replace("{id}", "any"), call)
    for path, methods in DOCUMENT["paths"].items()
    for method, call in methods.items()
    if "responses" in call
]
PROTECTED = [(method, path) for method, path, call in CALLS if call.get("security") == [{"listener": []}]]
BY_CHOICE = [(method, path) for method, path, call in CALLS if {} in call.get("security", [])]


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def of_strangers(secret: str) -> dict[str, dict[str, str]]:
    """Return headers that give no right, with a token in them that is refused."""
    listener = new_listener_id()
    return {
        "garbage": bearer("garbage"),
        "another key": bearer(Tokens("k" * 40).issue(PURPOSE, listener)),
        "another purpose": bearer(Tokens(secret).issue("unsubscribe", listener)),
        "another scheme": {"Authorization": "Basic YWRtaW46YWRtaW4="},
        "an empty token": bearer(""),
    }


def without_token(secret: str) -> dict[str, dict[str, str]]:
    """Return headers that bring a valid token where none is read."""
    valid = Tokens(secret).issue(PURPOSE, new_listener_id())
    return {"nothing": {}, "a cookie": {"Cookie": f"token={valid}"}, "another header": {"X-Token": valid}}


def status(url: str, method: str, path: str, headers: dict[str, str]) -> int:
    body = b"{}" if method in ("POST", "PUT") else None
    kind = {"Content-Type": "text/csv" if path.endswith("/import") else "application/json"} if body else {}
    return fetch(f"{url}/api{path}", body, {**headers, **kind}, method).status


@pytest.mark.parametrize(("method", "path"), PROTECTED)
def test_nothing_is_done_for_a_stranger(local_cloud_url, embedded, method, path):
    ways = of_strangers(embedded["SEGUE_SECRET"]) | without_token(embedded["SEGUE_SECRET"])
    told = {name: status(local_cloud_url, method, path, headers) for name, headers in ways.items()}
    assert told == dict.fromkeys(ways, 401)


@pytest.mark.parametrize(("method", "path"), BY_CHOICE)
def test_a_wrong_token_is_refused_where_none_is_needed(local_cloud_url, embedded, method, path):
    ways = of_strangers(embedded["SEGUE_SECRET"])
    told = {name: status(local_cloud_url, method, path, headers) for name, headers in ways.items()}
    assert set(told.values()) <= {400, 401}
    assert told["another key"] == told["garbage"]


def test_the_document_says_of_each_route_which_right_it_needs():
    assert len(PROTECTED) >= 17
    assert len(BY_CHOICE) >= 3
