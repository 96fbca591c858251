"""Real songs that are prepared beside the demo, as the first page tells of them."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from watched_page import opened

pytestmark = pytest.mark.browser

DEMO = {"model": "x", "invented": True, "doors": [], "list": []}


@pytest.fixture
def stages() -> list[dict]:
    """Answers in turn, the last for ever."""
    return [{"stage": "fetching", "songs": 0}]


@pytest.fixture
def preparing(browser: Browser, local_cloud_url: str, own_host: str, stages: list[dict]) -> Iterator[Page]:
    with opened(browser, own_host) as page:
        page.clock.install()
        page.route("**/preparing.json", lambda route: route.fulfill(body=json.dumps(stages[-1])))
        page.route("**/config.js", name_address)
        page.route("**/api/search/front", lambda route: route.fulfill(json=DEMO))
        page.goto(local_cloud_url)
        yield page


def name_address(route) -> None:
    """Answer as `segue serve --real` does."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace('PREPARING = ""', 'PREPARING = "/preparing.json"'))


def test_the_page_says_how_far_it_is(preparing):
    expect(preparing.locator("#preparing")).to_contain_text("step 1 of 3: fetching what people listen to")


def test_it_says_when_real_songs_are_there_and_keeps_what_was_typed(preparing, stages):
    preparing.locator("#given").fill("Paper Lanterns")
    stages.append({"stage": "published", "songs": 98_417})
    preparing.clock.run_for(4_000)
    expect(preparing.locator("#preparing")).to_have_text(
        "Now with 98,417 real songs: name one of yours, or load this page again."
    )
    expect(preparing.locator("#given")).to_have_value("Paper Lanterns")
    expect(preparing.locator("#invented")).to_have_count(0)


def test_a_failed_preparation_is_told(preparing, stages):
    stages.append({"stage": "failed", "songs": 0})
    preparing.clock.run_for(4_000)
    expect(preparing.locator("#preparing")).to_contain_text("the terminal says why")


def test_a_page_beside_which_nothing_is_prepared_does_not_ask(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    expect(page.locator("#given")).to_be_visible()
    assert not [url for url in asked if "prepar" in url]
    expect(page.locator("#preparing")).to_be_hidden()


def test_the_demo_does_not_name_the_command_that_is_running(preparing):
    expect(preparing.locator("#invented")).to_contain_text("its songs are invented")
    expect(preparing.locator("#invented")).not_to_contain_text("make real")
