"""Fuzzing of every documented call, valid or not: no answer is a 500, all are as documented."""

from pathlib import Path

import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, settings
from over_http import fetch
from schemathesis.config import SchemathesisConfig

from shared.ports import Record
from shared.record_kinds import LISTENERS

ROOT = Path(__file__).parents[2]
DOCUMENT = yaml.safe_load((ROOT / "docs" / "openapi.yaml").read_text(encoding="utf-8"))
EXPLAINED = SchemathesisConfig.from_path(ROOT / "schemathesis.toml")
"""All checks of schemathesis, but for the refusals that the file explains."""

schema = schemathesis.openapi.from_dict(DOCUMENT, config=EXPLAINED)


ASKERS = ("stranger", "listener", "admin")


@pytest.fixture(params=ASKERS)
def headers(request, listener):
    """Headers of a new listener, so that the token is valid whatever was called before."""
    if request.param == "admin":
        request.getfixturevalue("admin_listener")
    return {} if request.param == "stranger" else {"Authorization": f"Bearer {listener.token}"}


@pytest.fixture
def admin_listener(listener, embedded, records):
    assert records.create(LISTENERS.name, Record(listener.id, {"address": embedded["SEGUE_ADMINS"]}))


@schema.parametrize()
@settings(max_examples=20, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.filterwarnings("ignore:Do not use the `random` module")  # schemathesis does, in its own strategies
def test_every_answer_is_as_documented(case, local_cloud_url, headers):
    case.call_and_validate(base_url=f"{local_cloud_url}/api", headers=headers)


def test_each_caller_may_do_what_is_theirs(local_cloud_url, headers, request):
    """Check the identities of the callers above: only the admin gets the table of ratings."""
    status = fetch(f"{local_cloud_url}/api/feedback/export", headers=headers).status
    expected = {"stranger": 401, "listener": 403, "admin": 200}
    assert status == expected[request.node.callspec.params["headers"]]
