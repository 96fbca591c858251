"""Pushed playlists: stored once however often delivered, staged if agreed, rejected if invalid."""

import json
import uuid
from base64 import b64encode
from pathlib import Path

import pytest

from shared.adapters.local_files import LocalFiles
from shared.intake import read_text
from shared.ports import Record
from shared.record_kinds import LISTENERS, PLAYLISTS
from shared.records.playlist_keys import playlist_key
from training.read.mpd import read_playlists

UNKNOWN = "1234567890123456789012"


@pytest.fixture
def objects(embedded):
    return LocalFiles(Path(embedded["SEGUE_OBJECTS"].removeprefix("file:///")))


@pytest.fixture(autouse=True)
def ada(records):
    """A listener with an account."""
    records.create(LISTENERS.name, Record("ada", {"address": "ada@mail.example"}))


@pytest.fixture
def push(function_app):
    def deliver(content, *, id="", published_at="2026-11-23T12:00:00Z"):
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        message = {
            "messageId": id or uuid.uuid4().hex,
            "data": b64encode(data).decode(),
            "publishTime": published_at,
        }
        return function_app("ingest").post("/", json={"message": message, "subscription": "s"}).status_code

    return deliver


def kept(records, key):
    record = records.get(PLAYLISTS.name, key)
    return record.fields if record else None


def staged(objects):
    return {stored.name for stored in objects.list("staging/playlists/")}


def rejected(objects):
    return [json.loads(objects.get(stored.name)) for stored in objects.list("rejected/ingest/")]


def test_a_playlist_is_kept_with_its_tracks_and_the_cluster_it_belongs_to(push, records, known):
    assert push({"id": "mine", "name": "Evening", "tracks": known[:12]}) == 204
    found = kept(records, "mine")
    assert found["tracks"] == known[:12]
    assert found["name"] == "Evening"
    assert isinstance(found["cluster"], int)


def test_songs_may_be_named(push, records, known_names, model):
    push({"id": "named", "tracks": known_names[:5]})
    titles = [track.name for track in model.catalogue.tracks(range(5))]
    ids = kept(records, "named")["tracks"]
    assert [model.catalogue.tracks([index])[0].name for index in model.retrieval.tracks.indices(ids)] == titles


def test_an_entry_may_name_several_songs(push, records, known, known_names):
    push({"id": "several", "tracks": [f"{known_names[0]} / {known_names[1]}", known[2]]})
    found = kept(records, "several")
    assert (found["tracks"], found["lost"]) == (known[:3], 0)


def test_an_entry_that_names_an_artist_alone_brings_no_song(push, records, known, model):
    artist = model.catalogue.tracks([0])[0].artist
    push({"id": "artist", "tracks": [known[5], artist]})
    found = kept(records, "artist")
    assert (found["tracks"], found["lost"]) == ([known[5]], 1)


@pytest.mark.parametrize(
    "form", ["{id}", "spotify:track:{id}", "https://open.spotify.com/intl-de/track/{id}?si=1"]
)
def test_a_tracks_uri_may_be_an_id_or_a_link_as_in_a_pasted_text(push, records, known, form):
    track_id = known[0][-22:]
    push({"id": "linked", "tracks": [{"uri": form.format(id=track_id)}, form.format(id=track_id)]})
    assert kept(records, "linked")["tracks"] == [known[0]]


def test_a_playlist_whose_owner_did_not_agree_is_not_staged(push, objects, known):
    before = staged(objects)
    push({"tracks": known[3:9]})
    assert staged(objects) == before


def test_an_agreed_playlist_is_staged_once_as_training_reads_it(push, objects, known, tmp_path):
    before = staged(objects)
    for _ in range(3):
        push({"name": "Agreed", "tracks": known[5:14], "agreed": True, "listener": "ada"})
    (name,) = staged(objects) - before
    (tmp_path / "staged.jsonl").write_bytes(objects.get(name))
    (playlist,) = read_playlists([tmp_path / "staged.jsonl"])
    assert (playlist.name, [track.track_uri for track in playlist.tracks]) == ("Agreed", known[5:14])


def test_what_came_through_spotify_is_never_staged_and_is_forgotten(push, objects, records, known):
    before = staged(objects)
    push({"id": "theirs", "source": "spotify", "tracks": known[:7], "agreed": True})
    assert staged(objects) == before
    assert records.get(PLAYLISTS.name, "theirs").expires_at is not None


def test_a_track_that_the_catalogue_lacks_is_kept_without_the_name_that_a_stranger_gave_it(
    push, objects, records, known, traces
):
    before = staged(objects)
    new = {"uri": f"spotify:track:{UNKNOWN}", "name": "Zzqx FREE PILLS", "artist": "Totally Legit"}
    push({"id": "new", "tracks": [known[0], new], "agreed": True, "listener": "ada"})
    assert kept(records, playlist_key("ada", "new"))["tracks"] == [known[0], f"spotify:track:{UNKNOWN}"]
    (name,) = staged(objects) - before
    entry = json.loads(objects.get(name))["tracks"][1]
    assert (entry["track_name"], entry["artist_name"], entry["album_name"]) == ("", "", "")
    assert traces("FREE PILLS") == traces("Totally Legit") == []


def test_the_same_message_twice_leaves_what_it_left_once(push, records, known):
    push({"id": "twice", "tracks": known[:3]}, id="m1")
    first = kept(records, "twice")
    push({"id": "twice", "tracks": known[:3]}, id="m1")
    assert kept(records, "twice") == first


def test_of_two_messages_about_one_playlist_the_later_published_stays_whatever_comes_first(push, records, known):
    push({"id": "edited", "tracks": known[:5]}, published_at="2026-11-23T12:00:05Z")
    push({"id": "edited", "tracks": known[:3]}, published_at="2026-11-23T12:00:01Z")
    assert len(kept(records, "edited")["tracks"]) == 5


