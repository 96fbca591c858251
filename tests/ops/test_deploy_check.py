"""`segue deploy check` against Google's APIs on loopback: what an apply would fail at is said with its cure."""

import re
import shutil
import socket
from pathlib import Path

import google_apis
import pytest
from as_planned import DATA, plan
from click.testing import CliRunner
from google_apis import ACCOUNT, ADDRESS, PROJECT, google, policy, policy_path, secret_path, switched_off  # noqa: F401
from outside_servers import Reply

from ops.bundling.archive import ROOT, function_names
from ops.commands.deploy import deploy
from ops.deploy.cloud_rules import needed_secrets
from ops.deploy.own_rules import on_time
from ops.doctor.findings import Unsound

pytestmark = pytest.mark.skipif(not shutil.which("terraform"), reason="Terraform is not installed")

TFVARS = f"""
project         = "{PROJECT}"
site_url        = "https://{ADDRESS}"
alert_addresses = ["me@music.test"]
billing_account = "{ACCOUNT}"
mail            = {{ from = "Segue <segue@music.test>", postal_address = "1 Main Street" }}
"""
LOCK = 'provider "registry.terraform.io/hashicorp/google" {\n  version     = "8.7.0"\n}\n'


@pytest.fixture
def checkout(tmp_path):
    """A checkout with its Terraform, bundles and site written; the folder of prod."""
    modules = tmp_path / "terraform" / "modules" / "app"
    shutil.copytree(ROOT / "terraform" / "modules" / "app", modules, ignore=shutil.ignore_patterns(".terraform"))
    prod = tmp_path / "terraform" / "environments" / "prod"
    prod.mkdir(parents=True)
    for name in ("variables.tf", "main.tf"):
        shutil.copy(ROOT / "terraform" / "environments" / "prod" / name, prod)
    assets = tmp_path / "dist" / "site" / "assets"
    assets.mkdir(parents=True)
    for path in (assets / "app.js", assets.parent / "index.html"):
        path.touch()
    for name in function_names():
        (tmp_path / "dist" / f"{name}.zip").touch()
    (prod / "terraform.tfvars").write_text(TFVARS)
    (prod / ".terraform.lock.hcl").write_text(LOCK)
    return prod


@pytest.fixture
def checked(checkout, google, tmp_path, monkeypatch):  # noqa: F811 - a fixture
    """Runs the command and returns its lines by name; the exit code is under "code"."""
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(google_apis.credentials(tmp_path, google.url)))
    monkeypatch.setenv("NO_GCE_CHECK", "true")

    def run(*options: str) -> dict[str, str]:
        result = CliRunner().invoke(deploy, ["check", str(checkout), *options], obj=google.connect)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        lines = [re.fullmatch(r"(ok |BAD|-- )  ([^:]+): (.+)", line) for line in result.output.splitlines()]
        return {line[2]: f"{line[1].strip()} {line[3]}" for line in lines} | {"code": str(result.exit_code)}

    return run


def wrong(lines):
    return {name for name, said in lines.items() if said.startswith("BAD")}


def change(checkout: Path, old: str, new: str) -> None:
    path = checkout / "terraform.tfvars"
    path.write_text(path.read_text().replace(old, new))


def test_nothing_of_a_balancer_is_checked_where_there_is_none(checked, checkout):
    of_balancer = {"policy on buckets", "policy on balancers", "quota of the balancer", "domain"}
    assert of_balancer <= checked().keys()
    shutil.copy(ROOT / "terraform" / "environments" / "hobby" / "main.tf", checkout)
    lines = checked()
    assert not of_balancer & lines.keys()
    assert lines["code"] == "0"


def test_a_project_in_which_all_is_ready_is_said_to_be(checked):
    lines = checked()
    assert {said for name, said in lines.items() if name != "code" and not said.startswith("ok")} == set()
    assert lines["code"] == "0"
    assert lines["APIs"] == "ok on; the apply enables " + lines["APIs"].partition("enables ")[2]
    assert "run" in lines["APIs"]
    assert lines["lock file"] == "ok google 8.7.0"
    assert lines["quota of processors"].endswith("all at their most would take 75 of 20, and get 429")


def test_nothing_is_asked_but_to_read(checked, google):  # noqa: F811
    checked()
    assert {asked.method for asked in google.asked if asked.path != "/token"} == {"GET"}


BILLING = f"cloudbilling/v1/projects/{PROJECT}/billingInfo"
QUOTAS = f"cloudquotas/v1/projects/{PROJECT}/locations/global/services/run.googleapis.com/quotaInfos"


