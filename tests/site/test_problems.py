"""The first page's error messages: friendly, with a cure."""

import json

import pytest
from find_page import box, find, songs
from playwright.sync_api import Page, Route, expect

from shared.errors import SegueError
from shared.web.problems import PROBLEMS

pytestmark = pytest.mark.browser


def every_error() -> list[type[SegueError]]:
    found, left = [], [SegueError]
    while left:
        error = left.pop()
        found.append(error)
        left += error.__subclasses__()
    return found


ANSWERED = sorted({error.slug: int(error.status) for error in every_error() if error.status != 500}.items())
"""Problems of the functions."""


def refuse(page: Page, slug: str, status: int, headers: dict[str, str] | None = None, **members: str) -> None:
    """Answer each request with a problem, in the form of shared.web.http."""
    body = {"type": PROBLEMS + slug, "title": slug, "status": status, "detail": "Detail"} | members

    def answer(route: Route) -> None:
        route.fulfill(
            status=status,
            headers={"Content-Type": "application/problem+json"} | (headers or {}),
            body=json.dumps(body),
        )

    page.route("**/api/recommend", answer)


def ask_for(page: Page, text: str) -> None:
    box(page).fill(text)
    find(page).click()


def test_there_are_words_for_every_problem_that_functions_answer_with(modules):
    known = modules.evaluate("import('/problems.js').then((module) => module.KNOWN_PROBLEMS)")
    assert {slug for slug, _ in ANSWERED} <= set(known)


@pytest.mark.parametrize(("slug", "status"), ANSWERED)
def test_each_problem_is_said_with_one_thing_to_do_at_least(page, slug, status):
    if status == 401:
        page.route("**/api/account/visitors", lambda route: route.abort())
    refuse(page, slug, status, cure="do this; or that")
    ask_for(page, "one\ntwo")
    alert = page.get_by_role("alert")
    expect(alert.get_by_role("heading")).not_to_be_empty()
    expect(page.locator("#problem li, #help li").first).to_be_visible()
    expect(page.locator("#answer")).to_be_hidden()
    expect(page.locator("#ask")).to_have_attribute("aria-busy", "false")


def test_a_real_refusal_says_what_was_looked_for_and_what_helps(page):
    ask_for(page, "https://open.spotify.com/album/4aawyAB9vmqN3uQ7FjRGTy")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("We could not make sense of that")
    expect(alert).to_contain_text("this is an album")
    expect(alert.get_by_role("listitem")).to_contain_text("paste songs, one a line")


def test_a_real_body_that_is_too_large_is_said(page, local_cloud_url):
    page.evaluate(
        """() => import('/find/problem.js').then(async ({ showProblem }) => {
            const { asListener, call } = await import('/api.js');
            const body = { text: 'x'.repeat(1 << 20) };
            await call('/api/feedback', { method: 'POST', as: asListener, body }).catch(showProblem);
        })"""
    )
    expect(page.get_by_role("alert")).to_contain_text("more than we can take")


def test_a_real_list_that_is_gone_is_said(page):
    page.evaluate(
        """() => import('/find/problem.js').then(async ({ showProblem }) => {
            const { ratingsOf } = await import('/api.js');
            await ratingsOf('no such list').catch(showProblem);
        })"""
    )
    expect(page.get_by_role("alert")).to_contain_text("not there any more")


def test_how_long_to_wait_is_said_where_it_is_known(page):
    refuse(page, "limit-reached", 503, {"Retry-After": "7200"})
    ask_for(page, "one\ntwo")
    expect(page.get_by_role("alert")).to_contain_text("try again in 2 hours")


@pytest.mark.parametrize(("seconds", "words"), [("1", "a second"), ("2", "2 seconds"), ("120", "2 minutes")])
def test_a_crowd_is_said_with_the_time_to_wait_in_words(page, seconds, words):
    refuse(page, "busy", 503, {"Retry-After": seconds})
    ask_for(page, "one\ntwo")
    expect(page.get_by_role("alert")).to_contain_text("Very many people are asking")
    expect(page.locator("#problem li")).to_have_text(f"try again in {words}")


@pytest.mark.parametrize(
    ("status", "words"), [(429, "Very many people"), (503, "taking a break"), (413, "more than we can take")]
)
def test_a_refusal_by_what_stands_before_the_functions_is_said_too(page, status, words):
    page.route("**/api/recommend", lambda route: route.fulfill(status=status, body="<h1>No instance</h1>"))
    ask_for(page, "one\ntwo")
    expect(page.get_by_role("alert")).to_contain_text(words)


def test_an_answer_that_is_no_problem_document_is_our_fault_not_the_listeners(page):
    page.route("**/api/recommend", lambda route: route.fulfill(status=502, body="<h1>Bad gateway</h1>"))
    ask_for(page, "one\ntwo")
    expect(page.get_by_role("alert")).to_contain_text("on our side")


def test_being_offline_is_said_and_the_next_question_is_answered(page, ask):
    page.route("**/api/recommend", lambda route: route.abort(), times=1)
    ask_for(page, "one\ntwo")
    expect(page.get_by_role("alert")).to_contain_text("check your connection")
    ask()
    expect(page.get_by_role("alert")).to_be_hidden()
    expect(songs(page)).to_have_count(10)


def test_what_a_problem_holds_is_shown_as_text(page):
    refuse(page, "invalid-input", 400, detail="<img src=x onerror=alert(1)>", cure="<b>this</b>")
    ask_for(page, "one\ntwo")
    expect(page.get_by_role("alert")).to_contain_text("<img src=x onerror=alert(1)>")
    expect(page.locator("#problem img, #problem b")).to_have_count(0)
