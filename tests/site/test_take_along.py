"""Lists that are taken along: every export is read back to the same songs, and copies say where to paste them."""

import pytest
from exported import exported
from find_page import box, find, saved, songs, take_along, uris
from playwright.sync_api import Page, expect
from watched_page import opened

from shared.intake.files import read_file
from shared.model.answer import answer
from shared.model.model import Model
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.selection import Rules

pytestmark = pytest.mark.browser

FILES = {"CSV": "segue.csv", "Text": "segue.txt", "M3U": "segue.m3u8", "XSPF": "segue.xspf", "JSPF": "segue.jspf"}

ODD = [
    ('R&B <3 "Quoted" Me', "AC/DC"),
    ("What? Now: Yes|No", "Sigur Rós"),
    ("100% Sure", "Dads #1"),
    ("夜に駆ける", "YOASOBI"),
    ("A, B; C", "Tyler, The Creator"),
]
"""Titles and artists with the signs that formats use themselves."""


def written(page: Page, file_format: str, named: list[tuple[str, str]]) -> bytes:
    """Return what a format writes of songs with these titles and artists."""
    return exported(page, file_format, [{"name": name, "artist": artist} for name, artist in named])


def songs_in(model: Model, name: str, content: bytes) -> list[str]:
    """Return the ids of the songs that an exported file is read to, as `segue recommend --playlist` reads it."""
    return [
        match.track.id
        for match in answer(model, read_file(name, content), RecommendationQuery(rules=Rules())).matched
    ]


def test_every_format_is_tested_here(page):
    names = page.evaluate("import('/find/exports.js').then(({ EXPORTS }) => EXPORTS.map(({ name }) => name))")
    assert names == list(FILES)


@pytest.mark.parametrize("file_format", FILES)
def test_an_export_is_read_back_to_the_same_songs(page, ask, model, file_format):
    ask()
    name, content = saved(page, file_format)
    assert name == FILES[file_format]
    assert songs_in(model, name, content) == uris(page)


@pytest.mark.parametrize("file_format", FILES)
def test_odd_signs_in_names_survive_an_export(page, file_format):
    read = read_file(FILES[file_format], written(page, file_format, ODD))
    assert [(way.title, way.artist) for way in (each.ways[0] for each in read.references)] == ODD
    assert read.unread == ()


def test_a_csv_has_the_headers_that_soundiiz_and_tunemymusic_know(page):
    header = written(page, "CSV", []).decode("utf-8-sig").strip()
    assert header == '"uri","title","artist","album","isrc","link","why"'


def test_a_file_of_m3u_is_beside_the_playlist_and_no_path_of_another_system(page):
    lines = written(page, "M3U", ODD).decode().splitlines()
    assert lines[3::2] == [
        "AC_DC - R&B _3 _Quoted_ Me.mp3",
        "Sigur Rós - What_ Now_ Yes_No.mp3",
        "Dads #1 - 100% Sure.mp3",
        "YOASOBI - 夜に駆ける.mp3",
        "Tyler, The Creator - A, B; C.mp3",
    ]


def test_a_file_whose_name_begins_like_a_comment_of_m3u_is_none(page):
    lines = written(page, "M3U", [("Sure", "#1 Dads")]).decode().splitlines()
    assert lines[-1] == "./#1 Dads - Sure.mp3"


def test_signs_that_xml_forbids_are_left_out(page):
    read = read_file("segue.xspf", written(page, "XSPF", [("A\x00\ud800 B", "C")]))
    assert read.references[0].title == "A B"


def test_a_desktop_is_told_where_in_spotify_to_paste(page, ask):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask()
    take_along(page)
    dialog = page.get_by_role("dialog", name="Take it along")
    expect(dialog).to_contain_text(
        "open a playlist of yours in the app, click into its list of songs, and press Ctrl-V"
    )
    dialog.get_by_role("button", name="Copy for Spotify’s desktop app").click()
    expect(dialog.get_by_role("status")).to_have_text(
        "10 songs copied. Now paste them into a playlist in Spotify’s app."
    )
    links = [f"https://open.spotify.com/track/{uri.removeprefix('spotify:track:')}" for uri in uris(page)]
    assert page.evaluate("navigator.clipboard.readText()") == "\n".join(links)


def test_a_phone_gets_another_way_and_targets_for_a_thumb(browser, own_host, local_cloud_url, known_names, model):
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    with opened(browser, own_host, **phone) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(local_cloud_url)
        box(page).fill("\n".join(known_names[:3]))
        find(page).click()
        expect(songs(page)).to_have_count(10)
        take_along(page)
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("button", name="desktop app")).to_have_count(0)
        expect(dialog.get_by_role("link", name="TuneMyMusic")).to_be_visible()
        boxes = [each.bounding_box() for each in dialog.get_by_role("button").all()]
        assert all(box["height"] >= 44 and box["width"] >= 44 for box in boxes)
        dialog.get_by_role("button", name="Copy the songs’ names").click()
        expect(dialog.get_by_role("status")).to_have_text("10 names copied.")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert songs_in(model, "pasted.txt", copied.encode()) == uris(page)