def quota(value: str) -> dict:
    return {"dimensionsInfos": [{"details": {"value": value}, "applicableLocations": ["europe-west1"]}]}


@pytest.mark.parametrize(
    ("path", "document", "name", "said"),
    [
        (BILLING, {}, "billing", "found nothing; run `gcloud billing projects link"),
        (
            BILLING,
            {"billingEnabled": True, "billingAccountName": "billingAccounts/X"},
            "billing",
            "Another account pays",
        ),
        (
            policy_path("iam.allowedPolicyMemberDomains"),
            policy("x", {"values": {"allowedValues": ["is:C0abc"]}}),
            "policy on members",
            "allUsers is refused",
        ),
        (
            policy_path("storage.publicAccessPrevention"),
            policy("x", {"enforce": True}),
            "policy on buckets",
            "disable-enforce storage.publicAccessPrevention",
        ),
        (
            policy_path("compute.disableGlobalLoadBalancing"),
            policy("x", {"enforce": True}),
            "policy on balancers",
            "global load balancers are refused",
        ),
        (
            policy_path("gcp.resourceLocations"),
            policy("x", {"values": {"allowedValues": ["us-east1"]}}),
            "policy on regions",
            "expected us-east1, found europe-west1",
        ),
        (
            policy_path("gcp.resourceLocations"),
            policy("x", {"values": {"deniedValues": ["in:europe-west1-locations"]}}),
            "policy on regions",
            "europe-west1 is denied",
        ),
        (
            f"run/v1/projects/{PROJECT}/locations",
            {"locations": [{"locationId": "europe-west9"}]},
            "region",
            "expected europe-west9, found europe-west1",
        ),
        (
            f"{QUOTAS}/CpuAllocPerProjectRegion",
            quota("9000"),
            "quota of processors",
            "more processors than the region gives: expected 10, found 9",
        ),
        (
            f"{QUOTAS}/MemAllocPerProjectRegion",
            quota(str(19 * 2**30)),
            "quota of memory",
            "more GiB than the region gives: expected 20, found 19",
        ),
        (
            f"compute/compute/v1/projects/{PROJECT}",
            {"quotas": [{"metric": "BACKEND_SERVICES", "limit": 1.0, "usage": 1.0}]},
            "quota of the balancer",
            "BACKEND_SERVICES: 1 allowed, 1 used, 2 needed",
        ),
        (
            secret_path("segue-secret"),
            {"versions": [{"state": "DISABLED"}]},
            "secret segue-secret",
            "gcloud secrets versions add segue-secret",
        ),
        (
            f"storage/storage/v1/b/{PROJECT}-state",
            {"iamConfiguration": {"publicAccessPrevention": "enforced"}},
            "state",
            "--versioning",
        ),
        (
            f"storage/storage/v1/b/{PROJECT}-state",
            {"versioning": {"enabled": True}},
            "state",
            "may be opened to everybody",
        ),
        (f"storage/storage/v1/b/{PROJECT}-state", None, "state", "There is no bucket for the state"),
        (
            f"compute/compute/v1/projects/{PROJECT}/global/addresses/segue-prod",
            {"address": "192.0.2.7"},
            "domain",
            "set its A record to 192.0.2.7",
        ),
    ],
    ids=[
        "nobody pays",
        "another account pays",
        "members of domains only",
        "no public buckets",
        "no balancers",
        "another region",
        "region denied",
        "unknown region",
        "few processors",
        "little memory",
        "few backends",
        "a disabled secret",
        "a state without versions",
        "an open state",
        "no state",
        "another address",
    ],
)
def test_what_an_apply_would_fail_at_is_said_with_its_cure(checked, google, path, document, name, said):  # noqa: F811
    google.documents[path] = document
    lines = checked()
    assert (wrong(lines), lines["code"]) == ({name}, "1")
    assert said in lines[name]


def test_an_api_that_terraform_itself_calls_has_to_be_on(checked, google):  # noqa: F811
    google.on -= {"storage"}
    assert "run `gcloud services enable storage.googleapis.com`" in checked()["APIs"]


def test_all_values_of_a_quota_without_bound_are_enough(checked, google):  # noqa: F811
    google.documents[f"{QUOTAS}/CpuAllocPerProjectRegion"] = quota("-1")
    assert checked()["quota of processors"] == "ok enough processors for all at their most"


def test_a_group_of_regions_is_left_to_the_operator(checked, google):  # noqa: F811
    group = policy("x", {"values": {"allowedValues": ["in:eu-locations"]}})
    google.documents[policy_path("gcp.resourceLocations")] = group
    assert checked()["policy on regions"].startswith("-- not checked, because only in:eu-locations are allowed")


