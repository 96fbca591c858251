"""Artists whom a signed-in listener never wants: kept over HTTP, and left out of answers and weekly mails."""

from datetime import timedelta
from urllib.parse import quote

import pytest

from shared.digest.compose import compose
from shared.digest.history import history_of
from shared.domain.names import credited_artists
from shared.domain.search import Search
from shared.model.catalogue.keys import all_artist_forms, canonical
from shared.ports import Record
from shared.record_kinds import LISTENERS, NEVER_ARTISTS, SEARCHES

PATH = "feedback/artists"


@pytest.fixture
def member(listener, records):
    """A listener who signed in."""
    records.create(LISTENERS.name, Record(listener.id, {"address": f"{listener.id}@mail.example"}))
    return listener


def names(answer):
    assert answer.status == 200, answer.body
    return answer.body["artists"]


def test_an_artist_is_put_on_the_list_shown_and_taken_off(member):
    assert names(member.send("GET", PATH)) == []
    assert names(member.send("PUT", PATH, {"artist": " AC/DC "})) == ["AC/DC"]
    assert names(member.send("PUT", PATH, {"artist": "ac/dc"})) == ["AC/DC"]
    assert names(member.send("GET", PATH)) == ["AC/DC"]
    assert names(member.send("DELETE", f"{PATH}?artist={quote('Ac Dc', safe='')}")) == []


@pytest.mark.parametrize(("method", "body"), [("GET", None), ("PUT", {"artist": "Drake"}), ("DELETE", None)])
def test_a_visitor_is_told_to_sign_in(listener, records, method, body):
    answer = listener.send(method, f"{PATH}?artist=Drake", body)
    assert (answer.status, "sign in" in answer.body["cure"]) == (403, True)
    assert records.get(NEVER_ARTISTS.name, listener.id) is None


@pytest.mark.parametrize("artist", ["", "  ", "!?", "x" * 201])
def test_what_is_no_name_is_refused(member, artist):
    assert member.send("PUT", PATH, {"artist": artist}).status == 400
    assert member.send("DELETE", f"{PATH}?artist={quote(artist)}").status == 400


def test_their_songs_are_in_no_answer_from_then_on(member, known):
    first = member.send("POST", "recommend", {"tracks": known[:3], "repeat": True}).body
    artist = credited_artists(first["recommendations"][0]["artist"])[0]
    member.send("PUT", PATH, {"artist": artist.upper()})
    again = member.send("POST", "recommend", {"tracks": known[:3], "repeat": True, "n": 50}).body
    forms = [all_artist_forms(song["name"], song["artist"]) for song in again["recommendations"]]
    assert len(forms) == 50
    assert canonical(artist) not in {form for of_song in forms for form in of_song}


def test_they_stay_in_the_answers_of_others(member, another, known):
    first = another.send("POST", "recommend", {"tracks": known[:3]}).body["recommendations"]
    member.send("PUT", PATH, {"artist": credited_artists(first[0]["artist"])[0]})
    assert another.send("POST", "recommend", {"tracks": known[:3]}).body["recommendations"] == first


def test_the_list_is_in_the_export_and_goes_with_the_account(member, records):
    member.send("PUT", PATH, {"artist": "Some Unwanted Band"})
    assert "Some Unwanted Band" in str(member.send("GET", "account/export").body)
    member.send("DELETE", "account/me")
    assert records.get(NEVER_ARTISTS.name, member.id) is None


def test_their_songs_are_in_no_weekly_mail(member, model, records, clock):
    seeds = [track.id for track in model.tracks(range(3))]
    search = Search("never", clock() - timedelta(days=1), model.version, tuple(seeds), (), None, None, member.id)
    records.create(SEARCHES.name, Record(f"never-{member.id}", search.to_fields()))
    before = compose(model, history_of(records, member.id), clock())
    artist = credited_artists(before.songs[0].track.artist)[0]
    member.send("PUT", PATH, {"artist": artist})
    after = compose(model, history_of(records, member.id), clock())
    forms = {form for song in after.songs for form in all_artist_forms(song.track.name, song.track.artist)}
    assert canonical(artist) not in forms
    assert after.songs
