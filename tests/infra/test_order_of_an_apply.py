"""The first apply of a new project goes in order: services first, rights before what needs them."""

import re

import pytest
from written import attributes, blocks, listed

SERVICES = "google_project_service.main"
NEEDED = {
    "google_artifact_registry_": "artifactregistry",
    "google_billing_": "billingbudgets",
    "google_cloud_run_": "run",
    "google_cloud_scheduler_": "cloudscheduler",
    "google_cloudfunctions2_": "cloudfunctions",
    "google_compute_": "compute",
    "google_firestore_": "firestore",
    "google_logging_": "logging",
    "google_monitoring_": "monitoring",
    "google_pubsub_": "pubsub",
    "google_secret_manager_": "secretmanager",
    "google_service_account": "iam",
    "google_storage_": "storage",
}
BESIDES = {"cloudbuild", "firebase", "firebasehosting"}
"""What has no resource: Cloud Functions builds by the first, and firebase-tools uses the others."""

AHEAD = re.compile(
    r"(\w+_iam_member\.build\w*|google_firestore_(field|index)\.\w+|google_logging_metric\.\w+"
    r"|google_secret_manager_secret\.\w+)"
)


def waiting_for_services(folder: str) -> set[str]:
    """Return what waits for the services: by itself, or because it names what does."""
    named = {address: " ".join(value for _, value in each) for address, each in blocks(folder).items()}
    waiting = {SERVICES}
    while True:
        pattern = re.compile("|".join(rf"\b{re.escape(address)}\b" for address in waiting))
        more = {address for address, text in named.items() if pattern.search(text)} - waiting
        if not more:
            return waiting
        waiting |= more


def depends_on(folder: str, address: str) -> list[str]:
    return listed(dict(blocks(folder)[address])["depends_on"])


@pytest.mark.parametrize("folder", ["modules/app", "modules/delivery"])
def test_whatever_is_made_waits_for_its_service_to_be_on(folder):
    assert blocks(folder).keys() - waiting_for_services(folder) == set()


def test_a_service_is_on_for_each_sort_of_resource_and_no_other_is():
    sorts = [*blocks("modules/app"), *blocks("modules/function")]
    needed = {service for sort, service in NEEDED.items() if any(each.startswith(sort) for each in sorts)}
    lists = " ".join(
        value for address, value in attributes("modules/app") if re.match(r"locals\.(of_|services)", address)
    )
    switched_on = re.findall(r'"([a-z]+)\.googleapis\.com"', lists)
    assert sorted(switched_on) == sorted(needed | BESIDES)


def test_every_sort_of_resource_is_known_to_need_a_service_or_none():
    free = ("google_project_", "module.", "terraform_data.")
    sorts = (*NEEDED, *free)
    assert [
        each for each in [*blocks("modules/app"), *blocks("modules/function")] if not each.startswith(sorts)
    ] == []


def test_rights_of_the_build_indexes_metrics_and_secrets_are_made_before_functions():
    ahead = {address for address in blocks("modules/app") if AHEAD.fullmatch(address)}
    assert sorted(depends_on("modules/app", "terraform_data.ahead")) == sorted(ahead)
    assert depends_on("modules/app", "module.function") == ["terraform_data.ahead"]


def test_a_function_waits_for_its_secrets_and_a_push_for_its_rights():
    assert depends_on("modules/function", "google_cloudfunctions2_function.main") == [
        "google_secret_manager_secret_iam_member.main"
    ]
    assert sorted(depends_on("modules/function", "google_pubsub_subscription.main")) == [
        "google_cloud_run_v2_service_iam_member.main",
        "google_pubsub_topic_iam_member.dead",
        "google_service_account_iam_member.push",
    ]


def test_the_training_waits_for_its_secret_and_an_alert_for_its_check():
    assert "google_secret_manager_secret_iam_member.retrain" in depends_on(
        "modules/app", "google_cloud_run_v2_job.retrain"
    )
    assert depends_on("modules/app", "google_monitoring_alert_policy.down") == [
        "google_monitoring_uptime_check_config.main"
    ]
