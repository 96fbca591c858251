"""Publishing playlists, replaying rejected messages, training on staged playlists: from the command line."""

import json
import os
import zipfile
from base64 import b64decode, b64encode

import pytest
from click.testing import CliRunner
from flask import Flask, request

from ops.cli import segue
from shared.adapters.local_files import LocalFiles
from shared.adapters.spooled_bus import SPOOL, UNDELIVERED
from shared.errors import RejectedMessage
from shared.messaging.push import Message, event_function
from training.read.corpus import read_dataset
from training.read.staged import fetch_staged

URIS = [f"spotify:track:{place:022d}" for place in range(6)]


@pytest.fixture
def objects(tmp_path):
    return LocalFiles(tmp_path / "objects")


@pytest.fixture
def run(tmp_path):
    def call(*arguments):
        os.environ["SEGUE_OBJECTS"] = f"file:///{tmp_path}/objects"
        return CliRunner().invoke(segue, [str(each) for each in arguments], catch_exceptions=False)

    return call


def published(objects):
    """Return the waiting playlists in the order they were published."""
    spooled = [json.loads(objects.get(stored.name)) for stored in objects.list(SPOOL)]
    return [json.loads(b64decode(each["data"])) for each in spooled]


def slices(playlists):
    return json.dumps({"playlists": [{"pid": n, **each} for n, each in enumerate(playlists)]})


def entries(*uris):
    return [{"track_uri": uri, "track_name": f"Song {uri[-1]}", "artist_name": "A"} for uri in uris]


def test_an_archive_is_published_a_playlist_a_message(run, objects, tmp_path):
    with zipfile.ZipFile(tmp_path / "playlists.zip", "w") as archive:
        lists = [{"name": "One", "tracks": entries(*URIS[:2])}, {"name": "Two", "tracks": entries(*URIS[2:5])}]
        archive.writestr("data/mpd.slice.0-1.json", slices(lists))
    assert "2 playlists published" in run("ingest", tmp_path / "playlists.zip", "--agreed").output
    first, second = published(objects)
    assert (first["name"], first["agreed"], len(second["tracks"])) == ("One", True, 3)
    assert first["tracks"][0] == {"uri": URIS[0], "name": "Song 0", "artist": "A"}


def test_any_other_file_is_one_playlist_and_what_cannot_be_read_is_said(run, objects, tmp_path):
    (tmp_path / "list.txt").write_text(f"{URIS[0]}\nhttps://example.com/nothing\nSomebody - A Song\n")
    result = run("ingest", tmp_path / "list.txt")
    assert "not read: https://example.com/nothing" in result.output
    (message,) = published(objects)
    assert message["tracks"] == [{"uri": URIS[0]}, {"name": "A Song", "artist": "Somebody"}]
    assert "agreed" not in message


def reject(objects, id="m1", data=b"[]"):
    """Make an event function reject a message."""

    def refuse(message: Message) -> None:
        raise RejectedMessage("It is no playlist", expected="tracks", found="none")

    app = Flask("function")
    serve = event_function("ingest", objects=lambda: objects)(refuse)
    app.add_url_rule("/", "push", lambda: serve(request), methods=["POST"])
    push = {"message": {"messageId": id, "data": b64encode(data).decode()}}
    assert app.test_client().post("/", json=push).status_code == 204


def test_rejected_messages_are_listed_with_the_reason(run, objects):
    reject(objects)
    listed = run("replay", "--list").output
    assert "m1.json  It is no playlist: expected tracks, found none" in listed
    assert "1 message kept." in listed
    assert published(objects) == []


def test_a_replayed_message_is_published_as_it_was_and_leaves_the_list(run, objects):
    reject(objects, data=b'{"tracks": ["x"]}')
    assert "1 message published again." in run("replay").output
    assert published(objects) == [{"tracks": ["x"]}]
    assert "0 messages" in run("replay", "--list").output


def test_only_what_matches_is_replayed(run, objects):
    reject(objects, id="one")
    reject(objects, id="two")
    run("replay", "--match", "two.json")
    assert "one.json" in run("replay", "--list").output


def test_what_could_not_be_delivered_is_replayed_too(run, objects, tmp_path):
    run("ingest", _text(tmp_path))
    (stored,) = objects.list(SPOOL)
    objects.put(stored.name.replace(SPOOL, UNDELIVERED), objects.get(stored.name))
    objects.delete(stored.name)
    assert "1 message published again." in run("replay").output
    assert len(published(objects)) == 1


def _text(folder):
    path = folder / "list.txt"
    path.write_text("\n".join(URIS))
    return path


def test_staged_playlists_and_features_are_read_like_any_others(objects, tmp_path):
    for day, name, uris in (("2026-11-22", "a", URIS[:3]), ("2026-11-23", "b", URIS[1:])):
        line = json.dumps({"pid": name, "name": name, "tracks": entries(*uris)}) + "\n"
        objects.put(f"staging/playlists/date={day}/{name}.jsonl", line.encode())
        rows = [f"{uri},0.5,0.5,1,-6,1,0.1,0.1,0,0.1,0.5,120,200000,4" for uri in uris]
        heading = (
            "track_uri,danceability,energy,key,loudness,mode,speechiness,acousticness,instrumentalness,"
            "liveness,valence,tempo,duration_ms,time_signature"
        )
        table = "\n".join([heading, *rows, ""])
        objects.put(f"staging/features/date={day}/{name}.csv", table.encode())
    playlists, features = fetch_staged(objects, tmp_path)
    dataset, _ = read_dataset(playlists, features)
    assert (len(dataset), len(dataset.tracks), dataset.playlist_names) == (2, 6, ["a", "b"])
    assert (dataset.tracks.features[:, 10] == 120).all()


def test_where_nothing_is_staged_there_is_nothing_more_to_read(objects, tmp_path):
    assert fetch_staged(objects, tmp_path) == ([], [])
