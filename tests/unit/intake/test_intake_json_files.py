"""JSON: playlists and lists of songs of every known service, and JSON of another shape."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import InvalidInput, SegueError
from shared.intake.bounds import LONGEST_LINE, MOST_LINES, SHOWN, joined
from shared.intake.json_files import read_documents, read_json
from shared.intake.reference import Intake, TrackReference

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
    """Return the only playlist of a document."""
    (part,) = read_json(json.dumps(value))
    return part


def parts(value):
    """Return the name and the titles of each playlist of a document."""
    return [(part.name, [each.title for each in part.references]) for part in read_json(json.dumps(value))]


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
    expected = TrackReference(source, 1, track_id=URI, title="Innuendo", artist="Queen")
    assert read(value) == Intake(references=(expected,), name=name)


def test_playlists_of_a_slice_are_parts_in_order():
    other = {"name": "Other", "tracks": [{"track_name": "Heroes", "artist_name": "David Bowie"}]}
    assert parts({"playlists": [PLAYLIST, other]}) == [("Royal", ["Innuendo"]), ("Other", ["Heroes"])]


def test_loose_tracks_beside_playlists_are_a_part_of_their_own():
    assert parts([{"playlists": [PLAYLIST]}, {**TRACK, "track_name": "Heroes"}, {"playlists": []}]) == [
        ("Royal", ["Innuendo"]),
        ("", ["Heroes"]),
    ]


def test_an_entry_that_is_no_playlist_is_reported_beside_the_playlists():
    found = read({"playlists": [PLAYLIST, 7]})
    assert ([each.title for each in found.references], [each.why for each in found.unread]) == (
        ["Innuendo"],
        ["this entry is no track"],
    )


@pytest.mark.parametrize("entry", [URI, ID, f"https://open.spotify.com/intl-de/track/{ID}?si=1"])
def test_a_list_may_hold_uris_ids_or_links(entry):
    assert [each.track_id for each in read([entry]).references] == [URI]


@pytest.mark.parametrize("field", ["track_uri", "uri", "id"])
@pytest.mark.parametrize("form", [URI, ID, f"https://open.spotify.com/track/{ID}"])
def test_a_track_may_be_identified_in_each_of_three_fields(field, form):
    assert [each.track_id for each in read([{field: form}]).references] == [URI]


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
    found = read([URI, "x" * (LONGEST_LINE + 1)])
    assert [len(each.source) for each in found.unread] == [SHOWN]


def test_every_link_of_a_long_string_is_read():
    assert len(read([f"{URI} " * LONGEST_LINE]).references) == LONGEST_LINE


def test_tracks_beyond_the_bound_are_reported_as_one():
    found = read({"tracks": [URI] * (MOST_LINES + 2)})
    assert (len(found.references), [each.source for each in found.unread]) == (MOST_LINES, ["2 more songs"])


@pytest.mark.parametrize("value", [{"tracks": []}, {"playlists": []}, []])
def test_an_empty_playlist_is_refused(value):
    with pytest.raises(InvalidInput, match="no songs"):
        read(value)


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
    expected = TrackReference("Innuendo", 1, track_id=URI, title="Innuendo")
    assert read(playlist) == read([playlist]) == Intake(references=(expected,))


@pytest.mark.parametrize("depth", [500, 1_000, 100_000])
def test_deep_nesting_is_reported_or_refused(depth):
    found = outcome("[" * depth + "]" * depth)
    assert "no track" in found.found or "recursion" in found.found


def test_half_a_surrogate_pair_is_refused():
    with pytest.raises(InvalidInput, match="surrogates"):
        read_json('["\ud800"]')


@pytest.mark.parametrize("value", [{"songs": []}, "text", 7, None, {"playlists": {}}, {"tracks": 3}])
def test_json_of_another_shape_is_refused(value):
    with pytest.raises(InvalidInput, match="no songs"):
        read(value)


def outcome(text):
    try:
        return joined(read_json(text))
    except SegueError as error:
        return error


BY_OTHERS = {
    "Playlist1.json": {
        "playlists": [{"name": "Royal", "items": [{"track": {"trackName": "Innuendo", "artistName": "Queen"}}]}]
    },
    "Web API": {
        "items": [{"track": {"name": "Innuendo", "artists": [{"name": "Queen"}], "album": {"name": "x"}}}]
    },
    "Web API, playlist": {
        "name": "Royal",
        "tracks": {"items": [{"track": {"name": "Innuendo", "artists": [{"name": "Queen"}]}}]},
    },
    "JSPF": {"playlist": {"title": "Royal", "track": [{"title": "Innuendo", "creator": "Queen"}]}},
    "listens": [{"listened_at": 1, "track_metadata": {"track_name": "Innuendo", "artist_name": "Queen"}}],
    "ListenBrainz API": {
        "payload": {
            "listens": [{"listened_at": 1, "track_metadata": {"track_name": "Innuendo", "artist_name": "Queen"}}]
        }
    },
    "last.fm": {
        "recenttracks": {
            "track": [{"artist": {"#text": "Queen"}, "name": "Innuendo", "date": {"uts": "1700000000"}}]
        }
    },
    "last.fm, loved": {"lovedtracks": {"track": [{"artist": {"name": "Queen"}, "name": "Innuendo"}]}},
    "history of an account": [
        {"endTime": "2024-01-01 10:00", "artistName": "Queen", "trackName": "Innuendo", "msPlayed": 200000}
    ],
    "extended history": [
        {
            "ts": "2024-01-01T10:00:00Z",
            "ms_played": 200000,
            "master_metadata_track_name": "Innuendo",
            "master_metadata_album_artist_name": "Queen",
            "episode_name": None,
        }
    ],
    "Takeout": [
        {
            "header": "YouTube Music",
            "title": "Watched Innuendo",
            "titleUrl": "https://music.youtube.com/watch?v=x",
            "subtitles": [{"name": "Queen - Topic"}],
            "time": "2024-01-01T10:00:00Z",
        }
    ],
    "language model": {"playlist_name": "Royal", "songs": [{"title": "Innuendo", "artist": "Queen", "why": "x"}]},
    "language model, lines": {"songs": ["Queen - Innuendo"]},
    "Deezer": {"tracks": {"data": [{"title": "Innuendo", "artist": {"name": "Queen"}, "isrc": "GB"}]}},
    "local file": {"items": [{"track": None, "localTrack": {"uri": "spotify:local:Queen:x:Innuendo:390"}}]},
}
"""One song as each service writes it."""


@pytest.mark.parametrize("value", BY_OTHERS.values(), ids=BY_OTHERS)
def test_a_song_is_found_in_the_shape_of_each_service(value):
    (reference,) = read(value).references
    assert (reference.artist, reference.title) == ("Queen", "Innuendo")


def test_json_lines_are_read():
    line = json.dumps(BY_OTHERS["listens"][0])
    (part,) = read_json(f"{line}\n{line.replace('Innuendo', 'Headlong')}\n")
    assert [each.title for each in part.references] == ["Innuendo", "Headlong"]


def test_json_in_the_fence_of_a_language_model_is_read():
    (part,) = read_json('Here you are:\n```json\n[{"title": "Innuendo", "artist": "Queen"}]\n```\nEnjoy!')
    assert [each.title for each in part.references] == ["Innuendo"]


def play(title, day, played_ms=200_000):
    return {"endTime": f"2024-{day} 10:00", "artistName": "Queen", "trackName": title, "msPlayed": played_ms}


def test_a_history_begins_with_songs_that_were_played_much_and_lately():
    skipped, old = play("Skipped", "06-30", 1_000), play("Old", "01-01")
    history = [skipped, old, play("Late", "06-30"), play("Much", "06-01"), play("Much", "06-02")]
    assert parts(history) == [("", ["Much", "Late", "Old", "Skipped"])]


def test_the_files_of_a_history_are_counted_together():
    documents = [
        ("one", json.dumps([play("A", "01-01"), play("B", "01-01")])),
        ("two", json.dumps([play("B", "01-01")])),
    ]
    (part,) = read_documents(documents)
    assert [each.title for each in part.references] == ["B", "A"]


def test_episodes_in_a_history_are_counted_in_one_report():
    episode = {"endTime": "2024-01-01 10:00", "podcastName": "P", "episodeName": "E", "msPlayed": 1}
    found = read([play("A", "01-01"), episode, episode])
    assert [each.source for each in found.unread] == ["podcast episodes: 2"]


def test_a_history_of_podcasts_alone_is_told_so():
    episode = {"endTime": "2024-01-01 10:00", "podcastName": "P", "episodeName": "E", "msPlayed": 1}
    with pytest.raises(InvalidInput, match="podcast episodes and no songs"):
        read([episode])


@pytest.mark.parametrize("field", ["track", "item"])
def test_an_episode_in_a_playlist_of_the_web_api_is_no_song(field):
    song = {field: {"type": "track", "name": "Innuendo", "artists": [{"name": "Queen"}]}}
    episode = {
        field: {"type": "episode", "name": "Hello", "uri": f"spotify:episode:{OTHER}", "show": {"name": "P"}}
    }
    found = read({"tracks": {"items": [song, episode]}})
    assert [each.title for each in found.references] == ["Innuendo"]
    assert [each.source for each in found.unread] == ["podcast episodes: 1"]


def test_songs_under_numbers_are_one_list():
    songs = {str(n): {"song": title, "singer": "Queen"} for n, title in enumerate(["Innuendo", "Headlong"])}
    assert parts(songs) == [("", ["Innuendo", "Headlong"])]


def test_a_library_gives_its_liked_songs_and_reports_its_albums_and_banned_tracks():
    song = {"artist": "Queen", "album": "x", "track": "Innuendo", "uri": URI}
    library = {"tracks": [song], "albums": [{"artist": "A", "album": "x"}], "bannedTracks": [song, song]}
    found = read(library)
    assert (found.name, [each.title for each in found.references]) == ("Liked songs", ["Innuendo"])
    assert [each.source for each in found.unread] == ["albums: 1", "banned songs: 2"]


def test_personal_fields_of_an_entry_are_never_shown():
    entry = {"conn_country": "DE", "ip_addr": "198.51.100.7", "username": "somebody"}
    (report,) = read([TRACK, entry]).unread
    assert report.source == "an entry with conn_country, ip_addr, username"


@pytest.mark.parametrize(
    "value",
    [
        {"username": "somebody", "email": "somebody@example.org"},
        [{"searchTime": "x", "searchQuery": "secret", "searchInteractionURIs": [URI]}],
        [{"artistName": "Queen", "segment": "Light listeners"}],
    ],
    ids=["user", "searches", "marquee"],
)
def test_the_personal_files_of_an_account_hold_no_songs_and_are_not_shown(value):
    with pytest.raises(InvalidInput, match="no songs") as raised:
        read(value)
    assert "secret" not in str(raised.value)
    assert "somebody" not in str(raised.value)


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
    found = joined(read_json(text))
    assert [each.track_id for each in found.references] == [track["track_uri"] for track in tracks]
    assert [each.title for each in found.references] == [track["track_name"].strip() for track in tracks]
    assert found.unread == ()
