"""Links of MusicBrainz and ListenBrainz, bare MBIDs and ISRCs in pasted text."""

import json

import pytest

from shared.intake.files import read_file
from shared.intake.links import find_links
from shared.intake.text import read_text

MBID = "b10bbbfc-cf9e-42e0-be17-e2c3e1d2600d"
OTHER = "8f3471b5-7e6a-48da-86a9-c1c07a0f47ae"
ID, OTHER_ID = f"musicbrainz:recording:{MBID}", f"musicbrainz:recording:{OTHER}"


def ids(text: str) -> list[str | None]:
    return [each.track_id for each in read_text(text).references]


@pytest.mark.parametrize(
    "form",
    [
        f"https://musicbrainz.org/recording/{MBID}",
        f"http://musicbrainz.org/recording/{MBID}/",
        f"musicbrainz.org/recording/{MBID}",
        f"https://beta.musicbrainz.org/recording/{MBID}?tport=8000",
        f"https://www.musicbrainz.org/recording/{MBID}#aliases",
        f"HTTPS://MusicBrainz.Org/Recording/{MBID.upper()}",
        f"https://listenbrainz.org/track/{MBID}",
        f"https://listenbrainz.org/track/{MBID}/",
        f"https://listenbrainz.org/recording/{MBID}",
        f"https://listenbrainz.org/player?recording_mbids={MBID}",
        f"https://listenbrainz.org/player/?recording_mbids={MBID}",
        f"https://listenbrainz.org/player/?x=1&recording_mbids={MBID}&y=2",
        f"musicbrainz:recording:{MBID}",
        MBID,
        MBID.upper(),
        f"Listen: <https://listenbrainz.org/track/{MBID}>, it is good",
    ],
)
def test_every_form_of_a_recording_s_link_gives_its_id(form):
    assert ids(form) == [ID]


@pytest.mark.parametrize("comma", [",", "%2C", "%2c"])
def test_a_player_s_link_gives_each_of_its_recordings(comma):
    assert ids(f"https://listenbrainz.org/player/?recording_mbids={MBID}{comma}{OTHER}") == [ID, OTHER_ID]


def test_several_bare_mbids_in_a_line_are_all_read():
    assert ids(f"{MBID}, {OTHER.upper()}") == [ID, OTHER_ID]


def test_links_of_both_kinds_keep_their_order():
    spotify = "spotify:track:4uLU6hMCjMI75M1A2tKUQC"
    assert ids(f"https://musicbrainz.org/recording/{MBID} {spotify} {ID}") == [ID, spotify, ID]


@pytest.mark.parametrize(
    ("link", "why"),
    [
        (f"https://musicbrainz.org/release/{MBID}", "this is an album"),
        (f"https://musicbrainz.org/release-group/{MBID}", "this is an album"),
        (f"https://listenbrainz.org/album/{MBID}", "this is an album"),
        (f"https://listenbrainz.org/release/{MBID}/", "this is an album"),
        (f"https://musicbrainz.org/work/{MBID}", "this is a work"),
        (f"https://listenbrainz.org/playlist/{MBID}/", "a playlist of ListenBrainz cannot be read"),
    ],
)
def test_a_link_to_something_else_is_told_apart_with_a_cure(link, why):
    (unread,) = read_text(link).unread
    assert why in unread.why
    assert "paste" in unread.why


@pytest.mark.parametrize(
    "text",
    [
        f"https://notmusicbrainz.org/recording/{MBID}",
        f"https://musicbrainz.org.evil.example/recording/{MBID}",
        f"https://musicbrainz.org/recording/{MBID}0",
        "https://musicbrainz.org/recording/unknown",
        "https://listenbrainz.org/player?recording_mbids=none",
    ],
)
def test_lookalikes_are_no_links(text):
    assert list(find_links(text)) == []


@pytest.mark.parametrize("text", ["USRC17607839", "isrc:USRC17607839", "1. US-RC1-76-07839"])
def test_an_isrc_alone_is_a_reference(text):
    (reference,) = read_text(text).references
    assert (reference.isrc, reference.track_id, reference.title) == ("isrc:USRC17607839", None, "")


def test_a_title_that_begins_like_an_isrc_stays_a_title():
    (reference,) = read_text("USRC17607839 Blues").references
    assert (reference.isrc, reference.title) == ("", "USRC17607839 Blues")


@pytest.mark.parametrize("path", ["musicbrainz.org/recording/", "listenbrainz.org/track/"])
def test_a_saved_page_gives_the_recordings_it_links_to(path):
    page = f'<html><h1>Mine</h1><a href="https://{path}{MBID}">Hurt</a> <a href="/about">About</a></html>'
    given = read_file("mine.html", page)
    assert ([each.track_id for each in given.references], given.name) == ([ID], "Mine")


def test_a_table_s_isrcs_and_mbids_are_read():
    table = f"Title,Artist,Recording MBID,ISRC\nHurt,Cash,{MBID},US-RC1-76-07839\n"
    (reference,) = read_file("mine.csv", table).references
    assert (reference.track_id, reference.isrc, reference.title) == (ID, "isrc:USRC17607839", "Hurt")


def test_a_table_of_isrcs_alone_names_songs():
    (reference,) = read_file("mine.csv", "ISRC,Year\nUSRC17607839,2002\n").references
    assert reference.isrc == "isrc:USRC17607839"


def test_json_may_name_a_recording_and_an_isrc():
    song = {"title": "Hurt", "recording_mbid": MBID, "isrc": "USRC17607839"}
    (reference,) = read_file("mine.json", json.dumps([song])).references
    assert (reference.track_id, reference.isrc) == (ID, "isrc:USRC17607839")
