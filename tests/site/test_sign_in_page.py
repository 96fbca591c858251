"""The page that signs in: as whom, in the browser that asked for the link and in another, and what stays apart."""

import re

import pytest
from accessibility import NOTHING, in_both_schemes
from people import keep
from playwright.sync_api import Page, expect
from post_box import new_address
from watched_page import of_its_own, opened

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def page(browser, own_host):
    """A phone's browser; the tests open the page at addresses of their own."""
    with opened(browser, own_host, viewport=PHONE, reduced_motion="reduce", **of_its_own()) as page:
        yield page


@pytest.fixture
def visitor(page, door, model):
    """A visitor with a search, whose token is in the browser."""
    found = door.visitor()
    found.list_of(model.catalogue.tracks([0])[0].id)
    keep(page, found.token)
    return found


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def stored(page: Page, name: str) -> str | None:
    return page.evaluate("name => localStorage.getItem(`segue.${name}`)", name)


def ask(page: Page, url: str, address: str) -> None:
    page.goto(f"{url}/sign-in.html")
    page.get_by_role("textbox", name="Your mail address").fill(address)
    press(page, "Mail me a link")
    expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()


def open_link(page: Page, url: str, token: str) -> None:
    page.goto(f"{url}/sign-in.html#token={token}")


def fits_and_is_accessible(page: Page) -> None:
    assert in_both_schemes(page) == NOTHING
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_browser_that_asked_takes_its_history_along(page, local_cloud_url, door, address, visitor):
    ask(page, local_cloud_url, address)
    open_link(page, local_cloud_url, door.mailbox.link(address, "sign-in"))  # pasted into the same tab
    expect(page.get_by_role("heading", name=f"Sign in as {address}")).to_be_visible()
    expect(page.get_by_text("What you did in this browser comes with you")).to_be_visible()
    expect(page.get_by_text("This browser did not ask")).to_be_hidden()
    fits_and_is_accessible(page)
    press(page, "Sign in")
    expect(page.locator("#who")).to_contain_text(address)
    assert door.sign_in(address).id == visitor.id
    assert (stored(page, "nonce"), stored(page, "apart")) == (None, None)


def test_the_code_signs_in_on_the_page_that_asked_and_takes_its_history_along(
    page, local_cloud_url, door, address, visitor
):
    ask(page, local_cloud_url, address)
    fits_and_is_accessible(page)
    page.get_by_role("textbox", name="The six digits in the mail").fill(door.mailbox.code(address))
    expect(page.locator("#who")).to_contain_text(address)
    assert door.sign_in(address).id == visitor.id
    assert (stored(page, "nonce"), stored(page, "waiting")) == (None, None)


def test_the_waiting_tab_goes_on_when_the_link_is_opened_in_another(page, local_cloud_url, door, address):
    ask(page, local_cloud_url, address)
    other = page.context.new_page()
    open_link(other, local_cloud_url, door.mailbox.link(address, "sign-in"))
    press(other, "Sign in")
    expect(other.locator("#who")).to_contain_text(address)
    expect(page.locator("#who")).to_contain_text(address)


def test_an_address_with_a_slip_is_told_beneath_its_field(page, local_cloud_url):
    page.goto(f"{local_cloud_url}/sign-in.html")
    page.get_by_role("textbox", name="Your mail address").fill("anna@gmial.con")
    press(page, "Mail me a link")
    expect(page.locator("#address-slip")).to_contain_text("Did you mean anna@gmail.com?")
    fits_and_is_accessible(page)


def test_a_link_that_somebody_else_asked_for_warns_and_keeps_the_history_apart(
    page, local_cloud_url, door, address, visitor
):
    open_link(page, local_cloud_url, door.link(address, "kept by the browser of mallory"))
    expect(page.get_by_role("heading", name=f"Sign in as {address}")).to_be_visible()
    expect(page.get_by_text("This browser did not ask for the link")).to_be_visible()
    expect(page.get_by_text("What you did here before stays apart")).to_be_visible()
    expect(page.get_by_role("link", name="No, that’s not me")).to_be_visible()
    fits_and_is_accessible(page)
    press(page, "Sign in")
    expect(page.locator("#who")).to_contain_text(address)
    assert door.sign_in(address).ask("insights/me").body["searches"] == 0
    press(page, "Sign out")
    expect(page.locator("#gone")).to_contain_text("before you signed in is here again.")
    assert (stored(page, "token"), stored(page, "apart")) == (visitor.token, None)


