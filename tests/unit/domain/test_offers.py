"""Offers: a player only for a song that is known at Spotify, pages and searches for other real songs."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from shared.domain.offers import Offers, offers
from shared.domain.track import Track

SPOTIFY_ID = "spotify:track:0q7LGcVSpsIoSbjChtZ8lI"
MBID = "b10bbbfc-cf9e-42e0-be17-e2c3e1d2600d"
RECORDING = f"musicbrainz:recording:{MBID}"
SITES = ["Spotify", "YouTube", "Apple Music", "Deezer", "Bandcamp"]


def addresses(found: Offers) -> dict[str, str]:
    """Return site -> address of the links."""
    return {link.name: link.url for link in found.links}


def test_a_song_of_spotify_has_its_player_and_its_page():
    found = offers(Track(SPOTIFY_ID, "Hurt", "Johnny Cash"))
    assert (found.spotify, found.player) == (
        SPOTIFY_ID,
        "https://open.spotify.com/embed/track/0q7LGcVSpsIoSbjChtZ8lI",
    )
    assert addresses(found) == {"Spotify": "https://open.spotify.com/track/0q7LGcVSpsIoSbjChtZ8lI"}


def test_a_recording_without_a_spotify_id_has_no_player():
    found = offers(Track(RECORDING, "Hurt", "Johnny Cash", other_ids=("isrc:USRC17607839",)))
    assert (found.spotify, found.player) == ("", "")


def test_a_song_that_musicbrainz_knows_says_its_id_there_whatever_its_own():
    assert offers(Track(RECORDING, "Hurt", "Johnny Cash")).musicbrainz == RECORDING
    assert offers(Track(SPOTIFY_ID, "Hurt", "Johnny Cash", other_ids=(RECORDING,))).musicbrainz == RECORDING
    assert offers(Track(SPOTIFY_ID, "Hurt", "Johnny Cash")).musicbrainz == ""


def test_a_recording_leads_to_its_pages_then_to_searches():
    found = offers(Track(RECORDING, "Hurt", "Johnny Cash"))
    assert [link.name for link in found.links] == ["ListenBrainz", "MusicBrainz", *SITES]
    assert addresses(found)["ListenBrainz"] == f"https://listenbrainz.org/player?recording_mbids={MBID}"
    assert addresses(found)["MusicBrainz"] == f"https://musicbrainz.org/recording/{MBID}"


def test_a_recording_with_a_known_spotify_id_has_its_player_and_all_its_pages():
    found = offers(Track(RECORDING, "Hurt", "Johnny Cash", other_ids=(SPOTIFY_ID,)))
    assert found.spotify == SPOTIFY_ID
    assert found.player.endswith("/embed/track/0q7LGcVSpsIoSbjChtZ8lI")
    assert [link.name for link in found.links] == ["Spotify", "ListenBrainz", "MusicBrainz"]


@pytest.mark.parametrize("other_ids", [(), (SPOTIFY_ID,)])
def test_an_invented_song_offers_nothing(other_ids):
    assert (
        offers(Track("demo:track:0q7LGcVSpsIoSbjChtZ8lI", "Paper Lanterns", "x", other_ids=other_ids)) == Offers()
    )


@pytest.mark.parametrize(
    ("name", "artist"),
    [("Song 2", "AC/DC"), ("100% & ?x=1#y", "A+B"), ("Für Elise \u2028 夜", "<i>"), ("a b", ""), ("../..", "\\")],
)
def test_a_search_asks_for_exactly_artist_and_name(name, artist):
    found = addresses(offers(Track(RECORDING, name, artist)))
    words = f"{artist} {name}".strip()
    assert unquote(urlsplit(found["Spotify"]).path) == f"/search/{words}"
    assert unquote(urlsplit(found["Deezer"]).path) == f"/search/{words}"
    assert parse_qs(urlsplit(found["YouTube"]).query) == {"search_query": [words]}
    assert parse_qs(urlsplit(found["Apple Music"]).query) == {"term": [words]}
    assert parse_qs(urlsplit(found["Bandcamp"]).query) == {"q": [words]}
    assert all(urlsplit(found[site]).fragment == "" for site in SITES)
