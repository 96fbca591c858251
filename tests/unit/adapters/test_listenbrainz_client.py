"""ListenBrainz' answers beyond the contract: messy histories, failures, and rate limits that are heeded."""

from collections.abc import Iterator

import pytest
from fake_listenbrainz import ListenBrainzServer
from outside_servers import Reply

from shared.adapters.listenbrainz import MOST_CHARACTERS, MOST_SONGS, REQUESTS, WINDOW_SECONDS, ListenBrainz
from shared.adapters.retry import ATTEMPTS
from shared.domain.listening import HeardSong
from shared.errors import LimitReached, Unavailable

MBID = "0fe11cd3-0be4-467b-84fa-0bd524d45d74"
OTHER = "0008ab49-a6ad-40b5-aa90-9d2779265c22"


class Watch:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def server() -> Iterator[ListenBrainzServer]:
    with ListenBrainzServer() as server:
        server.histories["ada", "month"] = [HeardSong("So What", "Miles Davis", MBID)]
        yield server


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def history(server, pauses, watch) -> ListenBrainz:
    return ListenBrainz(server.url, sleep=pauses.append, monotonic=watch)


def favourites(*recordings: object) -> Reply:
    return Reply({"payload": {"recordings": list(recordings), "count": len(recordings)}})


def listens(*metadata: object) -> Reply:
    return Reply({"payload": {"listens": [{"listened_at": 1, "track_metadata": each} for each in metadata]}})


@pytest.mark.parametrize("span", ["month", "half_yearly", "year", "all_time"])
def test_favourites_are_asked_for_by_listenbrainz_own_name_of_the_range(server, history, span):
    history.songs("ada", span)
    (asked,) = server.asked
    assert (asked.path, asked.query) == ("/1/stats/user/ada/recordings", {"range": span, "count": str(MOST_SONGS)})


def test_recent_listens_are_asked_for_in_one_request(server, history):
    history.songs("ada", "recent")
    assert [(asked.path, asked.query) for asked in server.asked] == [("/1/user/ada/listens", {"count": "100"})]


def test_no_account_and_no_cookie_is_sent(server, history):
    server.scripted.append(Reply(favourites().body, headers={"Set-Cookie": "session=1"}))
    for _ in range(2):
        history.songs("ada", "month")
    headers = {name.lower() for asked in server.asked for name in asked.headers}
    assert headers.isdisjoint({"authorization", "cookie"})


def test_a_song_that_was_heard_again_is_there_once_where_it_came_last(server, history):
    names = ["So What", "Blue in Green", "so what"]
    server.scripted.append(listens(*({"track_name": name, "artist_name": "Miles Davis"} for name in names)))
    assert [song.title for song in history.songs("ada", "recent")] == ["So What", "Blue in Green"]


@pytest.mark.parametrize(
    ("mapping", "sent", "expected"),
    [
        ({"recording_mbid": MBID}, {"recording_mbid": OTHER}, MBID),
        (None, {"recording_mbid": OTHER}, OTHER),
        ({"recording_mbid": None}, {"recording_mbid": OTHER.upper()}, OTHER),
        ({"artist_mbids": []}, {"recording_mbid": ["x"]}, ""),
        (None, None, ""),
        (None, {"recording_mbid": "../../x"}, ""),
    ],
)
def test_listenbrainz_own_match_comes_before_the_players(server, history, mapping, sent, expected):
    metadata = {"track_name": "So What", "artist_name": "M", "mbid_mapping": mapping, "additional_info": sent}
    server.scripted.append(listens(metadata))
    assert [song.recording_id for song in history.songs("ada", "recent")] == [expected]


@pytest.mark.parametrize("fields", [{}, {"track_name": None}, {"track_name": " "}, {"artist_name": "M"}])
def test_an_entry_without_a_title_is_left_out(server, history, fields):
    server.scripted.append(favourites(fields, {"track_name": "So What"}))
    assert list(history.songs("ada", "month")) == [HeardSong("So What", "")]


