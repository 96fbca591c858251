"""Ten more like a list every Friday: one field, one mail, its code or its link, and the tab that waits."""

import re

import pytest
from accessibility import NOTHING, in_both_schemes
from find_page import box, find
from playwright.sync_api import Page, expect
from watched_page import of_its_own, opened

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
TITLE = "Ten more like this every Friday"


@pytest.fixture
def page(browser, own_host):
    with opened(browser, own_host, viewport=PHONE, reduced_motion="reduce", **of_its_own()) as page:
        yield page


@pytest.fixture
def listed(page, local_cloud_url, known_names) -> Page:
    """The first page of a phone with a list."""
    page.goto(local_cloud_url)
    box(page).fill("\n".join(known_names[:3]))
    find(page).click()
    expect(page.locator("#weekly-list")).to_be_visible()
    return page


def give(page: Page, address: str) -> None:
    page.get_by_role("textbox", name="Your mail address").fill(address)
    page.get_by_role("button", name=TITLE).click()


def stored(page: Page, name: str) -> str | None:
    return page.evaluate("name => localStorage.getItem(`segue.${name}`)", name)


def type_code(page: Page, code: str) -> None:
    page.get_by_role("textbox", name="The six digits in the mail").fill(code)


def begun(page: Page) -> None:
    expect(page.locator("#weekly-list")).to_contain_text("That’s it. The first ten come Friday")


def test_the_field_mails_a_code_that_is_typed_beneath_the_list(listed, door, address):
    give(listed, address)
    expect(listed.locator("#weekly-list")).to_contain_text(f"A mail to {address} is on its way")
    assert in_both_schemes(listed) == NOTHING
    assert listed.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    type_code(listed, door.mailbox.code(address))
    begun(listed)
    assert (stored(listed, "waiting"), stored(listed, "nonce")) == (None, None)
    assert len(door.mailbox.mails(address)) == 1


def test_a_wrong_code_says_so_and_how_many_tries_are_left(listed, door, address):
    give(listed, address)
    expect(listed.get_by_role("textbox", name="The six digits in the mail")).to_be_focused()
    type_code(listed, f"{(int(door.mailbox.code(address)) + 1) % 10**6:06}")
    expect(listed.get_by_role("alert").filter(has_text="4 tries are left")).to_be_visible()
    type_code(listed, door.mailbox.code(address))
    begun(listed)


def test_a_tab_that_was_loaded_again_still_takes_the_code(listed, door, address):
    give(listed, address)
    expect(listed.get_by_role("textbox", name="The six digits in the mail")).to_be_visible()
    listed.reload()
    type_code(listed, door.mailbox.code(address))
    begun(listed)


def test_the_waiting_tab_goes_on_when_another_one_opens_the_link(listed, door, address, local_cloud_url):
    give(listed, address)
    expect(listed.get_by_role("textbox", name="The six digits in the mail")).to_be_visible()
    other = listed.context.new_page()
    other.goto(f"{local_cloud_url}/sign-in.html#token={door.mailbox.link(address, 'sign-in')}")
    expect(other.get_by_text("Ten more songs like your list come every Friday at 08:00")).to_be_visible()
    other.get_by_role("button", name="Yes, mail me").click()
    expect(other.locator("#begun-when")).to_contain_text("Your songs come every Friday at 08:00")
    begun(listed)


def test_the_link_works_in_the_tab_that_waits(listed, door, address, local_cloud_url):
    give(listed, address)
    expect(listed.get_by_role("textbox", name="The six digits in the mail")).to_be_visible()
    listed.goto(f"{local_cloud_url}/sign-in.html#token={door.mailbox.link(address, 'sign-in')}")
    listed.get_by_role("button", name="Yes, mail me").click()
    listed.get_by_role("link", name="Back to your list").click()
    expect(listed.locator("#songs > li").first).to_be_visible()
    expect(listed.get_by_role("button", name=TITLE)).to_be_visible()


def test_who_is_signed_in_taps_once_and_gets_no_mail(listed, door, address):
    give(listed, address)
    expect(listed.get_by_role("textbox", name="The six digits in the mail")).to_be_visible()
    type_code(listed, door.mailbox.code(address))
    begun(listed)
    listed.reload()
    listed.get_by_role("button", name=TITLE).click()
    begun(listed)
    assert len(door.mailbox.mails(address)) == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Type your mail address"),
        ("anna", "has an @ in it"),
        ("anna@mail", "comes a whole name, such as example.com"),
        ("anna @example.com", "a blank in this address"),
        ("a@b@example.com", "more than one @"),
    ],
)
def test_a_mistyped_address_is_told_what_is_wrong_with_it(listed, typed, told):
    give(listed, typed)
    expect(listed.locator("#weekly-slip")).to_contain_text(told)
    expect(listed.get_by_role("textbox", name="Your mail address")).to_be_focused()
    expect(listed.get_by_text(re.compile("again in a minute"))).to_be_hidden()


def test_a_slip_in_a_well_known_name_is_asked_about_before_a_mail_is_sent(listed, door, address):
    slip = address.replace("example.com", "exmaple.com")
    give(listed, slip)
    listed.get_by_role("button", name=address).click()
    expect(listed.locator("#weekly-list")).to_contain_text(f"A mail to {address} is on its way")
    assert door.mailbox.mails(slip) == []


def test_what_only_looks_like_a_slip_is_sent_when_it_is_pressed_again(listed, door, address):
    rare = address.replace("example.com", "gmial.con")
    give(listed, rare)
    expect(listed.locator("#weekly-slip")).to_contain_text("Did you mean")
    listed.get_by_role("button", name=TITLE).click()
    expect(listed.locator("#weekly-list")).to_contain_text(f"A mail to {rare} is on its way")


def test_what_was_done_here_before_is_offered_to_the_known_account(listed, door, address):
    account = door.sign_in(address)
    give(listed, address)
    expect(listed.locator("#weekly-list")).to_contain_text(f"A mail to {address} is on its way")
    type_code(listed, door.mailbox.code(address))
    expect(listed.get_by_text("in this browser. Take it to your account")).to_be_visible()
    listed.get_by_role("button", name="Yes, take them along").click()
    expect(listed.locator("#toast")).to_contain_text("It is all in your account now")
    assert len(account.send("GET", "recommend").body["lists"]) == 1