@pytest.mark.parametrize(
    ("old", "new", "secrets"),
    [
        ("mail            = { ", 'mail = { url = "smtp", ', {"admins", "mail", "secret"}),
        (
            "project ",
            f'spotify_id = "{"0" * 32}"\nproject ',
            {"admins", "secret", "sendgrid-events-key", "sendgrid-key", "spotify-secret"},
        ),
        (
            "project ",
            'retrain = { image = "x", arguments = [] }\nproject ',
            {"admins", "secret", "sendgrid-events-key", "sendgrid-key", "holdout-key"},
        ),
    ],
    ids=["smtp", "spotify", "training"],
)
def test_secrets_are_those_of_what_was_chosen(checked, checkout, old, new, secrets):
    change(checkout, old, new)
    assert {name for name in checked() if name.startswith("secret")} == {
        f"secret segue-{each}" for each in secrets
    }


def test_an_image_has_to_be_pushed_before_a_job_names_it(checked, checkout, google):  # noqa: F811
    change(checkout, "project ", 'retrain = { image = "x", arguments = [] }\nproject ')
    google.documents = {path: each for path, each in google.documents.items() if "gcf-artifacts" not in path}
    assert "leave `retrain` out of terraform.tfvars the first time" in checked()["training image"]


def test_the_rules_that_throttle_are_counted_where_they_are_on(checked, checkout, google):  # noqa: F811
    none = {"quotas": [{"metric": "SECURITY_POLICIES", "limit": 0.0}]}
    google.documents[f"compute/compute/v1/projects/{PROJECT}"] = none
    assert "SECURITY_POLICIES: 0 allowed" in checked()["quota of the balancer"]
    main = checkout / "main.tf"
    main.write_text(main.read_text().replace("throttled       = true", "throttled       = false"))
    assert checked()["quota of the balancer"] == "ok enough"


def test_every_secret_of_terraform_is_asked_for_by_some_choice():
    functions = plan("functions").values()
    smtp = needed_secrets({"mail": {"url": "smtp"}, "spotify_id": "x", "retrain": {"image": "x"}}, functions)
    listed = re.findall(r"^ +(SEGUE_\w+) += ", (DATA.parent / "secrets.tf").read_text(), re.MULTILINE)
    ids = {name.lower().replace("_", "-") for name in listed}
    assert {*smtp, *needed_secrets({}, functions)} == ids


def test_before_there_is_an_address_the_name_is_not_checked(checked, google):  # noqa: F811
    google.documents = {path: each for path, each in google.documents.items() if "addresses" not in path}
    assert checked()["domain"].startswith("-- not checked, because the apply makes the address")


def test_the_bucket_of_the_state_may_have_another_name(checked):
    assert (
        "found elsewhere; see terraform/README.md, step 1, or name it by --state"
        in checked("--state", "elsewhere")["state"]
    )


# What is on this machine


@pytest.mark.parametrize("ahead", [-400.0, 90.0], ids=["behind", "ahead"])
def test_a_clock_that_is_wrong_is_found(ahead):
    with pytest.raises(Unsound, match="seconds; set it by a time server"):
        on_time(ahead)


def test_a_clock_that_is_a_little_off_is_right():
    assert on_time(-20.0) == "right"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (ACCOUNT, "012345-6789AB-CDEF01", "billing_account is still the example's"),
        ("@music.test>", "@segue.example>", "mail is still the example's"),
        ("alert_addresses", "alert_adresses", "alert_adresses: no such variable"),
        ("alert_addresses", "alert_adresses", "alert_addresses: it has no value"),
        ("https://", "http://", "site_url: Expected https:// and a host"),
        ('"Segue <', '"Segue <"', "terraform.tfvars: "),
    ],
    ids=["example account", "example host", "misspelt", "missing", "refused", "no HCL"],
)
def test_choices_that_terraform_would_not_take_are_named(checked, checkout, old, new, said):
    change(checkout, old, new)
    lines = checked()
    assert said in lines["terraform.tfvars"]
    assert lines["code"] == "1"


def test_all_of_the_example_is_still_the_example_s(checked, checkout):
    shutil.copy(ROOT / "terraform/environments/prod/terraform.tfvars.example", checkout / "terraform.tfvars")
    assert checked()["terraform.tfvars"].count("is still the example's") == 6


def test_a_missing_bundle_is_named(checked, checkout):
    (checkout.parents[2] / "dist" / "tally.zip").unlink()
    assert "found none of tally; write them with `segue bundle --all`" in checked()["bundles"]


