"""JSON: slices, playlists and lists of the Million Playlist Dataset's kind, and JSON of another shape."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import InvalidInput, SegueError
from shared.intake.mpd_json import read_json
from shared.intake.reference import Intake, TrackReference
from shared.intake.text import LONGEST_LINE, MOST_LINES, SHOWN

GENUINE = Path(__file__).parents[4] / "shared" / "data" / "mpd_genuine_37_playlists.json"
ID = "4uLU6hMCjMI75M1A2tKUQC"
OTHER = "37i9dQZF1DXcBWIGoYBM5M"
URI = f"spotify:track:{ID}"
TRACK = {
    "pos": 0,
    "artist_name": "Queen",
    "track_uri": URI,
    "artist_uri": f"spotify:artist:{OTHER}",
    "track_name": "Innuendo",
    "album_uri": f"spotify:album:{OTHER}",
    "duration_ms": 390000,
    "album_name": "Innuendo",
}
PLAYLIST = {"name": "Royal", "collaborative": "false", "pid": 7, "num_tracks": 1, "tracks": [TRACK]}


def read(value):
    return read_json(json.dumps(value))


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ({"info": {"version": "v1"}, "playlists": [PLAYLIST]}, "Royal"),
        (PLAYLIST, "Royal"),
        ([PLAYLIST], "Royal"),
        ([TRACK], ""),
        ({"tracks": [TRACK]}, ""),
    ],
    ids=["slice", "playlist", "list of playlists", "list of tracks", "nameless playlist"],
)
def test_every_shape_gives_its_tracks_and_the_name_of_a_single_playlist(value, name):
    source = "Queen - Innuendo"
    expected = TrackReference(source, 1, track_id=ID, title="Innuendo", artist="Queen")
    assert read(value) == Intake(references=(expected,), name=name)


def test_playlists_of_a_slice_are_read_in_order_under_no_name():
    found = read({"playlists": [PLAYLIST, {"tracks": [{"track_uri": f"spotify:track:{OTHER}"}]}]})
    assert ([each.track_id for each in found.references], found.name) == ([ID, OTHER], "")


def test_a_list_may_hold_slices_playlists_and_tracks_in_any_mix():
    found = read([{"playlists": [PLAYLIST, PLAYLIST]}, PLAYLIST, URI, {"playlists": []}])
    assert [(each.track_id, each.line) for each in found.references] == [(ID, line) for line in (1, 2, 3, 4)]
    assert (found.unread, found.name) == ((), "")


def test_what_is_no_playlist_in_a_slice_is_reported_beside_its_playlists():
    found = read({"playlists": [PLAYLIST, 7]})
    assert ([each.title for each in found.references], [each.line for each in found.unread]) == (["Innuendo"], [2])


@pytest.mark.parametrize("entry", [URI, ID, f"https://open.spotify.com/intl-de/track/{ID}?si=1"])
def test_a_list_may_hold_uris_ids_or_links(entry):
    assert [each.track_id for each in read([entry]).references] == [ID]


@pytest.mark.parametrize("field", ["track_uri", "uri", "id"])
@pytest.mark.parametrize("form", [URI, ID, f"https://open.spotify.com/track/{ID}"])
def test_a_track_may_be_identified_in_each_of_three_fields(field, form):
    assert [each.track_id for each in read([{field: form}]).references] == [ID]


def test_a_list_may_hold_lines_as_people_write_them():
    (reference,) = read(["Queen - Innuendo"]).references
    assert (reference.artist, reference.title) == ("Queen", "Innuendo")


def test_a_track_without_an_id_is_known_by_name_and_artist():
    (reference,) = read([{"name": " Innuendo ", "artist": "Queen"}]).references
    assert reference == TrackReference("Queen - Innuendo", 1, title="Innuendo", artist="Queen")


@pytest.mark.parametrize("entry", [7, None, [URI], {}, {"track_uri": 7}, {"artist_name": "Queen"}])
def test_an_entry_that_is_no_track_is_reported_at_its_place(entry):
    found = read([TRACK, entry])
    assert ([each.line for each in found.references], [each.line for each in found.unread]) == ([1], [2])


def test_an_over_long_string_is_reported_and_cut_for_showing():
    found = read(["x" * (LONGEST_LINE + 1)])
    assert [len(each.source) for each in found.unread] == [SHOWN]


def test_every_link_of_a_long_string_is_read():
    assert len(read([f"{URI} " * LONGEST_LINE]).references) == LONGEST_LINE


def test_tracks_beyond_the_bound_are_reported_as_one():
    found = read({"tracks": [URI] * (MOST_LINES + 2)})
    assert (len(found.references), [each.source for each in found.unread]) == (MOST_LINES, ["2 more tracks"])


@pytest.mark.parametrize("value", [{"tracks": []}, {"playlists": []}, []])
def test_an_empty_playlist_gives_nothing(value):
    assert read(value) == Intake()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"tracks": [}', "line 1, column 13"),
        ('{"tracks": [\n  {"track_uri": }\n]}', "line 2, column 17"),
        ('["Jóga",\n"ü" x]', "line 2, column 5"),
        ('["Jóga",\n"Hunter', "line 2, column 8"),
    ],
)
def test_broken_json_is_refused_with_its_line_and_column(text, place):
    with pytest.raises(InvalidInput, match=f"{place}$"):
        read_json(text)


def test_a_number_too_large_is_refused_without_a_place():
    with pytest.raises(InvalidInput, match="out of range"):
        read_json("[1e999]")


def test_null_says_no_more_than_a_missing_field():
    playlist = {"name": None, "tracks": [{**TRACK, "artist_name": None, "uri": None}]}
    expected = TrackReference("Innuendo", 1, track_id=ID, title="Innuendo")
    assert read(playlist) == read([playlist]) == Intake(references=(expected,))


@pytest.mark.parametrize("depth", [500, 1_000, 100_000])
def test_deep_nesting_is_reported_or_refused(depth):
    found = outcome("[" * depth + "]" * depth)
    assert len(found.unread) == 1 if isinstance(found, Intake) else "recursion" in found.found


def test_half_a_surrogate_pair_is_refused():
    with pytest.raises(InvalidInput, match="surrogates"):
        read_json('["\ud800"]')


@pytest.mark.parametrize("value", [{"songs": []}, "text", 7, None, {"playlists": {}}])
def test_json_of_another_shape_is_refused(value):
    with pytest.raises(InvalidInput, match="no playlist"):
        read(value)


def test_a_playlist_whose_tracks_are_no_list_is_refused_by_its_place():
    with pytest.raises(InvalidInput, match="playlist 2"):
        read([PLAYLIST, {"tracks": 3}])


def outcome(text):
    try:
        return read_json(text)
    except SegueError as error:
        return error


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["tracks", "playlists", "name", "track_uri", "id", "x"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(ANYTHING)
def test_any_json_is_read_or_refused(value):
    found = outcome(json.dumps(value))
    assert isinstance(found, Intake) or found.found


@pytest.mark.real_data
@pytest.mark.skipif(not GENUINE.is_file(), reason=f"{GENUINE} is not here")
def test_a_genuine_slice_gives_every_track_of_every_playlist():
    text = GENUINE.read_text()
    tracks = [track for playlist in json.loads(text)["playlists"] for track in playlist["tracks"]]
    found = read_json(text)
    assert [each.track_id for each in found.references] == [track["track_uri"][14:] for track in tracks]
    assert [each.title for each in found.references] == [track["track_name"].strip() for track in tracks]
    assert found.unread == ()
