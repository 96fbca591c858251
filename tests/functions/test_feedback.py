"""A listener's ratings of a list and its songs: stored, private, changed, taken back."""

import pytest
from over_http import fetch

from shared.record_kinds import RATINGS, SEARCHES

OTHER = "spotify:track:1234567890123456789012"


def kept(records, listener, kind, target):
    return records.get(RATINGS.name, f"{listener.id}.{kind}.{target}")


def test_an_opinion_of_a_list_is_kept_with_the_answer_it_was_given_on(listener, records, known):
    search, _ = listener.list_of(*known[:3])
    answer = listener.rate(search, "love")
    assert (answer.status, answer.body) == (200, {"kind": "list", "target": search, "opinion": "love"})
    fields, asked = kept(records, listener, "list", search).fields, records.get(SEARCHES.name, search).fields
    assert (fields["opinion"], fields["revision"], fields["search"]) == ("love", 1, search)
    assert (fields["given"]["model"], fields["given"]["cluster"]) == (asked["model"], asked["cluster"])


@pytest.mark.parametrize("opinion", ["love", "like", "okay", "hate"])
def test_an_opinion_of_a_song_is_shown_with_its_list(listener, known, opinion):
    search, songs = listener.list_of(*known[:3])
    assert listener.rate(search, opinion, songs[2]).body == {
        "kind": "track",
        "target": songs[2],
        "opinion": opinion,
    }
    assert listener.opinions(search) == {songs[2]: opinion}


def test_a_song_may_be_named_by_id_uri_or_link(listener, known):
    search, songs = listener.list_of(*known[:3])
    for written in (songs[0], songs[0], f"https://open.spotify.com/track/{songs[0]}?si=1"):
        assert listener.rate(search, "like", written).body["target"] == songs[0]


def test_a_song_is_rated_once_whatever_list_shows_it(listener, another, known):
    first, songs = another.list_of(*known[:3])
    second, same = another.list_of(*known[:3])
    assert songs == same
    listener.rate(first, "hate", songs[0])
    assert listener.opinions(second) == {songs[0]: "hate"}
    listener.rate(second, "love", songs[0])
    assert listener.opinions(first) == {songs[0]: "love"}


def test_a_song_that_was_taken_out_of_its_list_can_still_be_rated(listener, records, known):
    search, songs = listener.list_of(*known[:3])
    fields = records.get(SEARCHES.name, search).fields
    kept = fields | {"recommended": songs[1:], "asked": fields["asked"] | {"taken_out": {songs[0]: {}}}}
    records.update(SEARCHES.name, search, lambda _: kept)
    assert listener.rate(search, "hate", songs[0]).status == 200


def test_a_song_that_a_list_was_made_from_can_be_rated(listener, known):
    search, _ = listener.list_of(*known[:3])
    assert listener.rate(search, "love", known[0]).status == 200


def test_the_last_word_stays(listener, known):
    search, songs = listener.list_of(*known[:3])
    for opinion in ("love", "hate", "okay", "like"):
        listener.rate(search, opinion, songs[0])
        listener.rate(search, opinion)
    assert listener.opinions(search) == {search: "like", songs[0]: "like"}


def test_what_is_taken_back_is_gone(listener, known):
    search, songs = listener.list_of(*known[:3])
    listener.rate(search, "love", songs[0])
    assert listener.rate(search, None, songs[0]).body["opinion"] is None
    assert listener.opinions(search) == {}


def test_saying_the_same_again_changes_nothing(listener, records, known):
    search, songs = listener.list_of(*known[:3])
    listener.rate(search, "love", songs[0])
    before = kept(records, listener, "track", songs[0]).fields
    for _ in range(3):
        assert listener.rate(search, "love", songs[0]).status == 200
    after = kept(records, listener, "track", songs[0]).fields
    assert (after["revision"], after["rated_at"]) == (before["revision"], before["rated_at"])


def test_taking_back_what_was_never_said_leaves_nothing_behind(listener, records, known):
    search, songs = listener.list_of(*known[:3])
    assert listener.rate(search, None, songs[0]).status == 200
    assert kept(records, listener, "track", songs[0]) is None


def test_nobody_sees_or_changes_what_another_thinks(listener, another, known):
    search, songs = listener.list_of(*known[:3])
    listener.rate(search, "love", songs[0])
    assert another.opinions(search) == {}
    another.rate(search, "hate", songs[0])
    assert listener.opinions(search) == {songs[0]: "love"}


def test_a_list_that_nobody_was_answered_is_not_found(listener):
    assert listener.rate("nobodys", "love").status == 404
    assert listener.ask("feedback?search=nobodys").status == 404


def test_a_song_of_another_list_is_refused(listener, records, known):
    search, _ = listener.list_of(*known[:3])
    for track in (OTHER, "nonsense"):
        answer = listener.rate(search, "love", track)
        assert (answer.status, answer.body["found"]) == (400, track)
    assert listener.opinions(search) == {}


@pytest.mark.parametrize(
    "body",
    [
        {"search": "x"},
        {"opinion": "love"},
        {"search": "x", "opinion": "adore"},
        {"search": "", "opinion": "love"},
        {"search": "a/b", "opinion": "love"},
        {"search": "x" * 101, "opinion": "love"},
        {"search": "x", "opinion": "love", "stars": 5},
    ],
)
def test_what_is_no_opinion_is_refused(listener, body):
    assert listener.ask("feedback", **body).status == 400


def test_a_list_must_be_named_to_see_its_opinions(listener):
    assert listener.ask("feedback").status == 400


@pytest.mark.parametrize("path", ["feedback?search=x", "feedback/export"])
def test_without_a_token_nothing_is_shown(local_cloud_url, path):
    assert fetch(f"{local_cloud_url}/api/{path}").status == 401


def test_without_a_token_nothing_is_kept(local_cloud_url):
    headers = {"Content-Type": "application/json"}
    body = b'{"search": "x", "opinion": "love"}'
    assert fetch(f"{local_cloud_url}/api/feedback", body, headers).status == 401


def test_a_song_is_loved_no_more_though_its_list_is_gone(listener, known, records):
    search, songs = listener.list_of(*known[:2])
    listener.rate(search, "love", songs[0])
    records.delete("searches", search)

    answer = listener.send("DELETE", f"feedback?track={songs[0]}")

    assert (answer.status, answer.body["opinion"]) == (200, None)
    assert listener.ask("insights/me").body["loved"] == []
    assert listener.send("DELETE", f"feedback?track={songs[0]}").status == 200


@pytest.mark.parametrize("track", ["", "nothing"])
def test_what_is_no_song_is_not_taken_back(listener, track):
    assert listener.send("DELETE", f"feedback?track={track}").status == 400
