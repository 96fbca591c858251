"""The first page in a real browser, with the real functions behind it."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PLAYLIST = "https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M"


def box(page: Page):
    return page.get_by_role("combobox", name="Name a song")


def songs(page: Page):
    return page.locator("#songs > li")


def suggestions(page: Page):
    return page.get_by_role("listbox", name="Songs").get_by_role("option")


def ask(page: Page, text: str) -> None:
    box(page).fill(text)
    if "\n" in text:
        page.get_by_role("button", name="Find songs").click()
    else:  # suggestions that arrive late would lie over the button
        box(page).press("Enter")


def test_typing_suggests_songs_and_the_keyboard_picks_one(page, model):
    track = model.catalogue.tracks([0])[0]
    box(page).press_sequentially(f"{track.name} {track.artist}"[:-2])
    expect(suggestions(page).first).to_contain_text(track.name)
    box(page).press("ArrowDown")
    expect(suggestions(page).first).to_have_attribute("aria-selected", "true")
    box(page).press("Enter")
    expect(page.get_by_role("list", name="Chosen songs")).to_contain_text(track.name)
    expect(songs(page)).to_have_count(10)


def test_escape_closes_the_suggestions(page, known_names):
    box(page).press_sequentially(known_names[0][:6])
    expect(page.get_by_role("listbox")).to_be_visible()
    box(page).press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_a_pasted_playlist_is_answered_with_reasons(page, known_names):
    ask(page, "\n".join(known_names[:6]))
    expect(songs(page)).to_have_count(10)
    expect(page.locator("#found summary")).to_have_text("6 of 6 songs found")
    for reason in page.locator(".because li:first-child").all_inner_texts():
        assert len(reason) > 10


def test_what_was_not_found_is_shown_with_why(page, known_names):
    ask(page, f"{known_names[0]}\nqqqq wwww zzzz xxxx")
    expect(page.locator("#found summary")).to_have_text("1 of 2 songs found")
    expect(page.locator("#found li").first).to_contain_text("qqqq wwww zzzz xxxx")


def test_a_dropped_file_is_answered(page, known_names):
    content = "\n".join(known_names[:3]).encode()
    page.locator("#file").set_input_files({"name": "mine.txt", "mimeType": "text/plain", "buffer": content})
    expect(songs(page)).to_have_count(10)
    expect(page.get_by_role("list", name="Chosen songs")).to_contain_text("mine.txt")


def test_a_playlist_nobody_can_read_is_answered_with_what_to_paste(page):
    ask(page, PLAYLIST)
    expect(page.get_by_role("alert")).to_contain_text("Ctrl-C")
    expect(page.locator("#answer")).to_be_hidden()


def test_songs_nobody_knows_give_a_kind_word_and_what_is_popular(page):
    ask(page, "spotify:track:" + "0" * 22)
    expect(page.locator("#fallback")).to_contain_text("popular")
    expect(songs(page)).to_have_count(10)


def test_nothing_given_is_said_at_once(page):
    page.get_by_role("button", name="Find songs").click()
    expect(page.get_by_role("alert")).to_contain_text("nothing to go on")


def test_the_dial_and_the_number_ask_again(page, known_names):
    ask(page, known_names[0])
    expect(songs(page)).to_have_count(10)
    before = songs(page).all_inner_texts()
    page.get_by_label("Familiar to adventurous").fill("1")
    expect(songs(page).first).not_to_have_text(before[0])
    page.get_by_label("How many").select_option("20")
    expect(songs(page)).to_have_count(20)


def test_a_chosen_song_can_be_taken_back(page, known_names):
    box(page).press_sequentially(known_names[0].split(" - ")[1])
    suggestions(page).first.click()
    chips = page.get_by_role("list", name="Chosen songs").get_by_role("listitem")
    expect(chips).to_have_count(1)
    page.get_by_role("button", name=re.compile("^Remove ")).click()
    expect(chips).to_have_count(0)


def test_an_example_needs_no_typing(page):
    page.get_by_role("button", name="Try an example").click()
    expect(songs(page)).to_have_count(10)


def test_every_song_links_to_spotify_and_nothing_is_embedded_until_asked(page, known_names):
    ask(page, known_names[0])
    links = page.get_by_role("link", name="Open in Spotify")
    expect(links).to_have_count(10)
    assert re.fullmatch(r"https://open\.spotify\.com/track/[0-9A-Za-z]{22}", links.first.get_attribute("href"))
    expect(page.locator("iframe")).to_have_count(0)


def test_names_are_shown_as_text_whatever_they_hold(page):
    ask(page, "<img src=x onerror=alert(1)> - <b>bold</b>")
    expect(page.locator("#found")).to_contain_text("<img src=x onerror=alert(1)>")
    expect(page.locator("main img")).to_have_count(0)


def test_everything_that_can_be_used_has_a_name_and_can_be_reached_by_keyboard(page):
    for control in page.locator("button, input, select, textarea").all():
        name = control.evaluate("e => e.labels?.[0]?.innerText || e.getAttribute('aria-label') || e.innerText")
        assert name.strip()
        assert control.evaluate("e => e.tabIndex") >= 0


@pytest.mark.parametrize("width", [360, 768, 1400])
def test_the_page_fits_its_width(page, known_names, width):
    page.set_viewport_size({"width": width, "height": 800})
    ask(page, "\n".join(known_names[:3]))
    expect(songs(page)).to_have_count(10)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
