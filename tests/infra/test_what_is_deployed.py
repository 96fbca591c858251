"""The deployment matches the code: functions, topics, collections, indexes, settings, rights."""

import ast
import re
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from deployed import DATA, TERRAFORM, data
from reached import reached

from ops.bundling.archive import FUNCTIONS, function_names
from ops.local.cloud import HTTP_FUNCTIONS
from ops.local.site import HEADERS
from shared.messaging import topics
from shared.messaging.messages import Tick
from shared.messaging.topics import EVENT_FUNCTIONS, SUBSCRIBERS, SUBSCRIPTIONS
from shared.record_kinds import DELETED_LISTENER_KEPT, KINDS, PICTURES
from shared.settings.variables import VARIABLES
from shared.web.http import STRICT_TRANSPORT

DEPLOYED = data("functions")
NAMES = function_names()
KEYS = {
    "description", "public", "paths", "memory", "cpu", "concurrency", "timeout_seconds", "max_instances",
    "topics", "records", "reads", "writes", "publishes", "secrets", "mails", "looks_up",
    "reads_histories", "looks_up_names", "follows_links",
}  # fmt: skip


def test_every_function_is_deployed_and_no_other():
    assert set(NAMES) == DEPLOYED.keys()


def test_every_function_is_served_by_the_local_cloud_and_no_other():
    assert sorted(NAMES) == sorted([*HTTP_FUNCTIONS, *EVENT_FUNCTIONS])


@pytest.mark.parametrize("name", DEPLOYED)
def test_what_is_said_of_a_function_is_something_terraform_reads(name):
    assert DEPLOYED[name].keys() <= KEYS
    used = (DATA.parent / "functions.tf").read_text() + (DATA.parent / "balancer.tf").read_text()
    used += (DATA.parent / "messages.tf").read_text()
    assert all(f".{key}" in used for key in DEPLOYED[name])


@pytest.mark.parametrize("name", NAMES)
def test_an_event_function_is_not_public_and_every_other_is(name):
    assert DEPLOYED[name].get("public", False) == (name not in EVENT_FUNCTIONS)


@pytest.mark.parametrize("name", HTTP_FUNCTIONS)
def test_a_function_takes_off_the_paths_that_the_balancer_leads_to_it(name):
    tree = ast.parse((FUNCTIONS / name / "main.py").read_text())
    (edge,) = [
        each for each in ast.walk(tree) if isinstance(each, ast.Call) and ast.unparse(each.func) == "http_function"
    ]
    paths = [path for each in edge.keywords if each.arg == "paths" for path in ast.literal_eval(each.value)]
    assert paths == DEPLOYED[name].get("paths", [])


@pytest.mark.parametrize("topic", SUBSCRIBERS)
def test_a_topic_is_there_and_is_pushed_to_its_functions(topic):
    assert topic in data("topics")
    pushed = [name for name, deployed in DEPLOYED.items() if topic in deployed.get("topics", [])]
    assert sorted(pushed) == sorted(SUBSCRIBERS[topic])


def test_every_topic_that_is_deployed_is_pushed_as_the_code_subscribes():
    pushed = [(topic, name) for name, deployed in DEPLOYED.items() for topic in deployed.get("topics", [])]
    assert sorted(pushed) == sorted(SUBSCRIPTIONS)
    assert set(data("topics")) == {topic for topic, _ in pushed}


