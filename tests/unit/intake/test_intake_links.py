"""Spotify links and URIs: every common form, and lookalikes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.intake.links import WHY_NOT, find_links, linked_artist_id, linked_track_id
from shared.intake.text import read_text

ID = "4uLU6hMCjMI75M1A2tKUQC"
OTHER = "37i9dQZF1DXcBWIGoYBM5M"
URI = f"spotify:track:{ID}"
MBID = "b10bbbfc-cf9e-42e0-be17-e2c3e1d2600d"
OTHER_URI = f"spotify:track:{OTHER}"
IDS = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", min_size=22, max_size=22)

TRACK_FORMS = [
    f"https://open.spotify.com/track/{ID}",
    f"http://open.spotify.com/track/{ID}",
    f"open.spotify.com/track/{ID}",
    f"https://www.open.spotify.com/track/{ID}",
    f"https://play.spotify.com/track/{ID}",
    f"https://open.spotify.com/track/{ID}?si=0123456789abcdef&context=x",
    f"https://open.spotify.com/track/{ID}#0:42",
    f"https://open.spotify.com/track/{ID}/",
    f"https://open.spotify.com/embed/track/{ID}",
    f"https://open.spotify.com/intl-de/track/{ID}",
    f"https://open.spotify.com/intl-pt-BR/track/{ID}?si=1",
    f"https://open.spotify.com/intl-fr/embed/track/{ID}",
    f"spotify:track:{ID}",
    f"HTTPS://Open.Spotify.Com/track/{ID}",
    f"Spotify:track:{ID}",
]

PLAYLIST_FORMS = [
    f"https://open.spotify.com/playlist/{OTHER}?si=1&pt=2",
    f"https://open.spotify.com/embed/playlist/{OTHER}",
    f"https://open.spotify.com/intl-ja/playlist/{OTHER}",
    f"https://open.spotify.com/user/some.body/playlist/{OTHER}",
    f"https://play.spotify.com/user/somebody/playlist/{OTHER}",
    f"spotify:playlist:{OTHER}",
    f"spotify:user:some.body:playlist:{OTHER}",
]


def found_in(text):
    return [(link.kind, link.id) for link in find_links(text)]


@pytest.mark.parametrize("form", TRACK_FORMS)
def test_every_form_of_a_track_link_gives_its_id(form):
    assert found_in(form) == [("track", URI)]


@pytest.mark.parametrize("form", PLAYLIST_FORMS)
def test_every_form_of_a_playlist_link_gives_its_id(form):
    assert found_in(form) == [("playlist", OTHER)]


@pytest.mark.parametrize(
    "address", ["https://spotify.link/aBc123XyZ", "spotify.link/aBc123XyZ", "Spotify.link/aBc123XyZ"]
)
def test_a_short_link_is_kept_as_an_address_since_only_a_redirect_can_tell(address):
    assert found_in(address) == [("short", "https://spotify.link/aBc123XyZ")]


def test_a_short_link_of_either_host_keeps_its_host():
    assert found_in("https://Spotify.app.link/aBc123XyZ?_p=1") == [("short", "https://spotify.app.link/aBc123XyZ")]


@pytest.mark.parametrize("kind", ["album", "episode", "show"])
def test_a_link_to_neither_track_nor_playlist_is_reported_with_a_reason(kind):
    read = read_text(f"https://open.spotify.com/{kind}/{ID}?si=1")
    assert [each.why for each in read.unread] == [WHY_NOT[kind]]
    assert read.references == ()


@pytest.mark.parametrize(
    ("link", "id"),
    [
        (f"https://open.spotify.com/artist/{ID}?si=1", f"spotify:artist:{ID}"),
        (f"open.spotify.com/intl-de/artist/{ID}", f"spotify:artist:{ID}"),
        (f"spotify:artist:{ID}", f"spotify:artist:{ID}"),
        (f"https://musicbrainz.org/artist/{MBID.upper()}", f"musicbrainz:artist:{MBID}"),
        (f"https://listenbrainz.org/artist/{MBID}/", f"musicbrainz:artist:{MBID}"),
        (f"musicbrainz:artist:{MBID}", f"musicbrainz:artist:{MBID}"),
        (f"demo:artist:{ID}", f"demo:artist:{ID}"),
    ],
)
def test_a_link_to_an_artist_is_a_reference_to_the_artist(link, id):
    (reference,) = read_text(f"hear {link} now").references
    assert (reference.artist_id, reference.track_id, reference.title) == (id, None, "")
    assert linked_artist_id(link) == id


@pytest.mark.parametrize(
    "text",
    [
        f"https://open.spotify.com/track/{ID[:-1]}",
        f"https://open.spotify.com/track/{ID}x",
        f"https://notopen.spotify.com/track/{ID}",
        f"https://spotify.com.example/track/{ID}",
        "https://evilspotify.link/abc",
        f"spotify:track:{ID[:-1]}",
        f"spotify:track:{ID}0",
        "https://open.spotify.com/collection/tracks",
    ],
)
def test_what_only_looks_like_a_link_is_none(text):
    assert found_in(text) == []


def test_links_are_found_in_order_within_other_words():
    text = f"first (https://open.spotify.com/track/{ID}?si=1), then <spotify:playlist:{OTHER}>."
    assert found_in(text) == [("track", URI), ("playlist", OTHER)]


def test_a_link_says_where_it_stands():
    text = f"hear spotify:track:{ID} now"
    link = next(find_links(text))
    assert text[link.start : link.end] == link.source == f"spotify:track:{ID}"


def test_ids_keep_their_capitals():
    assert found_in("spotify:track:" + "aB" * 11) == [("track", "spotify:track:" + "aB" * 11)]


@pytest.mark.parametrize("form", [*TRACK_FORMS, ID, f"  {ID} "])
def test_a_cell_holds_a_track_as_a_link_a_uri_or_a_bare_id(form):
    assert linked_track_id(form) == URI


@pytest.mark.parametrize("form", ["", "a song", f"spotify:album:{ID}", *PLAYLIST_FORMS])
def test_a_cell_without_a_track_holds_no_track_id(form):
    assert linked_track_id(form) is None


@given(IDS, st.sampled_from(TRACK_FORMS))
def test_any_id_is_found_in_any_form(track_id, form):
    assert found_in(form.replace(ID, track_id)) == [("track", f"spotify:track:{track_id}")]


def test_a_song_named_beside_its_link_keeps_its_name_for_another_release():
    (reference,) = read_text(f"Innuendo by Queen https://open.spotify.com/track/{ID}").references
    assert (reference.track_id, reference.title, reference.artist) == (f"spotify:track:{ID}", "Innuendo", "Queen")