def test_who_asked_for_a_link_of_their_own_is_warned_of_another_all_the_same(
    page, local_cloud_url, door, address, visitor
):
    ask(page, local_cloud_url, new_address())
    open_link(page, local_cloud_url, door.link(address, "kept by the browser of mallory"))
    expect(page.get_by_text("This browser did not ask for the link")).to_be_visible()


def test_who_says_no_signs_nobody_in(page, local_cloud_url, door, address, visitor):
    token = door.link(address)
    open_link(page, local_cloud_url, token)
    page.get_by_role("link", name="No, that’s not me").click()
    expect(page.get_by_role("button", name="Find songs")).to_be_visible()
    assert stored(page, "token") == visitor.token
    assert door.enter(token).status == 200


def test_another_device_without_a_history_signs_in_as_well(page, local_cloud_url, door, address):
    open_link(page, local_cloud_url, door.link(address, "kept by the laptop that asked"))
    expect(page.get_by_text("If you asked on another device, go on")).to_be_visible()
    expect(page.get_by_text("What you did here before stays apart")).to_be_hidden()
    press(page, "Sign in")
    expect(page.locator("#who")).to_contain_text(address)
    assert stored(page, "apart") is None


def test_a_session_that_ended_elsewhere_goes_on_as_the_visitor_of_before(
    page, local_cloud_url, door, address, visitor
):
    open_link(page, local_cloud_url, door.link(address))
    press(page, "Sign in")
    expect(page.locator("#who")).to_contain_text(address)
    assert door.sign_in(address).send("POST", "account/sign-out-everywhere").status == 204
    page.reload()
    expect(page.get_by_role("heading", name="You are not signed in")).to_be_visible()
    assert stored(page, "token") == visitor.token


def test_a_link_that_does_not_work_says_so_before_a_button_is_pressed(page, local_cloud_url, door, address):
    token = door.link(address)
    assert door.enter(token).status == 200
    open_link(page, local_cloud_url, token)
    expect(page.get_by_role("alert")).to_contain_text("This link does not work any more")
    expect(page.get_by_role("textbox", name="Your mail address")).to_be_visible()
    fits_and_is_accessible(page)


def test_a_link_that_could_not_be_read_is_read_again(page, local_cloud_url, door, address):
    page.route("**/sessions/preview", lambda route: route.abort(), times=1)
    open_link(page, local_cloud_url, door.link(address))
    expect(page.get_by_role("alert")).to_contain_text("We could not be reached")
    fits_and_is_accessible(page)
    press(page, "Try again")
    expect(page.get_by_role("heading", name=f"Sign in as {address}")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_hidden()


def test_a_link_is_in_no_address_and_in_no_referer(page, local_cloud_url, door, address):
    token, told = door.link(address), []
    page.on("request", lambda request: told.append(f"{request.url} {request.all_headers()}"))
    open_link(page, local_cloud_url, token)
    press(page, "Sign in")
    expect(page.locator("#who")).to_contain_text(address)
    page.go_back()
    expect(page.get_by_role("textbox", name="Your mail address")).to_be_visible()
    assert page.url == f"{local_cloud_url}/sign-in.html"
    assert len(told) > 10
    assert not [line for line in told if token in re.sub(r"#token=\S+", "", line)]


def test_an_address_as_long_as_can_be_stays_on_the_page(page, local_cloud_url, door):
    long = f"{'m' * 64}@{'x' * 60}.{'y' * 60}.example"
    open_link(page, local_cloud_url, door.link(long))
    expect(page.get_by_role("heading", name=f"Sign in as {long}")).to_be_visible()
    fits_and_is_accessible(page)