def test_texts_are_one_line_and_bounded(server, history):
    server.scripted.append(favourites({"track_name": "So\n What " + "x" * 9_999, "artist_name": "y" * 9_999}))
    (song,) = history.songs("ada", "month")
    assert song.title.startswith("So What x")
    assert len(song.title) == len(song.artist) == MOST_CHARACTERS


def test_more_songs_than_asked_for_are_left_out(server, history):
    server.scripted.append(favourites(*({"track_name": str(number)} for number in range(MOST_SONGS + 5))))
    assert len(history.songs("ada", "month")) == MOST_SONGS


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[" * 100_000, b"[]", {}, {"payload": {}}, {"payload": {"recordings": [1]}}]
)
def test_garbage_is_unavailable(server, history, body):
    server.scripted.append(Reply(body))
    with pytest.raises(Unavailable, match="otherwise than documented"):
        history.songs("ada", "month")


@pytest.mark.parametrize("reply", [Reply(status=500), Reply(status=503), Reply(b"x", cut=9)], ids=str)
def test_a_passing_failure_is_tried_again(server, history, reply):
    server.scripted += [reply] * (ATTEMPTS - 1)
    assert [song.title for song in history.songs("ada", "month")] == ["So What"]


@pytest.mark.parametrize("status", [302, 400, 401, 403])
def test_another_refusal_is_not_tried_again(server, history, status):
    server.scripted.append(Reply(b"", status))
    with pytest.raises(Unavailable, match=f"found {status}"):
        history.songs("ada", "month")
    assert len(server.asked) == 1


def test_a_service_that_never_answers_is_given_up_on(server, pauses):
    server.scripted += [Reply(stalls=True)] * ATTEMPTS
    with pytest.raises(Unavailable, match="ListenBrainz is too slow"):
        ListenBrainz(server.url, timeout_seconds=0.2, sleep=pauses.append).songs("ada", "month")


def test_a_redirect_is_not_followed(server, history):
    with ListenBrainzServer() as elsewhere:
        server.scripted += [Reply(status=302, headers={"Location": f"{elsewhere.url}/1/x"})] * ATTEMPTS
        with pytest.raises(Unavailable):
            history.songs("ada", "month")
        assert elsewhere.asked == []


def test_a_rate_limit_is_told_at_once_and_nothing_is_asked_until_it_ends(server, history, pauses, watch):
    server.scripted.append(Reply(status=429, headers={"X-RateLimit-Reset-In": "4"}))
    for _ in range(3):
        with pytest.raises(LimitReached, match="try again in 4 seconds"):
            history.songs("ada", "month")
    assert (len(server.asked), pauses) == (1, [])
    watch.seconds += 4
    assert len(history.songs("ada", "month")) == 1


def test_the_wait_of_a_proxy_is_heeded_too(server, history):
    server.scripted.append(Reply(status=429, headers={"Retry-After": "7"}))
    for _ in range(2):
        with pytest.raises(LimitReached, match="try again in 7 seconds"):
            history.songs("ada", "month")


def test_the_last_request_of_a_window_is_answered_and_the_next_waits_for_the_new_one(server, history, watch):
    spent = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset-In": "6"}
    server.scripted.append(Reply(favourites({"track_name": "So What"}).body, headers=spent))
    assert len(history.songs("ada", "month")) == 1
    with pytest.raises(LimitReached, match="try again in 6 seconds"):
        history.songs("ada", "month")
    watch.seconds += 6
    assert len(history.songs("ada", "month")) == 1


def test_one_instance_asks_no_more_than_its_own_bound(server, history):
    for _ in range(REQUESTS):
        history.songs("ada", "month")
    with pytest.raises(LimitReached, match=f"try again in {WINDOW_SECONDS} seconds"):
        history.songs("ada", "month")
    assert len(server.asked) == REQUESTS


def test_an_error_of_the_connection_does_not_contain_the_name(pauses):
    with ListenBrainzServer() as server:
        pass
    with pytest.raises(Unavailable, match="found no connection") as raised:
        ListenBrainz(server.url, sleep=pauses.append).songs("somebody", "month")
    assert "somebody" not in str(raised.value)
