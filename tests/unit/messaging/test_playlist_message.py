"""Messages: the bounds of a playlist's, its way from intake and back, and the kinds of the others."""

import msgspec
import pytest

from shared.adapters.memory import MemoryRecords
from shared.errors import Unavailable
from shared.intake import Intake, Reading, TrackReference, named_track, read_text
from shared.messaging.messages import Activity, RatingChanged, SearchMade, Tick
from shared.messaging.outbox import StoreThenPublish
from shared.messaging.playlist_message import GivenTrack, PlaylistMessage, message_of, references_of
from shared.messaging.topics import topic_of
from shared.ports import EventBus, Record

ID = "4uLU6hMCjMI75M1A2tKUQC"
OTHER = "7GhIk7Il098yCjg4BQjzvb"
URI = f"spotify:track:{ID}"


def read(**fields: object) -> PlaylistMessage:
    return msgspec.json.decode(msgspec.json.encode({"tracks": [ID], **fields}), type=PlaylistMessage)


def test_a_message_needs_nothing_but_tracks():
    assert read() == PlaylistMessage(tracks=[ID], source="upload", id="", name="", agreed=False, listener=None)


AT_THE_BOUNDS = {
    "tracks": [[ID] * 10_000, ["x" * 1_000], [{"uri": "x" * 1_000, "name": "x" * 1_000, "artist": "x" * 1_000}]],
    "source": ["a", "a-1" + "b" * 37],
    "id": ["", "Az0:_-" + "x" * 194],
    "name": ["", "é" * 300],
}
BEYOND = {
    "tracks": [[], [ID] * 10_001, ["x" * 1_001], [{"artist": "x" * 1_001}], [7], [{"title": "x"}]],
    "source": ["", "a" * 41, "Upload", "up load", "upload\n"],
    "id": ["x" * 201, "a b", "a/b", "a\n"],
    "name": ["x" * 301],
    "agreed": [1, "true"],
    "surprise": [1],
}


def each_of(values: dict[str, list[object]]) -> list[tuple[str, object]]:
    return [(name, value) for name, given in values.items() for value in given]


@pytest.mark.parametrize(("name", "value"), each_of(AT_THE_BOUNDS))
def test_a_value_at_its_bound_is_read(name, value):
    assert msgspec.to_builtins(read(**{name: value})).get(name, "") == value


@pytest.mark.parametrize(("name", "value"), each_of(BEYOND))
def test_a_value_beyond_its_bound_is_refused(name, value):
    with pytest.raises(msgspec.ValidationError):
        read(**{name: value})


def test_what_intake_read_arrives_in_its_order():
    given = read_text(f"spotify:track:{ID}\nNina Simone - Feeling Good")
    arrived = list(references_of(message_of(given, agreed=True)))
    assert [(each.track_id, each.artist, each.title) for each in arrived] == [
        (URI, "", ""),
        (None, "Nina Simone", "Feeling Good"),
    ]


@pytest.mark.parametrize("line", ["Feeling Good - Nina Simone", "1. “Feeling Good” by Nina Simone (1965) – live!"])
def test_a_line_arrives_with_every_way_to_read_it(line):
    given = read_text(line)
    (arrived,) = references_of(message_of(given, agreed=True))
    assert Reading("Feeling Good", "Nina Simone") in arrived.readings
    assert arrived.readings[0] == given.references[0].readings[0]


def test_a_title_and_an_artist_of_a_table_arrive_as_they_were_given():
    named = Intake((named_track("", "1999 (Live)", "Prince - Topic", 1),))
    assert message_of(named, agreed=True).tracks == [GivenTrack(name="1999 (Live)", artist="Prince - Topic")]


def test_a_message_says_who_agreed_and_where_it_is_from():
    message = message_of(Intake((TrackReference("x", 1, URI),)), agreed=True, source="spotify", listener="ada")
    assert (message.agreed, message.source, message.listener) == (True, "spotify", "ada")


def test_an_upload_is_one_unless_told():
    assert message_of(Intake(), agreed=False).source == "upload"


def test_of_a_long_name_300_characters_are_sent():
    assert message_of(Intake(name="x" * 300 + "y"), agreed=True).name == "x" * 300


def test_references_are_numbered_by_their_place_in_the_playlist():
    message = PlaylistMessage(tracks=[ID, "https://example.com/x", GivenTrack(), GivenTrack(name="Hurt")])
    assert [(each.line, each.track_id, each.title) for each in references_of(message)] == [
        (1, URI, ""),
        (4, None, "Hurt"),
    ]


def test_a_text_is_one_track_even_where_it_holds_two_links():
    message = PlaylistMessage(tracks=[f"spotify:track:{ID} spotify:track:{OTHER}"])
    assert [each.track_id for each in references_of(message)] == [URI]


def test_a_line_end_in_a_text_does_not_make_two_tracks():
    assert len(list(references_of(PlaylistMessage(tracks=["A - B\nC - D"])))) == 1


@pytest.mark.parametrize(
    ("message", "kind"), [(SearchMade(id="s"), "search"), (RatingChanged(key="k"), "rating"), (Tick(), "tick")]
)
def test_a_message_says_its_kind(message, kind):
    assert msgspec.json.decode(msgspec.json.encode(message))["kind"] == kind


def test_an_activity_is_told_by_its_kind():
    assert msgspec.json.decode(b'{"kind":"rating","key":"k"}', type=Activity) == RatingChanged(key="k")


@pytest.mark.parametrize("data", [b'{"kind":"tick","id":"s"}', b'{"id":"s"}', b'{"kind":"search","id":"s","x":1}'])
def test_what_is_no_activity_is_not_read(data):
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(data, type=Activity)


def test_a_tick_needs_no_hour():
    assert msgspec.json.decode(b'{"kind":"tick"}', type=Tick).hour is None


def test_every_event_function_has_a_topic():
    topics = [topic_of(function) for function in ("ingest", "tally", "weekly_email")]
    assert topics == ["playlists", "activity", "digests"]


def unreachable() -> EventBus:
    raise Unavailable("no bus")


def test_a_bus_that_cannot_be_reached_leaves_the_record_and_says_so():
    records = MemoryRecords()
    with pytest.raises(Unavailable):
        StoreThenPublish(records, unreachable).store("searches", Record("a", {}), "activity", b"x")
    assert records.get("searches", "a") is not None


def test_no_bus_is_connected_for_a_record_that_is_there():
    records = MemoryRecords()
    records.create("searches", Record("a", {}))
    assert StoreThenPublish(records, unreachable).store("searches", Record("a", {}), "activity", b"x") is False