@pytest.mark.parametrize("name", NAMES)
def test_a_function_may_use_the_parts_it_asks_its_settings_for(name):
    assert asked_for(name) <= allowed(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_function_may_use_no_part_it_does_not_ask_for(name):
    assert allowed(name) <= asked_for(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_function_that_serves_a_model_may_read_models(name):
    serves = "shared.model.live" in reached(name).modules
    assert ("models/" in DEPLOYED[name].get("reads", [])) == serves


@pytest.mark.parametrize("name", NAMES)
def test_an_event_function_may_keep_what_it_rejects(name):
    rejected = f"rejected/{name}/"
    assert (rejected in DEPLOYED[name].get("writes", [])) == (name in EVENT_FUNCTIONS)


@pytest.mark.parametrize("name", NAMES)
def test_a_function_may_publish_to_the_topics_it_names_and_to_none_that_nobody_names_for_it(name):
    own = {getattr(topics, node.id) for tree in own_trees(name) for node in published(tree)}
    all_named = {getattr(topics, node.id) for tree in reached(name).trees() for node in published(tree)}
    assert own <= set(DEPLOYED[name].get("publishes", [])) <= own | all_named


def test_every_setting_that_is_given_is_one_that_is_read():
    text = (DATA.parent / "functions.tf").read_text() + (DATA.parent / "secrets.tf").read_text()
    given = set(re.findall(r"\bSEGUE_[A-Z_]+", text))
    assert len(given) > 8
    assert given <= {variable.name for variable in VARIABLES}


def test_the_site_is_sent_with_the_headers_of_the_local_cloud_and_https_alone():
    assert data("headers") == HEADERS | STRICT_TRANSPORT
    assert "[for name, value in local.headers :" in (DATA.parent / "balancer.tf").read_text()
    assert "[for name, value in merge(local.headers," in (DATA.parent / "hosting.tf").read_text()


def test_every_kind_of_record_has_its_collection_where_records_expire():
    assert data("records")["collections"] == sorted(kind.name for kind in KINDS)


def test_every_page_with_conditions_has_its_composite_index():
    needed = [
        {
            "collection": kind.name,
            "where": list(index.where),
            "order_by": index.order_by,
            "descending": index.descending,
        }
        for kind in KINDS
        for index in kind.indexes
        if index.where
    ]
    assert data("records")["indexes"] == sorted(needed, key=lambda each: (each["collection"], each["order_by"]))


def test_a_tick_is_a_message_that_its_function_reads():
    text = (DATA.parent / "messages.tf").read_text()
    assert 'jsonencode({ kind = "tick" })' in text
    assert msgspec.json.decode(b'{"kind": "tick"}', type=Tick) == Tick()


def test_a_deleted_listener_is_remembered_for_longer_than_their_messages_can_be_replayed():
    assert longest_kept(DATA.parent / "messages.tf") + set_aside() < DELETED_LISTENER_KEPT


def test_pictures_expire_as_the_privacy_page_says_and_a_deleted_one_cannot_be_restored_for_long():
    text = (DATA.parent / "buckets.tf").read_text()
    assert re.findall(rf'age += (\d+)\s+matches_prefix = \["{PICTURES}"\]', text) == ["30"]
    replaced = r'days_since_noncurrent_time = (\d+)\s+with_state += "ARCHIVED"\s+matches_prefix += \["(.+?)"\]'
    assert re.findall(replaced, text) == [("1", PICTURES)]


def test_whoever_deletes_a_shared_list_may_delete_its_pictures():
    may_write = {name for name, each in DEPLOYED.items() if PICTURES in each.get("writes", [])}
    assert may_write == {"share", "account"}


def longest_kept(file: Path) -> timedelta:
    """Return the longest retention of a message in the topics and subscriptions of a file."""
    found = re.findall(r'message_retention_duration = "(\d+)s"', file.read_text())
    return timedelta(seconds=max(map(int, found)))


def set_aside() -> timedelta:
    """Return the longest time `segue replay` can find a message: as a dead letter or a rejected one."""
    rules = re.findall(
        r"age += (\d+)\s+matches_prefix = \[\"rejected/\"\]", (DATA.parent / "buckets.tf").read_text()
    )
    return max(
        longest_kept(TERRAFORM / "modules" / "function" / "main.tf"), *(timedelta(days=int(age)) for age in rules)
    )


def asked_for(name: str) -> set[str]:
    """Return the services a function's code asks its settings for, if they need a right."""
    parts = {
        "records",
        "objects",
        "events",
        "mailer",
        "feature_source",
        "listening_history",
        "track_names",
        "short_links",
        "admins",
        "signing_secrets",
    }
    return parts & reached(name).asked


def allowed(name: str) -> set[str]:
    """Return the services a function has a right to, by their names in the code."""
    deployed = DEPLOYED[name]
    secrets = deployed.get("secrets", [])
    rights = {
        "records": deployed.get("records", False),
        "objects": deployed.get("reads", []) + deployed.get("writes", []),
        "events": deployed.get("publishes", []),
        "mailer": deployed.get("mails", False),
        "feature_source": deployed.get("looks_up", False),
        "listening_history": deployed.get("reads_histories", False),
        "track_names": deployed.get("looks_up_names", False),
        "short_links": deployed.get("follows_links", False),
        "admins": "SEGUE_ADMINS" in secrets,
        "signing_secrets": "SEGUE_SECRET" in secrets,
    }
    return {part for part, right in rights.items() if right}


def own_trees(name: str) -> list[ast.Module]:
    return [ast.parse(path.read_text()) for path in (FUNCTIONS / name).rglob("*.py")]


def published(tree: ast.Module) -> list[ast.Name]:
    """Return the topics of the publishing calls, as constants."""
    return [
        node.args[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "publish"
        and node.args
        and isinstance(node.args[0], ast.Name)
        and node.args[0].id.isupper()
    ]
