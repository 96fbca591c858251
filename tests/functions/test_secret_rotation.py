"""Rotation of a secret as in docs/operations.md: every token and every link in a mail stays valid."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from ops.local.cloud import load_function

OLD, NEW = "o" * 32, "n" * 32
READY = f"{OLD},{NEW}"
"""Every instance accepts the new secret before the first signs with it."""
CHANGED = f"{NEW},{OLD}"

Started = Callable[[str, str], FlaskClient]


@pytest.fixture
def started(tmp_path, monkeypatch) -> Started:
    """Starts an instance of a function with a SEGUE_SECRET, on one store."""
    monkeypatch.setenv("SEGUE_RECORDS", f"sqlite:///{tmp_path}/segue.db")
    monkeypatch.setenv("SEGUE_OBJECTS", f"file:///{tmp_path}/objects")

    def start(name: str, secrets: str) -> FlaskClient:
        monkeypatch.setenv("SEGUE_SECRET", secrets)
        client = load_function(name).test_client()
        client.options("/")  # it reads its settings now
        return client

    return start


def token_by(account: FlaskClient) -> dict[str, str]:
    return {"Authorization": f"Bearer {account.post('/visitors').get_json()['token']}"}


@pytest.mark.parametrize(
    ("issued_by", "read_by"), [(OLD, READY), (READY, OLD), (READY, CHANGED), (CHANGED, READY), (CHANGED, NEW)]
)
def test_at_each_step_instances_of_before_and_after_read_each_others_tokens(started, issued_by, read_by):
    token = token_by(started("account", issued_by))
    assert started("account", read_by).get("/me", headers=token).status_code == 200


def test_once_the_old_one_is_taken_away_its_tokens_sign_nobody_in(started):
    token = token_by(started("account", OLD))
    answer = started("account", NEW).get("/me", headers=token)
    assert (answer.status_code, answer.get_json()["title"]) == (401, "Not signed in")


def test_a_secret_that_is_known_to_others_can_be_replaced_at_once(started):
    """All listeners are signed out, and the leaked secret signs no valid token."""
    token = token_by(started("account", READY))
    assert started("account", NEW).get("/me", headers=token).status_code == 401
