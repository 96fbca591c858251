"""Dead letters of Pub/Sub, in the subscriptions that Terraform creates: listed, and published again."""

import os
import re
import signal
import subprocess
import sys
import time
from base64 import b64decode
from pathlib import Path

import pytest
from click.testing import CliRunner
from failing_relays import Fault, GrpcRelay
from push_lines import ATTEMPTS, Endpoint, push_to

from ops.cli import segue
from shared.adapters.pubsub_dead_letters import CLOCKS_DIFFER, PubsubDeadLetters, subscription_of
from shared.adapters.validation import utc_now
from shared.errors import Unavailable
from shared.messaging.topics import ACTIVITY, PLAYLISTS, SUBSCRIBERS, SUBSCRIPTIONS
from shared.settings.config import Settings

WAIT_SECONDS = 0.3


@pytest.fixture
def pipes(publisher, subscriber, project):
    """Every topic, its publisher, and its dead-letter subscription."""
    pairs = {f"{topic}-seen": topic for topic in SUBSCRIBERS}
    pairs |= {subscription_of(*each): subscription_of(*each) for each in SUBSCRIPTIONS}
    for name, its_topic in pairs.items():
        publisher.create_topic(name=publisher.topic_path(project, its_topic))
        subscriber.create_subscription(
            name=subscriber.subscription_path(project, name), topic=publisher.topic_path(project, its_topic)
        )


@pytest.fixture
def open_dead(pipes, pubsub_address, project, monkeypatch):
    """Opens the dead letters with a manual clock."""
    from google.cloud.pubsub_v1 import SubscriberClient

    monkeypatch.setenv("PUBSUB_EMULATOR_HOST", pubsub_address)
    with SubscriberClient() as client:
        yield lambda now: PubsubDeadLetters(client, project, wait_seconds=WAIT_SECONDS, now=now)


@pytest.fixture
def dead(open_dead):
    return open_dead(utc_now)


@pytest.fixture
def die(publisher, project):
    """Publishes a message to a dead-letter topic."""

    def put(topic, data, **attributes):
        path = publisher.topic_path(project, subscription_of(topic, SUBSCRIBERS[topic][0]))
        added = {"CloudPubSubDeadLetterSourceDeliveryCount": "10"}
        return publisher.publish(path, data, **attributes, **added).result()

    return put


@pytest.fixture
def arrived(subscriber, project):
    """Return the messages published to a topic."""

    def of(topic):
        path = subscriber.subscription_path(project, f"{topic}-seen")
        answer = subscriber.pull(subscription=path, max_messages=10, timeout=20)
        ids = [each.ack_id for each in answer.received_messages]
        subscriber.acknowledge(subscription=path, ack_ids=ids)
        return [(each.message.data, dict(each.message.attributes)) for each in answer.received_messages]

    return of


@pytest.fixture
def replay(dead, project, tmp_path, monkeypatch):
    monkeypatch.setenv("SEGUE_EVENTS", f"pubsub://{project}")
    monkeypatch.setenv("SEGUE_OBJECTS", f"file:///{tmp_path}/objects")

    def run(*arguments):
        return CliRunner().invoke(segue, ["replay", *arguments], obj=dead, catch_exceptions=False).output

    return run


def once_there(replay):
    """Replay until the expected message has arrived."""
    deadline = time.monotonic() + 60
    while "1 message published again." not in replay():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.2)  # else it would keep a core and the emulator busy for seconds


def test_the_names_are_those_that_terraform_gives():
    module = Path(__file__).parents[2] / "terraform" / "modules" / "function" / "main.tf"
    named = re.search(r'"google_pubsub_topic" "dead" \{.*?name\s+= "(.*?)"', module.read_text(), re.DOTALL)[1]
    assert named.replace("${each.key}", "digests").replace("${local.service}", "weekly-email") == subscription_of(
        "digests", "weekly_email"
    )


def test_each_dead_letter_is_given_with_its_topic_and_without_what_pubsub_added(dead, die):
    ids = {die(PLAYLISTS, b"a list", source="x"), die(ACTIVITY, b"a search")}
    found = {letter.name.rpartition("/")[2]: letter for letter in dead.held()}
    assert set(found) == ids
    shown = {(each.topic, each.data, tuple(each.attributes.items())) for each in found.values()}
    assert shown == {(PLAYLISTS, b"a list", (("source", "x"),)), (ACTIVITY, b"a search", ())}


def test_what_was_only_looked_at_is_there_for_the_next(dead, die):
    die(PLAYLISTS, b"a list")
    assert [[each.data for each in dead.held()] for _ in range(3)] == [[b"a list"]] * 3