@pytest.mark.parametrize(("earlier", "later"), [(":05Z", ":05.250Z"), (":05.9Z", ":06Z"), (":05.1Z", ":05.12Z")])
def test_which_was_published_later_is_told_by_time_however_many_digits_it_has(
    push, records, known, earlier, later
):
    id = f"digits{earlier}{later}".replace(".", "-")
    push({"id": id, "tracks": known[:5]}, published_at=f"2026-11-23T12:00{later}")
    push({"id": id, "tracks": known[:3]}, published_at=f"2026-11-23T12:00{earlier}")
    assert len(kept(records, id)["tracks"]) == 5


def test_an_older_upload_that_comes_late_does_not_prolong_what_spotify_said(push, records, known):
    push({"id": "shown", "source": "spotify", "tracks": known[:5]}, published_at="2026-11-23T12:00:05Z")
    before = records.get(PLAYLISTS.name, "shown")
    push({"id": "shown", "tracks": known[:3]}, published_at="2026-11-23T12:00:01Z")
    assert records.get(PLAYLISTS.name, "shown") == before


def test_a_hopeless_message_that_comes_again_is_kept_once(push, objects):
    before = len(rejected(objects))
    for _ in range(2):
        push(b"not json", id="comes-again", published_at="2026-11-20T23:59:59Z")
    assert len(rejected(objects)) == before + 1
    assert objects.stat("rejected/ingest/2026-11-20/comes-again.json")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"not json", "malformed"),
        (b"", "nothing"),
        (b"\xff\xfe", ""),
        ({"tracks": []}, ""),
        ({"tracks": ["qqqq wwww eeee"]}, "1 entries"),
        ({"tracks": [], "surprise": 1}, ""),
        ({"tracks": ["x"], "source": "No Such"}, ""),
        ({"tracks": ["x" * 22], "source": "spotify\n", "agreed": True}, ""),
        ({"tracks": ["x" * 22], "id": "__taken__"}, "'__taken__'"),
        ({"tracks": ["x" * 22], "id": "of two lines\n"}, ""),
        ({"tracks": ["x" * 22], "id": "endless", "listener": "x" * 1_000_000}, ""),
        (b'{"tracks": ' + b"[" * 100_000, ""),
        (b'{"tracks": ["' + b"x" * 10_000_000 + b'"]}', "10000016"),
    ],
    ids=[
        "no json",
        "empty",
        "no text",
        "no tracks",
        "no song",
        "a field too many",
        "source",
        "two lines",
        "no key",
        "no id",
        "too much to keep",
        "nested",
        "10 MB",
    ],
)
def test_what_can_never_succeed_is_acknowledged_and_kept_with_the_reason(push, objects, content, found):
    before = len(rejected(objects))
    assert push(content, id=f"bad-{uuid.uuid4().hex}") == 204
    assert len(rejected(objects)) == before + 1
    newest = max(rejected(objects), key=lambda each: each["rejected_at"])
    assert newest["what"]
    assert found in newest["found"]


@pytest.mark.parametrize("body", [b"", b"{}", b'{"message": {}}', b'{"message": {"messageId": "1", "data": "%"}}'])
def test_a_body_that_is_no_push_is_refused(function_app, body):
    assert function_app("ingest").post("/", data=body, content_type="application/json").status_code == 400


def test_a_shared_playlist_reaches_the_next_training(door, address, objects, known, delivered):
    before = staged(objects)
    answer = door.sign_in(address).send("POST", "recommend", {"text": "\n".join(known[20:31]), "share": True})
    assert answer.status == 200
    delivered()
    (name,) = staged(objects) - before
    entries = json.loads(objects.get(name))["tracks"]
    assert [entry["track_uri"] for entry in entries] == known[20:31]


@pytest.mark.parametrize("request_body", [{"share": False}, {}])
def test_a_playlist_is_not_published_unless_that_is_agreed(recommend, objects, known, delivered, request_body):
    before = staged(objects)
    recommend(text="\n".join(known[31:42]), **request_body)
    delivered()
    assert staged(objects) == before


def test_text_that_is_no_reference_is_left_out_of_a_message_not_fatal(push, records, known):
    assert read_text("  ").references == ()
    push({"id": "gaps", "tracks": [known[0], "  ", known[1]]})
    assert kept(records, "gaps")["tracks"] == known[:2]


def test_a_linked_playlist_is_the_operators_or_the_listeners_own(push, another, door, address, known):
    theirs, own = "https://open.spotify.com/playlist/", "37i9dQZF1DX0XUsuxWHRQ0"
    push({"id": own, "tracks": known[42:51], "listener": another.id})
    read = another.ask("recommend", playlist=theirs + own)
    assert [match["uri"] for match in read.body["matched"]] == known[42:51]
    assert door.sign_in(address).ask("recommend", playlist=theirs + own).status == 422
    push({"id": own, "tracks": known[:9]})
    assert [
        match["uri"] for match in door.visitor().ask("recommend", playlist=theirs + own).body["matched"]
    ] == known[:9]


def test_a_playlist_that_came_through_spotify_is_not_published_whatever_its_asker_agrees_to(
    push, recommend, objects, known, delivered
):
    """It is readable by its link; the test above shows that the same songs as text are published."""
    shown, before = "37i9dQZF1DX0XUsuxWHRQd", staged(objects)
    push({"id": shown, "source": "spotify", "tracks": known[42:51]})
    answer = recommend(playlist=f"https://open.spotify.com/playlist/{shown}", share=True)
    assert [match["uri"] for match in answer.body["matched"]] == known[42:51]
    delivered()
    assert staged(objects) == before
