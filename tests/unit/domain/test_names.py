"""Folding of names, splitting of credits, and recognition of a song's releases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.names import credited_artists, fold, is_word, leading_artist, leading_name, song_key
from shared.domain.track import Track, join_names


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Beyoncé - Déjà Vu!", "beyonce deja vu"),
        ("Don't Stop Me Now", "dont stop me now"),
        ("Straße", "strasse"),
        ("  A   B  ", "a b"),
        ("ＦＵＬＬ Width", "full width"),
        ("夜の灯台", "夜の灯台"),
        ("???", ""),
    ],
)
def test_case_accents_and_punctuation_are_folded_away(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("credit", "artists"),
    [
        ("Drake", ("Drake",)),
        ("Tyga          ", ("Tyga",)),
        ("Drake, WizKid, Kyla", ("Drake", "WizKid", "Kyla")),
        ("Big Sean Featuring Lil Wayne & Jhene Aiko", ("Big Sean", "Lil Wayne", "Jhene Aiko")),
        ("Zayn feat. PARTYNEXTDOOR", ("Zayn", "PARTYNEXTDOOR")),
        ("A ft B", ("A", "B")),
        ("['A', 'B']", ("A", "B")),
        ("Simon & Garfunkel", ("Simon & Garfunkel",)),
        ("Featherweight", ("Featherweight",)),
        ("", ()),
    ],
)
def test_a_credit_is_split_into_its_artists_the_leading_one_first(credit, artists):
    assert credited_artists(credit) == artists


@pytest.mark.parametrize(
    ("credit", "name"),
    [
        ("Fergie Featuring Ludacris", "Fergie"),
        ("Nelly, Tim McGraw", "Nelly"),
        ("Earth, Wind & Fire", "Earth, Wind & Fire"),
        ("Earth, Wind & Fire feat. The Emotions", "Earth, Wind & Fire"),
        ("['Ada', 'Bo & Cy']", "Ada"),
        ("", ""),
    ],
)
def test_a_leading_artist_is_called_as_people_do(credit, name):
    assert leading_name(credit) == name


def test_an_empty_credit_has_no_leading_artist():
    assert leading_artist("") == ""


@pytest.mark.parametrize(
    "release",
    [
        "Heroes",
        "Heroes - 2017 Remaster",
        "Heroes - Remastered 2011",
        "Heroes (Live)",
        "Heroes - Live at the BBC",
        "Heroes - Single Version",
        "Heroes (feat. Somebody)",
        "HEROES - Radio Edit",
    ],
)
def test_releases_of_one_song_share_a_key(release):
    assert song_key(release, "David Bowie") == song_key("Heroes", "David Bowie feat. Queen")


@pytest.mark.parametrize("other", ["Heroes and Villains", "Heroes - Part Two", "Live and Let Die", "Alive"])
def test_other_songs_have_other_keys(other):
    assert song_key(other, "David Bowie") != song_key("Heroes", "David Bowie")


def test_the_same_title_by_another_artist_is_another_song():
    assert song_key("Heroes", "Alesso") != song_key("Heroes", "David Bowie")


@given(st.text())
def test_a_text_is_a_word_if_folding_leaves_anything(text):
    assert is_word(text) == bool(fold(text))


def test_a_title_that_is_all_version_keeps_its_words():
    assert song_key("(Live)", "A") != song_key("(Remastered)", "A")


def test_a_track_is_shown_as_a_person_writes_it():
    assert Track("x" * 22, "Song", "Artist").title == "Song by Artist"
    assert Track("x" * 22, "Song", "").title == "Song"


def test_names_are_joined_as_in_a_sentence():
    assert [join_names("abc"[:count]) for count in range(4)] == ["", "a", "a and b", "a, b and c"]
