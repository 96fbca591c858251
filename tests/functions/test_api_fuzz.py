"""Whatever is sent to a documented function, as documented or not: no answer is a 500, all are as documented."""

from pathlib import Path

import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, settings
from schemathesis import checks
from signed_in import new_listener

DOCUMENT = yaml.safe_load((Path(__file__).parents[2] / "docs" / "openapi.yaml").read_text(encoding="utf-8"))
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.unsupported_method,
]

schema = schemathesis.openapi.from_dict(DOCUMENT)


@pytest.fixture(scope="module")
def token(local_cloud_url, embedded):
    return new_listener(local_cloud_url, embedded["SEGUE_SECRET"]).token


@schema.parametrize()
@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.filterwarnings("ignore:Do not use the `random` module")  # schemathesis does, in its own strategies
def test_every_answer_is_as_documented(case, local_cloud_url, token):
    headers = {"Authorization": f"Bearer {token}"}
    case.call_and_validate(base_url=f"{local_cloud_url}/api", checks=CHECKS, headers=headers)
