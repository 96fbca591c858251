"""Publishing playlists and replaying rejected messages: from the command line."""

import json
import sqlite3
from base64 import b64encode
from contextlib import closing
from datetime import UTC, datetime

import msgspec
import pytest
from click.testing import CliRunner
from flask import Flask, request

from ops.cli import segue
from shared.adapters.local_files import LocalFiles
from shared.errors import NotFound, RejectedMessage
from shared.messaging.push import Message, Rejected, event_function
from tests.published_playlists import published

URIS = [f"spotify:track:{place:022d}" for place in range(6)]

REJECTED_BY_NOBODY = msgspec.json.encode(
    Rejected("m", "no-such-function", b"[]", {}, "", "", datetime(2026, 11, 30, tzinfo=UTC), "It is no playlist")
)


@pytest.fixture
def objects(tmp_path):
    return LocalFiles(tmp_path / "objects")


def entries(*uris):
    return [{"track_uri": uri, "track_name": f"Song {uri[-1]}", "artist_name": "A"} for uri in uris]


def reject(objects, id="m1", data=b"[]"):
    """Make an event function reject a message."""

    def refuse(message: Message) -> None:
        raise RejectedMessage("It is no playlist", expected="tracks", found="none")

    app = Flask("function")
    serve = event_function("ingest", objects=lambda: objects)(refuse)
    app.add_url_rule("/", "push", lambda: serve(request), methods=["POST"])
    push = {"message": {"messageId": id, "data": b64encode(data).decode()}}
    assert app.test_client().post("/", json=push).status_code == 204


def test_rejected_messages_are_listed_with_the_reason(run, objects, bus):
    reject(objects)
    listed = run("replay", "--list").output
    assert "m1.json  It is no playlist: expected tracks, found none" in listed
    assert "1 message kept." in listed
    assert published(bus) == []


def test_a_replayed_message_is_published_as_it_was_and_leaves_the_list(run, objects, bus):
    reject(objects, data=b'{"tracks": ["x"]}')
    assert "1 message published again." in run("replay").output
    assert published(bus) == [{"tracks": ["x"]}]
    assert "0 messages" in run("replay", "--list").output


@pytest.mark.parametrize("damage", [b"", b'{"cut', b"\xff", b"[]", REJECTED_BY_NOBODY])
def test_a_rejected_message_that_cannot_be_read_is_listed_stays_and_hides_no_others(run, objects, bus, damage):
    objects.put("rejected/ingest/2026-11-30/a.json", damage)
    reject(objects)
    listed = run("replay", "--list").output
    assert listed.startswith("rejected/ingest/2026-11-30/a.json  ")
    assert "2 messages kept." in listed
    assert "1 message published again. 1 message cannot be, and stay." in run("replay").output
    assert len(published(bus)) == 1
    assert objects.get("rejected/ingest/2026-11-30/a.json") == damage


def test_a_message_is_dropped_by_its_name_alone_and_the_line_says_which(run, objects, bus):
    objects.put("rejected/ingest/2026-11-30/a.json", b"cut")
    reject(objects)
    dropped = run("replay", "--drop", "rejected/ingest/2026-11-30/a.json").output
    assert dropped.startswith("dropped: rejected/ingest/2026-11-30/a.json  it cannot be read")
    assert "1 message kept." in run("replay", "--list").output
    assert published(bus) == []


def test_dropping_a_name_that_is_not_in_the_list_drops_nothing_and_says_so(run, objects):
    reject(objects)
    refused = CliRunner().invoke(segue, ["replay", "--drop", "m1"])
    assert refused.exit_code != 0
    assert isinstance(refused.exception, NotFound) or "There is no such message" in refused.output
    assert "1 message kept." in run("replay", "--list").output


def test_a_message_of_the_queue_that_cannot_be_read_is_dropped(run, bus, tmp_path):
    run("ingest", _text(tmp_path))
    lay_aside(bus, tmp_path / "segue.db", b"cut o")
    (name, _, _) = run("replay", "--list").output.partition("  ")
    assert run("replay", "--drop", name).output.startswith(f"dropped: {name}  ")
    assert "0 messages kept." in run("replay", "--list").output


def test_only_what_matches_is_replayed(run, objects):
    reject(objects, id="one")
    reject(objects, id="two")
    run("replay", "--match", "two.json")
    assert "one.json" in run("replay", "--list").output


def lay_aside(bus, path, body=None):
    """Lay the first waiting message aside, its bytes exchanged for others if given."""
    if body is not None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("UPDATE messages SET body = ?", (body,))
            connection.commit()
    (waiting,) = bus.queue().due([], others=True)
    bus.queue().lay_aside(waiting.turn, "every delivery failed")


def test_a_message_that_could_not_be_delivered_is_replayed_too(run, bus, tmp_path):
    run("ingest", _text(tmp_path))
    lay_aside(bus, tmp_path / "segue.db")
    assert "undelivered/1  every delivery failed" in run("replay", "--list").output
    assert "1 message published again." in run("replay").output
    assert len(published(bus)) == 1
    assert "0 messages kept." in run("replay", "--list").output


def test_a_message_that_cannot_be_read_is_listed_and_stays(run, bus, tmp_path):
    run("ingest", _text(tmp_path))
    lay_aside(bus, tmp_path / "segue.db", b"cut o")
    assert "0 messages published again. 1 message cannot be, and stay." in run("replay").output
    assert "1 message kept." in run("replay", "--list").output


def test_messages_of_an_older_deployment_are_replayed_too(run, objects, bus):
    old = {"id": "a", "topic": "playlists", "data": b64encode(b"[]").decode(), "attributes": {}}
    old |= {"ordering_key": "", "published_at": "2026-11-23T12:00:00Z"}
    objects.put("undelivered/00000000000000000001-a.json", json.dumps(old).encode())
    assert "1 message published again." in run("replay").output
    assert published(bus) == [[]]
    assert list(objects.list("")) == []


def _text(folder):
    path = folder / "list.txt"
    path.write_text("\n".join(URIS))
    return path