def test_what_was_looked_at_in_part_is_there_for_the_next(dead, die):
    for number in range(3):
        die(PLAYLISTS, b"%d" % number)
    looking = dead.held()
    next(looking)
    looking.close()
    assert {each.data for each in dead.held()} == {b"0", b"1", b"2"}


def test_what_is_forgotten_is_gone_and_nothing_else(dead, die):
    for data in (b"one", b"two"):
        die(PLAYLISTS, data)
    for letter in dead.held():
        if letter.data == b"one":
            letter.forget()
    assert [each.data for each in dead.held()] == [b"two"]


def test_more_than_one_answer_holds_are_all_given_once(dead, die):
    sent = {b"%d" % number for number in range(230)}
    for data in sent:
        die(ACTIVITY, data)
    given = [each.data for each in dead.held()]
    assert (len(given), set(given)) == (230, sent)


def test_what_dies_again_meanwhile_is_left_for_the_next(open_dead, die):
    """A message that fails again must not make a replay endless."""
    dead = open_dead(lambda: utc_now() - CLOCKS_DIFFER)  # the two clocks are one
    sent = {b"%d" % number for number in range(3)}
    for data in sent:
        die(ACTIVITY, data)
    given = []
    for letter in dead.held():
        given.append(letter.data)
        die(ACTIVITY, letter.data)
        letter.forget()
        assert len(given) <= 3
    assert set(given) == sent
    assert {each.data for each in dead.held()} == sent


def test_a_project_without_them_is_unavailable(pubsub_address, project, monkeypatch):
    monkeypatch.setenv("PUBSUB_EMULATOR_HOST", pubsub_address)
    with pytest.raises(Unavailable, match="Pub/Sub refuses us: found NotFound"):
        list(PubsubDeadLetters.connect(project).held())


def test_a_replay_publishes_them_to_their_topic_and_empties_the_list(replay, die, arrived):
    id = die(PLAYLISTS, b"a list", source="x")
    assert f"playlists-to-ingest-dead/{id}" in replay("--list")
    assert "1 message published again." in replay()
    assert arrived(PLAYLISTS) == [(b"a list", {"source": "x"})]
    assert replay("--list") == "0 messages kept.\n"


def test_what_pubsub_gave_up_is_published_again_as_it_was(replay, publisher, subscriber, project):
    topic, dead_topic = (
        publisher.topic_path(project, name) for name in (PLAYLISTS, subscription_of(PLAYLISTS, "ingest"))
    )
    subscription = subscriber.subscription_path(project, "pushed")
    with Endpoint() as endpoint:
        endpoint.answers = [500] * ATTEMPTS
        push_to(endpoint.url, subscriber, subscription, topic, dead_topic)
        Settings.from_environment().events().publish(PLAYLISTS, b"a list", {"source": "x"})
        once_there(replay)
        pushes = [endpoint.next() for _ in range(ATTEMPTS + 1)]
        subscriber.delete_subscription(subscription=subscription)
    assert [push["answer"] for push in pushes] == [500] * ATTEMPTS + [204]
    last = pushes[-1]["message"]
    assert (b64decode(last["data"]), last["attributes"]) == (b"a list", {"source": "x"})


def test_a_replay_killed_after_publishing_publishes_again_rather_than_never(replay, die, arrived, pubsub_address):
    """The handler recognises the message by its content."""
    die(PLAYLISTS, b"a list")
    with GrpcRelay(pubsub_address) as relay:
        environment = {**os.environ, "PUBSUB_EMULATOR_HOST": relay.address}
        command = [sys.executable, "-c", "from ops.cli import main; main()", "replay"]
        killed = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        relay.faults.coming = [Fault("Publish", carried_out=True, then=killed.kill)]
        assert killed.wait() == -signal.SIGKILL
    assert [data for data, _ in arrived(PLAYLISTS)] == [b"a list"]
    once_there(replay)  # it is the killed one's for some seconds
    assert [data for data, _ in arrived(PLAYLISTS)] == [b"a list"]
    assert replay("--list") == "0 messages kept.\n"


def test_a_replay_that_is_refused_leaves_what_it_took_for_the_next(replay, die, publisher, project):
    for data in (b"one", b"two"):
        die(PLAYLISTS, data)
    publisher.delete_topic(topic=publisher.topic_path(project, PLAYLISTS))
    with pytest.raises(Unavailable, match="Pub/Sub refuses us: found NotFound"):
        replay()
    assert "2 messages kept." in replay("--list")


def test_only_those_that_match_are_published_again(replay, die, arrived):
    die(PLAYLISTS, b"a list")
    die(ACTIVITY, b"a search")
    assert "1 message published again." in replay("--match", "activity-to-tally")
    assert arrived(ACTIVITY)
    assert "playlists-to-ingest-dead" in replay("--list")
