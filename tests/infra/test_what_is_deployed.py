"""What Terraform deploys is what the code asks for: functions, topics, collections, indexes, settings, rights."""

import ast
import dataclasses

import msgspec
import pytest
import yaml
from deployed import DATA, data, indexes
from record_calls import SOURCES, collections, conditions, pages, record_calls

from ops.bundling.reach import FUNCTIONS, function_names, reach_of
from shared import topics
from shared.config import Settings
from shared.topics import SUBSCRIBERS
from shared.variables import VARIABLES

DEPLOYED = data("functions")
NAMES = function_names()
KEYS = {
    "description", "public", "paths", "memory", "cpu", "concurrency", "timeout_seconds", "max_instances",
    "topics", "records", "reads", "writes", "publishes", "secrets", "mails",
}  # fmt: skip
MAIL_SECRETS = {"SEGUE_SENDGRID_KEY", "SEGUE_SENDGRID_EVENTS_KEY"}


def test_every_function_is_deployed():
    assert set(NAMES) <= DEPLOYED.keys()


@pytest.mark.parametrize("name", DEPLOYED)
def test_what_is_said_of_a_function_is_something_terraform_reads(name):
    assert DEPLOYED[name].keys() <= KEYS
    used = (DATA.parent / "functions.tf").read_text() + (DATA.parent / "balancer.tf").read_text()
    used += (DATA.parent / "messages.tf").read_text()
    assert all(f".{key}" in used for key in DEPLOYED[name])


@pytest.mark.parametrize("name", NAMES)
def test_an_event_function_is_not_public_and_every_other_is(name):
    assert DEPLOYED[name].get("public", False) == (name not in SUBSCRIBERS.values())


@pytest.mark.parametrize("topic", SUBSCRIBERS)
def test_a_topic_is_there_and_is_pushed_to_its_function(topic):
    assert topic in data("topics")
    assert [name for name, deployed in DEPLOYED.items() if topic in deployed.get("topics", [])] == [SUBSCRIBERS[topic]]


def test_every_topic_that_is_deployed_is_pushed_to_one_function():
    pushed = [topic for deployed in DEPLOYED.values() for topic in deployed.get("topics", [])]
    assert sorted(pushed) == sorted(data("topics"))


@pytest.mark.parametrize("name", NAMES)
def test_a_function_may_use_records_if_it_asks_for_them_and_only_then(name):
    assert DEPLOYED[name].get("records", False) == ("records" in reach_of(name).asked)


@pytest.mark.parametrize("name", NAMES)
def test_a_function_may_use_objects_if_it_asks_for_them_and_only_then(name):
    # The settings hand the objects to a bus that keeps its messages in them; that of Pub/Sub does not.
    allowed = DEPLOYED[name].get("reads", []) + DEPLOYED[name].get("writes", [])
    assert bool(allowed) == ("objects" in reach_of(name).asked)


@pytest.mark.parametrize("name", NAMES)
def test_a_function_that_serves_a_model_may_read_models(name):
    serves = any(path.name == "live.py" for path in reach_of(name).shared)
    assert ("models/" in DEPLOYED[name].get("reads", [])) == serves


@pytest.mark.parametrize("name", NAMES)
def test_an_event_function_may_keep_what_it_rejects(name):
    rejected = f"rejected/{name}/"
    assert (rejected in DEPLOYED[name].get("writes", [])) == (name in SUBSCRIBERS.values())


@pytest.mark.parametrize("name", NAMES)
def test_a_function_may_publish_to_the_topics_it_names_and_no_others(name):
    named = {node.id for tree in trees_of(name) for node in published(tree)}
    assert set(DEPLOYED[name].get("publishes", [])) == {getattr(topics, each) for each in named}


@pytest.mark.parametrize("name", NAMES)
def test_a_function_has_the_secrets_it_asks_for(name):
    asked, given = reach_of(name).asked, set(DEPLOYED[name].get("secrets", []))
    assert ("SEGUE_SECRET" in given) == ("signing_secret" in asked)
    assert ("SEGUE_ADMINS" in given) == ("admins" in asked)


@pytest.mark.parametrize("name", NAMES)
def test_a_function_that_sends_mails_has_the_settings_for_it(name):
    sends = "mailer" in reach_of(name).asked
    assert not sends or DEPLOYED[name].get("mails", False)


def test_every_setting_that_is_given_is_one_that_is_read():
    text = (DATA.parent / "functions.tf").read_text() + (DATA.parent / "secrets.tf").read_text()
    given = {word.strip(' "=') for word in text.split() if word.strip(' "=').startswith("SEGUE_")}
    known = {variable.name for variable in VARIABLES}
    # Mails have settings since there is something to send them with.
    mail = {name for name in given if name.startswith(("SEGUE_MAIL", "SEGUE_POSTAL", "SEGUE_SENDGRID"))}
    assert len(given) > 8
    assert (given if hasattr(Settings, "mailer") else given - mail) <= {name.rstrip(",]") for name in known}


def test_every_collection_that_is_used_expires():
    assert collections() <= set(data("records")["collections"])
    assert {"searches", "ratings", "playlists"} <= collections()


def test_every_page_with_conditions_and_an_order_has_its_index():
    needed = {index for _, index in pages()}
    assert needed <= indexes(), needed - indexes()
    assert needed


def test_every_index_is_of_a_collection_that_is_there():
    assert {index.collection for index in indexes()} <= set(data("records")["collections"])


def test_a_tick_is_a_message_that_its_function_reads():
    text = (DATA.parent / "messages.tf").read_text()
    assert 'jsonencode({ kind = "tick" })' in text
    if "ticks" in SUBSCRIBERS:
        from shared.ticks import Tick

        assert msgspec.json.decode(b'{"kind": "tick"}', type=Tick) is not None


def trees_of(name: str) -> list[ast.Module]:
    reached = [path for path in reach_of(name).shared if "adapters" not in path.parts]
    return [ast.parse(path.read_text()) for path in (*(FUNCTIONS / name).rglob("*.py"), *reached)]


def published(tree: ast.Module) -> list[ast.Name]:
    """The topics, as constants, of the calls that publish."""
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
