"""What Spotify may send instead of a playlist as documented, and what becomes of it."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from email.utils import format_datetime

import pytest
from outside_servers import OWNER_TOKEN, Reply, SpotifyServer, spotify_entry, spotify_error

from shared.adapters.spotify import SpotifyPlaylists
from shared.adapters.spotify_tokens import UserToken
from shared.domain.track import Track
from shared.errors import LimitReached, NotFound, TooLarge, Unavailable, UnreadablePlaylist
from shared.ports import MOST_ENTRIES, OutsidePlaylist

ID = "37i9dQZF1DXcBWIGoYBM5M"
A, B, C = "A" * 22, "B" * 22, "C" * 22
ITEMS = f"/v1/playlists/{ID}/items"


@pytest.fixture
def server() -> Iterator[SpotifyServer]:
    with SpotifyServer() as server:
        yield server


def read(server: SpotifyServer, *, token: str = OWNER_TOKEN, **options) -> OutsidePlaylist:
    options = {"api_url": f"{server.url}/v1", **options}
    return SpotifyPlaylists(UserToken(token), **options).playlist(ID)


def read_entries(server: SpotifyServer, *entries: object) -> OutsidePlaylist:
    server.playlists[ID] = "Morning", list(entries)
    return read(server)


def read_after(server: SpotifyServer, *replies: Reply, **options) -> OutsidePlaylist:
    server.playlists[ID] = "Morning", [spotify_entry(A)]
    server.scripted += replies
    return read(server, **options)


def ids(playlist: OutsidePlaylist) -> list[str]:
    return [track.id for track in playlist.tracks]


# Entries


def test_a_track_is_credited_to_its_first_artist(server):
    assert read_entries(server, spotify_entry(A, "Song", "Ann", "Disc")).tracks == (
        Track(A, "Song", "Ann", "Disc"),
    )


def test_an_entry_may_call_what_it_holds_a_track(server):
    old = {"track": spotify_entry(A)["item"]}
    assert ids(read_entries(server, old, spotify_entry(B))) == [A, B]


def test_an_entry_may_carry_both_names(server):
    assert ids(read_entries(server, {**spotify_entry(A), "track": None})) == [A]


def test_a_page_may_call_its_entries_tracks(server):
    pages = [Reply({"name": "Old"}), Reply({"tracks": [spotify_entry(A)], "next": None})]
    assert ids(read_after(server, *pages)) == [A]


@pytest.mark.parametrize("missing", ["type", "name", "artists", "album"])
def test_a_track_keeps_its_place_without_a_field(server, missing):
    entry = spotify_entry(A, "Song", "Ann", "Disc")
    del entry["item"][missing]
    assert ids(read_entries(server, entry)) == [A]


@pytest.mark.parametrize("missing", ["name", "artists", "album"])
def test_a_track_keeps_its_place_with_a_null(server, missing):
    assert ids(read_entries(server, spotify_entry(A, **{missing: None}))) == [A]


def test_an_artist_without_a_name_is_passed_over(server):
    entry = spotify_entry(A)
    entry["item"]["artists"] = [None, {}, {"name": None}, {"name": "Ann"}]
    assert read_entries(server, entry).tracks[0].artist == "Ann"


LEFT_OUT = {
    "a local file": {**spotify_entry(None), "is_local": True},
    "a local file, marked within": spotify_entry(A, is_local=True),
    "an episode": spotify_entry(A, type="episode"),
    "a song without an id": spotify_entry(None),
    "an id of another kind": spotify_entry("local"),
    "a song that is gone": {"is_local": False, "item": None},
    "an entry without anything": {},
    "a null": None,
}


@pytest.mark.parametrize("entry", LEFT_OUT.values(), ids=LEFT_OUT)
def test_what_no_catalogue_can_hold_is_skipped_and_counted(server, entry):
    found = read_entries(server, spotify_entry(A), entry, spotify_entry(B))
    assert (ids(found), found.skipped) == ([A, B], 1)


@pytest.mark.parametrize("name", [{}, {"name": None}, {"name": ""}])
def test_a_playlist_may_have_no_name(server, name):
    assert read_after(server, Reply(name)).name == ""


# Pages


def test_pages_are_of_fifty(server):
    read_entries(server, *[spotify_entry(A)] * 120)
    asked = [(ask.query["offset"], ask.query["limit"]) for ask in server.asked if ask.path == ITEMS]
    assert asked == [("0", "50"), ("50", "50"), ("100", "50")]


def test_a_page_without_a_next_is_the_last_if_it_is_short(server):
    pages = [Reply({"name": "x"}), Reply({"items": [spotify_entry(A)] * 50}), Reply({"items": [spotify_entry(B)]})]
    assert len(read_after(server, *pages).tracks) == 51


def test_an_address_in_an_answer_is_not_followed(server):
    with SpotifyServer() as elsewhere:
        page = Reply({"items": [spotify_entry(A)] * 50, "next": f"{elsewhere.url}/v1/steal"})
        read_after(server, Reply({"name": "x"}), page)
        assert (elsewhere.asked, server.asked[-1].path) == ([], ITEMS)


def test_a_redirect_is_not_followed(server):
    with SpotifyServer() as elsewhere:
        with pytest.raises(Unavailable, match="307"):
            read_after(server, Reply(status=307, headers={"Location": f"{elsewhere.url}/v1/steal"}))
        assert elsewhere.asked == []


def test_a_playlist_without_end_is_too_large(server):
    server.answer = lambda asked: Reply({"items": [None] * 50, "next": "more"})
    with pytest.raises(TooLarge, match=f"{MOST_ENTRIES} entries at most"):
        read(server)


# Refusals


def test_a_playlist_of_someone_else_is_answered_with_another_way_in(server):
    with pytest.raises(UnreadablePlaylist, match=r"found 403 Forbidden; paste its songs"):
        read_after(server, spotify_error(403, "Forbidden"))


def test_a_missing_playlist_may_be_one_that_spotify_makes(server):
    with pytest.raises(NotFound, match="Spotify makes itself"):
        read(server)


def test_an_ended_sign_in_asks_to_sign_in_again(server):
    with pytest.raises(UnreadablePlaylist, match="sign in with Spotify again"):
        read(server, token="ended")


def test_a_limit_on_a_later_page_gives_no_part_of_the_playlist(server):
    with pytest.raises(LimitReached):
        read_after(server, Reply({"name": "x"}), spotify_error(429, headers={"Retry-After": "9"}))


def test_a_limit_is_not_waited_for_and_not_tried_again(server):
    with pytest.raises(LimitReached, match="try again in 86400 seconds"):
        read_after(server, spotify_error(429, headers={"Retry-After": "86400"}))
    assert len(server.asked) == 1


def test_a_limit_may_name_a_moment(server, clock):
    header = format_datetime(clock() + timedelta(seconds=90), usegmt=True)
    with pytest.raises(LimitReached) as raised:
        read_after(server, spotify_error(429, headers={"Retry-After": header}), now=clock)
    assert raised.value.retry_after_seconds == 90


@pytest.mark.parametrize("status", [429, 403])
def test_a_used_up_quota_is_a_limit(server, status):
    with pytest.raises(LimitReached, match="QUOTA_EXCEEDED; try again later"):
        read_after(server, spotify_error(status, "Too many", reason="QUOTA_EXCEEDED"))


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", {"error": "no"}, {"error": {"message": None}}, b"\xff"])
@pytest.mark.parametrize(
    ("status", "error"), [(403, UnreadablePlaylist), (404, NotFound), (429, LimitReached), (418, Unavailable)]
)
def test_a_refusal_is_known_by_its_status_whatever_it_says(server, status, error, body):
    with pytest.raises(error):
        read_after(server, Reply(body, status))


@pytest.mark.parametrize("status", [204, 400, 500, 502, 503])
def test_any_other_answer_is_unavailable_and_asked_for_once(server, status):
    with pytest.raises(Unavailable, match=f"found {status}"):
        read_after(server, Reply(b"", status))
    assert len(server.asked) == 1


# Answers that are none

GARBAGE = {
    "nothing": b"",
    "a page": b"<html>",
    "half of it": b'{"items": [',
    "no text": b"\xff\xfe\xfd",
    "a list": b"[]",
    "null": b"null",
    "no items": {},
    "items of text": {"items": ["x"]},
    "an id of numbers": {"items": [{"item": {"id": 7}}]},
    "items that are none": {"items": {"items": []}},
}


@pytest.mark.parametrize("body", GARBAGE.values(), ids=GARBAGE)
def test_garbage_is_unavailable(server, body):
    with pytest.raises(Unavailable, match="otherwise than documented"):
        read_after(server, Reply({"name": "x"}), Reply(body))


def test_an_answer_that_is_cut_off_is_unavailable(server):
    with pytest.raises(Unavailable, match="Spotify does not answer"):
        read_after(server, Reply({"name": "x"}, cut=10))


def test_a_refusal_that_is_cut_off_is_unavailable(server):
    with pytest.raises(Unavailable, match="Spotify does not answer"):
        read_after(server, Reply(b"{", 403, cut=10))


def test_a_service_that_never_answers_is_given_up_on(server):
    with pytest.raises(Unavailable, match="Spotify is too slow"):
        read_after(server, Reply(stalls=True), timeout_seconds=0.2)


def test_a_service_that_is_not_there_is_unavailable():
    with SpotifyServer() as server:
        pass
    with pytest.raises(Unavailable, match="found ConnectionError"):
        read(server)


# What stays with us


def test_no_log_line_and_no_error_holds_the_token(server, caplog):
    caplog.set_level(logging.DEBUG)
    with pytest.raises(UnreadablePlaylist) as raised:
        read_after(server, Reply({"name": "x"}), spotify_error(403, "Forbidden"))
    assert OWNER_TOKEN not in caplog.text + str(raised.value) + repr(UserToken(OWNER_TOKEN))


def test_spotipy_says_nothing_of_its_own(server, caplog):
    caplog.set_level(logging.DEBUG)
    with pytest.raises(NotFound):
        read(server)
    assert [record.name for record in caplog.records if record.name.startswith("spotipy")] == []