def test_a_site_that_is_not_built_is_found(checked, checkout):
    shutil.rmtree(checkout.parents[2] / "dist" / "site")
    assert "write it with `make site`" in checked()["site"]


def test_a_provider_that_is_not_locked_is_found(checked, checkout):
    (checkout / ".terraform.lock.hcl").unlink()
    assert "terraform init" in checked()["lock file"]


@pytest.mark.parametrize(
    ("name", "said"),
    [("terraform.tfvars", "copy terraform.tfvars.example"), ("variables.tf", "That is no environment")],
)
def test_without_its_files_there_is_one_line(checked, checkout, name, said):
    (checkout / name).unlink()
    lines = checked()
    assert lines.keys() == {"terraform.tfvars", "code"}
    assert said in lines["terraform.tfvars"]


def test_without_terraform_there_is_one_line(checked, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert "Terraform is not installed" in checked()["terraform.tfvars"]


def test_nothing_is_left_in_the_checkout(checked, checkout):
    checked()
    assert [path.name for path in checkout.parent.iterdir()] == ["prod"]


# What Google does not tell

REMOTE = {
    "APIs", "billing", "policy on members", "policy on buckets", "policy on balancers", "policy on regions",
    "region", "quota of processors", "quota of memory", "state", "quota of the balancer", "domain",
}  # fmt: skip


def unchecked(lines, why):
    return {name for name, said in lines.items() if said.startswith("-- not checked, because") and why in said}


def test_what_one_is_not_permitted_to_see_is_not_checked(checked, google):  # noqa: F811
    google.refused["cloudbilling"] = google_apis.error(403, "The caller does not have permission")
    lines = checked()
    assert unchecked(lines, "you are not permitted to see it: The caller does not have permission") == {"billing"}
    assert lines["code"] == "0"


def test_an_api_that_is_off_is_named_with_its_switch(checked, google):  # noqa: F811
    google.refused["orgpolicy"] = switched_off("orgpolicy.googleapis.com")
    found = unchecked(checked(), "`gcloud services enable orgpolicy.googleapis.com`")
    assert found == {"policy on members", "policy on buckets", "policy on balancers", "policy on regions"}


@pytest.mark.parametrize(
    "reply",
    [
        Reply({"error": "Internal"}, 500),
        Reply(b"<html>", 502),
        Reply(b"<html>", 200),
        Reply({"name": 1}),
        Reply(hangs_up=True),
        Reply(b"cut off", cut=5),
    ],
    ids=["500", "502", "no JSON", "another shape", "hangs up", "cut off"],
)
def test_an_answer_that_is_none_is_no_finding(checked, google, reply, monkeypatch):  # noqa: F811
    answer = google.answer
    monkeypatch.setattr(google, "answer", lambda asked: reply if "billingInfo" in asked.path else answer(asked))
    google.documents[BILLING] = {"billingEnabled": "perhaps"}
    lines = checked()
    assert "billing" in unchecked(lines, "cloudbilling") or lines["billing"].startswith("BAD No open")


def test_without_credentials_only_this_machine_is_checked(checked, tmp_path, monkeypatch):
    for name in ("GOOGLE_APPLICATION_CREDENTIALS", "GOOGLE_CLOUD_PROJECT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path / "none"))
    lines = checked()
    assert "gcloud auth application-default login" in lines["credentials"]
    assert unchecked(lines, "nobody is signed in") >= REMOTE
    assert lines["terraform.tfvars"].startswith("ok")


def test_credentials_that_cannot_be_read_are_found(checked, tmp_path):
    (tmp_path / "credentials.json").write_text("{")
    assert checked()["credentials"].startswith("BAD There are no credentials")


def test_expired_credentials_are_said_to_be(checked, google, monkeypatch):  # noqa: F811
    refusal = Reply({"error": "invalid_grant", "error_description": "Token has been expired or revoked."}, 400)
    monkeypatch.setattr(google, "answer", lambda asked: refusal)
    lines = checked()
    assert "Token has been expired or revoked" in lines["credentials"]
    assert "again" in lines["credentials"]
    assert unchecked(lines, "nobody is signed in") >= REMOTE


def test_without_a_network_nothing_of_the_cloud_is_checked(checked, tmp_path):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        google_apis.credentials(tmp_path, f"http://127.0.0.1:{nobody.getsockname()[1]}")
        lines = checked()
    assert unchecked(lines, "Google cannot be reached") >= REMOTE | {"credentials"}
    assert lines["code"] == "0"
