"""Lists asked for and changed in words, limited, and walked: the chips and fields, and what they send."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

SENTENCE = "calm music for dinner, no remixes"


@pytest.fixture
def chips(page: Page) -> Locator:
    return page.get_by_role("list", name="How we understood you").get_by_role("listitem")


@pytest.fixture
def change(page: Page) -> Callable[[str], dict]:
    """Changes the list in words, and returns the answer."""

    def change(words: str) -> dict:
        page.get_by_label("Change this list in words").fill(words)
        return answer_to(page, lambda: page.get_by_role("button", name="Change", exact=True).click())

    return change


def answer_to(page: Page, act: Callable[[], None]) -> dict:
    with page.expect_response(lambda response: response.url.endswith("/recommend")) as answered:
        act()
    found = answered.value.json()
    expect(page.locator("#answer")).to_have_attribute("aria-busy", "false")
    return found


def asked(page: Page, act: Callable[[], None]) -> dict:
    """Return the request that an act sends."""
    with page.expect_request(lambda request: request.url.endswith("/recommend")) as sent:
        act()
    return json.loads(sent.value.post_data)


def test_a_sentence_is_shown_as_it_was_understood(ask, page, chips):
    ask(SENTENCE)

    expect(chips).to_contain_text(["calm", "dinner", "no remixes"])
    expect(page.get_by_role("heading", name="Calm for dinner")).to_be_visible()


def test_a_part_that_is_taken_out_counts_no_more(ask, page, chips):
    ask(SENTENCE)

    answer_to(page, chips.filter(has_text="no remixes").get_by_role("button").click)

    expect(chips).to_contain_text(["calm", "dinner"])
    expect(chips).to_have_count(2)


def test_words_that_mean_nothing_are_told(ask, page):
    ask("calm jazz for dinner, xyzzy")

    expect(page.locator("#unread")).to_contain_text("“xyzzy")


def test_a_list_is_changed_in_words_and_once_more(ask, page, change, chips):
    ask()
    change("12 songs")

    second = change("no remixes")

    assert len(second["recommendations"]) == 12
    expect(chips).to_contain_text(["12 songs", "no remixes"])
    expect(page.get_by_label("Change this list in words")).to_have_value("")


def test_on_a_phone_the_list_that_was_changed_in_words_is_in_view(ask, page, change):
    page.set_viewport_size({"width": 390, "height": 844})
    ask(SENTENCE)
    page.locator("#tuning").evaluate("panel => (panel.open = true)")  # as it is from the start on a wider screen
    change("from the 90s")
    expect(page.locator("#songs > li").first).to_be_in_viewport(ratio=1)


def test_a_song_that_is_refused_by_its_place_becomes_a_chip(ask, page, change):
    ask()
    name = page.locator("#songs .name").first.inner_text()

    change("not the first one")

    expect(page.get_by_role("list", name="Not", exact=True)).to_contain_text(name)
    expect(page.locator("#songs .name").first).not_to_have_text(name)


def test_a_dial_goes_on_from_what_was_said(ask, page, change):
    ask()
    answer = change("12 songs")

    request = asked(page, lambda: page.get_by_label("Familiar to adventurous").fill("1"))

    assert request["after"] == answer["id"]
    assert request["tune"]["adventurous"] == 1
    assert "text" not in request


def test_a_dial_that_is_put_back_is_forgotten(ask, page, change):
    ask()
    change("12 songs")
    dial = page.get_by_label("Familiar to adventurous")
    asked(page, lambda: dial.fill("1"))

    request = asked(page, lambda: dial.fill("0"))

    assert "tune" in request["forget"]
    assert "tune" not in request


def test_other_songs_begin_anew(ask, page, change):
    ask()
    change("12 songs")

    request = asked(page, lambda: ask("calm music for dinner"))

    assert request["text"] == "calm music for dinner"
    assert "after" not in request


def test_limits_are_sent(ask, page):
    ask()

    asked(page, lambda: page.get_by_label("To the year").fill("2005") or page.get_by_label("To the year").blur())
    request = asked(page, lambda: page.get_by_label("No live versions").check())

    assert request["within"] == {"years": {"to": 2005}, "not_versions": ["live"]}


def test_an_order_is_sent(ask, page):
    ask()

    request = asked(page, lambda: page.get_by_label("Order").select_option("rising"))

    assert (request["order"], request["curve"]) == ("flow", "rising")


def test_an_artist_is_suggested_and_becomes_a_chip(page, model):
    artist = model.tracks([0])[0].artist
    page.get_by_role("combobox", name="Name a song").press_sequentially(artist)

    artists = page.get_by_role("group", name="Artists")
    request = asked(page, artists.get_by_role("option").filter(has_text=artist).first.click)

    assert request["artists"] == [artist]
    expect(page.get_by_role("list", name="Chosen songs")).to_contain_text(f"Artist: {artist}")


def test_one_walks_from_one_song_to_another(page, model, local_cloud_url):
    first, second = model.tracks([0, 30])
    page.goto(f"{local_cloud_url}/?track={first.id}")
    expect(page.locator("#songs > li[data-uri]")).to_have_count(10)
    page.get_by_role("combobox", name="Name a song").press_sequentially(f"{second.name} {second.artist}")
    answer_to(page, page.get_by_role("option").filter(has_text=second.name).first.click)

    answer_to(page, page.get_by_role("button", name="Walk from").click)

    expect(page.locator("#answer-title")).to_contain_text(f"to “{second.name}”")


def test_two_lists_are_blended(ask, page, known_names):
    ask(known_names[0])
    page.get_by_role("button", name="Blend with another list").click()
    expect(page.get_by_role("list", name="Chosen songs")).to_contain_text("List 1")

    request = asked(page, lambda: ask(known_names[5]))

    assert [each["text"] for each in request["lists"]] == [known_names[0], known_names[5]]
    expect(page.locator("#answer-title")).to_have_text("Between “List 1” and “List 2”")
    expect(page.get_by_label("Change this list in words")).to_be_hidden()


def test_a_list_that_is_taken_out_of_a_blend_leaves_the_other(ask, page, known_names):
    ask(known_names[0])
    page.get_by_role("button", name="Blend with another list").click()
    ask(known_names[5])

    request = asked(page, page.get_by_role("button", name="Remove List 1").click)

    assert request["text"] == known_names[5]
    assert "lists" not in request
