"""`segue doctor --url` is content with a deployment as Terraform plans it, and finds what a plan leaves out."""

import pytest
from as_planned import deployed_as_planned, plan

from ops.doctor.outside import examine_from_outside
from ops.local.cloud import HTTP_FUNCTIONS


@pytest.fixture
def examined(embedded, tmp_path):
    def examine(**changed):
        with deployed_as_planned(embedded, tmp_path, **changed) as (url, plain):
            return {finding.name: finding for finding in examine_from_outside(url, plain)}

    return examine


def wrong(findings):
    return {name: finding.detail for name, finding in findings.items() if not finding.healthy}


def test_a_deployment_as_planned_is_well(examined):
    findings = examined()
    assert wrong(findings) == {}
    assert findings.keys() >= {
        "certificate",
        "http",
        "events",
        "pages",
        "missing pages",
        "embedding",
        *HTTP_FUNCTIONS,
    }


@pytest.mark.parametrize("left_out", plan("headers"))
def test_a_plan_without_a_header_of_the_pages_is_found(examined, left_out):
    headers = {name: value for name, value in plan("headers").items() if name != left_out}
    found = wrong(examined(headers=headers, functions={}))
    assert f"The first page is sent without {left_out}" in found["pages"]


def test_a_plan_that_leads_no_embedding_to_the_lists_is_found(examined):
    share = plan("functions")["share"] | {"paths": ["/s"]}
    assert wrong(examined(functions={"share": share})).keys() >= {"embedding"}


def test_a_plan_that_leads_to_an_event_function_is_found(examined):
    tally = plan("functions")["tally"] | {"public": True}
    assert "Anybody may send to /api/tally" in wrong(examined(functions={"tally": tally}))["events"]
