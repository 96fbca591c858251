"""A blend from two browsers: one makes a link, the other adds songs, and both find the list there."""

import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from accessibility import NOTHING, in_both_schemes
from find_page import toast
from playwright.sync_api import Browser, Page, expect
from watched_page import opened

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def friends(browser: Browser, own_host: str) -> Iterator[tuple[Page, Page]]:
    """Two browsers on phones that never were on the site."""
    with ExitStack() as stack:
        yield tuple(
            stack.enter_context(opened(browser, own_host, viewport=PHONE, reduced_motion="reduce")) for _ in "ab"
        )


def give(page: Page, songs: str, name: str, button: str) -> None:
    page.get_by_role("combobox", name="Songs, one a line").fill(songs)
    page.get_by_role("textbox", name="Your name in it").fill(name)
    page.get_by_role("button", name=button).click()


def link_on(page: Page) -> str:
    """Return the path of the link; the function names the site as its settings have it: another port here."""
    field = page.get_by_role("textbox", name="Link for your friend")
    expect(field).to_be_focused()
    return re.sub(r"^https?://[^/]+", "", field.input_value())


def test_both_get_the_list_between_them_at_one_link(friends, local_cloud_url, known_names):
    anna, ben = friends
    anna.goto(f"{local_cloud_url}/s/blend")
    give(anna, "\n".join(known_names[:3]), "Anna", "Make the link")
    path = link_on(anna)
    ben.goto(local_cloud_url + path)
    expect(ben.get_by_role("heading", level=1)).to_have_text("Anna wants to blend music with you")
    assert in_both_schemes(ben) == NOTHING
    give(ben, "\n".join(known_names[10:13]), "Ben", "Blend with Anna")
    expect(ben.get_by_role("heading", level=1)).to_have_text("Between Anna and Ben")
    anna.goto(local_cloud_url + path)
    for page in (ben, anna):
        expect(page.get_by_role("heading", level=1)).to_have_text("Between Anna and Ben")
        expect(page.locator("#songs > li")).to_have_count(20)
    assert in_both_schemes(ben) == NOTHING
    expect(ben.locator("#songs .card-line").first).to_contain_text(re.compile("^(Anna|Ben): .+ · (Anna|Ben): "))


def test_songs_and_artists_are_suggested_and_go_into_the_blend(friends, local_cloud_url, known_names):
    anna, _ = friends
    artist, name = known_names[0].split(" - ", 1)
    anna.goto(f"{local_cloud_url}/s/blend")
    for words, group in ((name, "Songs"), (artist, "Artists")):
        anna.get_by_role("combobox", name="Songs, one a line").fill(words)
        anna.get_by_role("group", name=group).get_by_role("option").first.click()
    expect(anna.get_by_role("list", name="Chosen songs").get_by_role("listitem")).to_have_count(2)
    with anna.expect_request("**/api/recommend") as asked:
        give(anna, "", "Anna", "Make the link")
    sent = asked.value.post_data_json
    assert (len(sent["tracks"]), sent["text"]) == (1, artist)
    link_on(anna)


def test_who_made_the_link_sees_it_again_and_may_take_it_back(friends, local_cloud_url, known_names):
    anna, ben = friends
    anna.goto(f"{local_cloud_url}/s/blend")
    give(anna, known_names[0], "Anna", "Make the link")
    path = link_on(anna)
    anna.goto(local_cloud_url + path)
    assert link_on(anna) == path
    anna.get_by_role("button", name="Take the link back").click()
    expect(anna.get_by_role("status").filter(has_text="leads nowhere")).to_be_visible()
    assert ben.request.get(local_cloud_url + path).status == 404


def test_what_is_in_no_catalogue_is_said_before_the_list_is_shown(friends, local_cloud_url, known_names):
    anna, ben = friends
    anna.goto(f"{local_cloud_url}/s/blend")
    give(anna, f"{known_names[0]}\nqqqq - wwww", "Anna", "Make the link")
    path = link_on(anna)
    expect(anna.locator("#blend")).to_contain_text("Not in our catalogue: qqqq - wwww")
    ben.goto(local_cloud_url + path)
    give(ben, f"{known_names[5]}\nzzzz - xxxx", "Ben", "Blend with Anna")
    expect(ben.locator("#blend")).to_contain_text("Your blend is there. Not in our catalogue: zzzz - xxxx")
    ben.get_by_role("button", name="Show the list").click()
    expect(ben.get_by_role("heading", level=1)).to_have_text("Between Anna and Ben")


def test_without_songs_or_a_name_it_says_what_is_missing(friends, local_cloud_url, known_names):
    anna, _ = friends
    anna.goto(f"{local_cloud_url}/s/blend")
    assert in_both_schemes(anna) == NOTHING
    give(anna, "", "", "Make the link")
    expect(anna.get_by_role("alert")).to_contain_text("Add a song first")
    expect(anna.get_by_role("combobox", name="Songs, one a line")).to_be_focused()
    give(anna, known_names[0], "", "Make the link")
    expect(anna.get_by_role("alert")).to_contain_text("Add a name")
    give(anna, "qqqq - wwww", "Anna", "Make the link")
    expect(anna.get_by_role("alert")).to_be_visible()
    expect(anna.get_by_role("button", name="Make the link")).to_be_enabled()


def test_a_playlist_link_is_told_with_the_ways_that_work_on_the_device(browser, own_host, local_cloud_url):
    with opened(browser, own_host, viewport=PHONE, has_touch=True, is_mobile=True) as page:
        page.goto(f"{local_cloud_url}/s/blend")
        give(page, "https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M", "Ben", "Make the link")
        expect(page.get_by_role("alert")).to_contain_text("The ways that work on this device are above")
        expect(page.get_by_role("region", name="How to bring a playlist")).to_contain_text("Name three")
        assert "Ctrl" not in page.locator("main").inner_text()


def test_a_file_is_songs_too(friends, local_cloud_url, known_names):
    anna, _ = friends
    anna.goto(f"{local_cloud_url}/s/blend")
    songs = "\n".join(known_names[:3]).encode()
    anna.get_by_label("Open files").set_input_files(
        {"name": "mine.txt", "mimeType": "text/plain", "buffer": songs}
    )
    expect(anna.get_by_role("list", name="Opened files")).to_contain_text("mine.txt")
    give(anna, "", "Anna", "Make the link")
    assert link_on(anna).startswith("/s/")


def test_a_list_is_blended_from_its_share_dialog(page, ask, local_cloud_url):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask()
    page.get_by_role("button", name="Share", exact=True).click()
    dialog = page.get_by_role("dialog", name="Share this list")
    dialog.get_by_role("button", name="Blend with a friend").click()
    dialog.get_by_role("textbox", name="Your name in it").fill("Anna")
    dialog.get_by_role("button", name="Make the link").click()
    path = link_on(page)
    dialog.get_by_role("button", name="Copy link").click()
    expect(toast(page)).to_contain_text("Link copied")
    assert "Anna wants to blend music with you" in page.request.get(local_cloud_url + path).text()
