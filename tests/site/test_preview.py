"""The preview at paste says how a text will be read; the ways to bring a playlist depend on the device."""

import pytest
from accessibility import NOTHING, in_both_schemes
from find_page import box, find, songs
from playwright.sync_api import Page, expect
from watched_page import opened

pytestmark = pytest.mark.browser

PLAYLIST = "https://open.spotify.com/playlist/" + "1" * 22
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def said(page: Page):
    return page.locator("#preview")


def ways(page: Page):
    return page.get_by_role("region", name="How to bring a playlist")


def test_lines_are_counted_with_the_songs_that_are_found(page, known_names):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    box(page).fill("\n".join([*known_names[:3], "qqqq wwww zzzz xxxx"]))
    expect(said(page)).to_have_text("4 lines: 3 songs found. Not found: “qqqq wwww zzzz xxxx”.")
    assert not any("recommend" in url for url in asked)


def test_a_sentence_is_read_aloud_by_its_parts(page):
    box(page).fill("sad songs, no remixes")
    expect(said(page)).to_contain_text("Reads as:")
    expect(said(page)).to_contain_text("sad")


def test_a_song_and_an_artist_are_named(page, model):
    track = model.catalogue.tracks([0])[0]
    box(page).fill(f"{track.artist} - {track.name}")
    expect(said(page)).to_contain_text(f"The song “{track.name}” by {track.artist}.")
    box(page).fill(track.artist)
    expect(said(page)).to_have_text(f"Songs that go with {track.artist}.")


def test_a_link_of_another_service_is_told_with_what_helps(page):
    box(page).fill("https://www.youtube.com/playlist?list=PL123")
    expect(said(page)).to_contain_text("paste the titles of the videos")


def test_an_empty_box_is_spoken_of_no_more(page, known_names):
    box(page).fill("\n".join(known_names[:2]))
    expect(said(page)).to_have_text("2 lines: 2 songs found.")
    box(page).fill("")
    expect(said(page)).to_have_text("")


def test_a_playlist_link_is_told_at_paste_with_the_keys_of_a_computer(page):
    box(page).fill(PLAYLIST)
    expect(said(page)).to_contain_text("Spotify lets nobody read its songs that way")
    expect(ways(page)).to_contain_text("Ctrl-A, then Ctrl-C")
    box(page).fill("")
    expect(ways(page)).to_be_hidden()


def test_a_phone_is_told_a_way_without_keys_where_it_sees_it(browser, own_host, local_cloud_url):
    with opened(browser, own_host, **PHONE) as page:
        page.goto(local_cloud_url)
        box(page).fill(PLAYLIST)
        expect(ways(page)).to_contain_text("Name three of its songs")
        expect(ways(page)).to_be_in_viewport()
        expect(ways(page).get_by_role("link", name="exportify.net")).to_be_visible()
        find(page).click()
        expect(page.get_by_role("alert")).to_contain_text("cannot read this playlist")
        expect(ways(page).get_by_text("Name three of its songs")).to_be_in_viewport()
        words = page.locator("main").inner_text()
        assert not any(key in words for key in ("Ctrl", "⌘", "desktop"))


def test_where_the_functions_do_not_answer_a_playlist_link_is_told_all_the_same(page):
    page.route("**/api/search/reading", lambda route: route.abort())
    box(page).fill(PLAYLIST)
    expect(said(page)).to_contain_text("Spotify lets nobody read")


def test_a_text_that_is_too_long_to_be_read_ahead_is_told_by_its_lines(page):
    box(page).fill("a song of nobody\n" * 700)
    expect(said(page)).to_have_text("700 lines: they are looked up when you ask.")


DEVICES = {
    "iPhone": ({"coarse": True, "touchPoints": 5, "platform": "iPhone"}, "touch"),
    "iPad that says Mac": ({"coarse": False, "touchPoints": 5, "platform": "MacIntel"}, "touch"),
    "Android": ({"coarse": True, "touchPoints": 5, "platform": "Linux armv8l"}, "touch"),
    "Android with a mouse": ({"coarse": False, "touchPoints": 5, "platform": "Android"}, "touch"),
    "Mac": ({"coarse": False, "touchPoints": 0, "platform": "MacIntel"}, "mac"),
    "Windows": ({"coarse": False, "touchPoints": 0, "platform": "Win32"}, "keyboard"),
    "Windows with a touch screen": ({"coarse": False, "touchPoints": 10, "platform": "Windows"}, "keyboard"),
}


@pytest.mark.parametrize(("told", "kind"), DEVICES.values(), ids=DEVICES.keys())
def test_devices_are_told_apart(modules, told, kind):
    assert modules.evaluate("async (told) => (await import('/device.js')).deviceOf(told)", told) == kind


SYSTEMS = {
    "iPhone": (
        {"touchPoints": 5, "platform": "iPhone", "agent": "Mozilla/5.0 (iPhone)"},
        "ios",
    ),
    "iPad that says Mac": ({"touchPoints": 5, "platform": "MacIntel", "agent": "Mozilla/5.0 (Macintosh)"}, "ios"),
    "Android's Chrome": ({"touchPoints": 5, "platform": "Android", "agent": "Mozilla/5.0 (Linux)"}, "android"),
    "Android's Firefox": (
        {"touchPoints": 5, "platform": "Linux armv8l", "agent": "(Android 15)"},
        "android",
    ),
    "Mac": ({"touchPoints": 0, "platform": "MacIntel", "agent": "Mozilla/5.0 (Macintosh)"}, "other"),
    "Windows": ({"touchPoints": 10, "platform": "Windows", "agent": "Mozilla/5.0 (Windows NT 10.0)"}, "other"),
}


@pytest.mark.parametrize(("told", "system"), SYSTEMS.values(), ids=SYSTEMS.keys())
def test_systems_are_told_apart_by_where_they_keep_files(modules, told, system):
    assert modules.evaluate("async (told) => (await import('/device.js')).systemOf(told)", told) == system


def test_suggestions_stand_in_groups_that_the_keyboard_goes_through(page, model):
    genre = max(model.catalogue.genres.sizes, key=model.catalogue.genres.sizes.get)
    box(page).press_sequentially(genre[:3])
    listbox = page.get_by_role("listbox", name="Songs, artists and genres")
    genres = listbox.get_by_role("group", name="Genres")
    expect(genres.get_by_role("option", name=genre, exact=True)).to_be_visible()
    last = listbox.get_by_role("option").last
    box(page).press("ArrowUp")
    expect(last).to_have_attribute("aria-selected", "true")
    assert box(page).get_attribute("aria-activedescendant") == last.get_attribute("id")
    box(page).press("ArrowDown")
    expect(listbox.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    assert in_both_schemes(page, "#ask") == NOTHING


def test_a_genre_is_asked_by_as_a_word(page, model):
    genre = max(model.catalogue.genres.sizes, key=model.catalogue.genres.sizes.get)
    box(page).press_sequentially(genre[:3])
    page.get_by_role("group", name="Genres").get_by_role("option", name=genre, exact=True).click()
    expect(box(page)).to_have_value(genre)
    expect(songs(page)).to_have_count(10)
    expect(said(page)).to_have_text(f"Reads as: {genre}.")
