"""Questions that are not answered: the list and what was given stay, and another try is made."""

import json

import pytest
from find_page import box, find, songs
from playwright.sync_api import Page, expect

from shared.web.problems import PROBLEMS

pytestmark = pytest.mark.browser

ENDPOINT = "**/api/recommend"


@pytest.fixture
def alert(page: Page):
    return page.get_by_role("alert")


def refuse(page: Page, status: int = 503, slug: str = "busy", **headers: str) -> None:
    body = json.dumps({"type": PROBLEMS + slug, "title": slug, "status": status, "detail": "Detail"})
    told = {"Content-Type": "application/problem+json", **headers}
    page.route(ENDPOINT, lambda route: route.fulfill(status=status, headers=told, body=body))


def names(page: Page) -> list[str]:
    return page.locator("#songs .name").all_inner_texts()


def turn_a_dial(page: Page) -> None:
    with page.expect_response(ENDPOINT):
        page.get_by_label("Familiar to adventurous").fill("1")


def test_the_list_stays_and_can_be_asked_for_again(ask, page, alert):
    ask()
    before = names(page)
    refuse(page)
    turn_a_dial(page)

    expect(alert).to_contain_text("Your list is still below")
    assert names(page) == before

    page.unroute(ENDPOINT)
    alert.get_by_role("button", name="Try again").click()
    expect(alert).to_be_hidden()
    expect(page.locator("#songs .name")).not_to_have_text(before)


def test_it_is_asked_for_again_once_the_time_is_over_that_was_named(ask, page, alert):
    page.clock.install()
    ask()
    refuse(page, 429, "too-many-requests", **{"Retry-After": "5"})
    page.get_by_label("Familiar to adventurous").fill("1")
    page.clock.run_for(1_000)
    expect(alert).to_contain_text("by itself in")

    page.unroute(ENDPOINT)
    page.clock.run_for(6_000)

    expect(alert).to_be_hidden()


def test_it_is_asked_for_again_once_the_network_is_back(ask, page, alert):
    ask()
    page.route(ENDPOINT, lambda route: route.abort())
    page.get_by_label("Familiar to adventurous").fill("1")
    expect(alert).to_contain_text("We could not be reached")

    page.unroute(ENDPOINT)
    page.evaluate("dispatchEvent(new Event('online'))")

    expect(alert).to_be_hidden()


def test_what_can_never_be_answered_is_not_tried_again(ask, page, alert):
    ask()
    refuse(page, 400, "invalid-input")
    turn_a_dial(page)

    expect(alert).to_contain_text("Your list is still below")
    expect(alert.get_by_role("button")).to_have_count(0)


def test_a_reload_after_a_failure_has_the_list_and_what_was_given(ask, page, alert):
    ask()
    before = names(page)
    refuse(page)
    with page.expect_response(ENDPOINT):
        box(page).fill("something else entirely")
        find(page).click()
    expect(alert).to_be_visible()

    page.reload()

    expect(songs(page)).to_have_count(len(before))
    assert names(page) == before
    expect(box(page)).to_have_value("something else entirely")


def test_what_was_given_stays_where_there_was_no_list_yet(page, alert):
    refuse(page)
    with page.expect_response(ENDPOINT):
        box(page).fill("something else entirely")
        find(page).click()
    expect(alert).to_be_visible()

    page.reload()

    expect(box(page)).to_have_value("something else entirely")


def test_a_new_tab_has_the_list_too(ask, page, local_cloud_url):
    ask()
    before = names(page)

    other = page.context.new_page()
    other.goto(local_cloud_url)

    expect(songs(other)).to_have_count(len(before))
    assert names(other) == before
    other.close()


def test_who_loads_the_page_again_stays_at_the_list(ask, page):
    page.set_viewport_size({"width": 390, "height": 844})
    ask()
    page.evaluate("document.getElementById('answer').scrollIntoView()")
    before = page.evaluate("scrollY")
    page.reload()
    expect(songs(page)).not_to_have_count(0)
    expect(page.locator("#front.unseen")).to_have_count(0)
    assert abs(page.evaluate("scrollY") - before) < 100
