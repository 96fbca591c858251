"""The account's pages: links used only by a button, the subscription, own lists and data, the ways out."""

import json
import re

import pytest
from people import keep
from playwright.sync_api import Page, expect
from post_box import Door

from shared.domain.track import Track

pytestmark = pytest.mark.browser


@pytest.fixture
def page(empty_page: Page) -> Page:
    """A page that each test opens at an address of its own."""
    return empty_page


@pytest.fixture
def account(page: Page, local_cloud_url: str, door: Door, address: str) -> Page:
    """The account's page of a signed-in listener."""
    keep(page, door.sign_in(address).token)
    page.goto(f"{local_cloud_url}/account.html")
    expect(page.locator("#who")).to_contain_text(address)
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_a_visitor_is_told_that_they_need_not_sign_in(page, local_cloud_url):
    page.goto(f"{local_cloud_url}/account.html")
    expect(page.get_by_role("heading", name="You are not signed in, and you need not be")).to_be_visible()
    expect(page.locator("#kept")).to_be_hidden()


def test_a_link_is_mailed_and_signs_in_when_its_button_is_pressed(page, local_cloud_url, door, address):
    page.goto(f"{local_cloud_url}/sign-in.html")
    page.get_by_role("textbox", name="Your mail address").fill(address)
    press(page, "Mail me a link")
    expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()
    page.goto(f"{local_cloud_url}/")
    page.goto(f"{local_cloud_url}/sign-in.html#token={door.mailbox.link(address, 'sign-in')}")
    press(page, "Sign in")
    expect(page.locator("#who")).to_contain_text(address)


def test_opening_a_link_uses_nothing_and_leaves_no_token_in_the_address(page, local_cloud_url, door, address):
    token = door.link(address)
    page.goto(f"{local_cloud_url}/sign-in.html#token={token}")
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    assert page.url == f"{local_cloud_url}/sign-in.html"
    assert door.enter(token).status == 200


def test_a_used_link_is_refused_kindly_and_costs_a_visitor_nothing(page, local_cloud_url, door, address):
    token = door.link(address)
    assert door.enter(token).status == 200
    visitor = door.visitor()
    keep(page, visitor.token)
    page.goto(f"{local_cloud_url}/sign-in.html#token={token}")
    expect(page.get_by_role("alert")).to_contain_text("This link does not work any more")
    expect(page.get_by_role("textbox", name="Your mail address")).to_be_visible()
    assert page.evaluate("localStorage.getItem('segue.token')") == visitor.token


def test_what_is_no_address_is_said(page, local_cloud_url):
    page.goto(f"{local_cloud_url}/sign-in.html")
    page.get_by_role("textbox", name="Your mail address").fill("anna at example")
    press(page, "Mail me a link")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("textbox", name="Your mail address")).to_be_focused()


def test_what_a_visitor_did_comes_along(page, local_cloud_url, door, address, model):
    visitor = door.visitor()
    visitor.list_of(model.catalogue.tracks([0])[0].id)
    keep(page, visitor.token)
    page.goto(f"{local_cloud_url}/sign-in.html")
    page.get_by_role("textbox", name="Your mail address").fill(address)
    press(page, "Mail me a link")
    expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()
    page.goto(f"{local_cloud_url}/sign-in.html#token={door.mailbox.link(address, 'sign-in')}")
    press(page, "Sign in")
    expect(page.locator("#who")).to_contain_text(address)
    page.goto(f"{local_cloud_url}/map.html")
    expect(page.get_by_role("button", name="Show on the map")).to_have_count(1)


def test_the_time_zone_is_that_of_the_browser(browser, local_cloud_url, door, address):
    context = browser.new_context(timezone_id="Asia/Kolkata")
    page = context.new_page()
    keep(page, door.sign_in(address).token)
    page.goto(f"{local_cloud_url}/account.html")
    expect(page.get_by_label("Time zone")).to_have_value(re.compile("Asia/(Kolkata|Calcutta)"))
    context.close()


def test_a_subscription_begins_without_a_second_mail_and_is_paused_resumed_moved_and_ended(account, door, address):
    account.get_by_label("Day").select_option("Sunday")
    account.get_by_label("Hour").select_option("18:00")
    press(account, "Subscribe")
    expect(account.locator("#mail-state")).to_contain_text("Every Sunday at 18:00")
    assert len(door.mailbox.mails(address)) == 1  # the one that signed in
    press(account, "Pause")
    expect(account.get_by_role("heading", name="Your weekly songs are paused")).to_be_visible()
    press(account, "Resume")
    expect(account.get_by_role("heading", name="Your weekly songs are on")).to_be_visible()
    account.get_by_label("Day").select_option("Monday")
    press(account, "Save")
    expect(account.locator("#mail-state")).to_contain_text("Every Monday at 18:00")
    press(account, "Unsubscribe")
    expect(account.get_by_role("button", name="Subscribe", exact=True)).to_be_visible()


def test_a_link_that_confirms_nothing_is_refused_kindly(page, local_cloud_url):
    page.goto(f"{local_cloud_url}/confirm.html#token=made-up")
    press(page, "Yes, mail me")
    expect(page.get_by_role("alert")).to_contain_text("This link does not work any more")


def test_confirming_without_a_link_leads_to_the_account(page, local_cloud_url):
    page.goto(f"{local_cloud_url}/confirm.html")
    expect(page.get_by_role("main").get_by_role("link", name="Account")).to_be_visible()


def test_a_shared_list_is_taken_down_even_with_a_hostile_title(page, local_cloud_url, door, model):
    visitor = door.visitor()
    search, _ = visitor.list_of(model.catalogue.tracks([0])[0].id)
    shared = visitor.ask("share", search=search, title="<img src=x onerror=alert(1)>").body
    keep(page, visitor.token)
    page.goto(f"{local_cloud_url}/account.html")
    expect(page.locator("#shares li")).to_contain_text("<img src=x")
    press(page, "Take down <img src=x onerror=alert(1)>")
    expect(page.locator("#no-shares")).to_be_visible()
    assert page.request.get(f"{local_cloud_url}/s/{shared['id']}").status == 404


def test_data_is_saved_as_one_file(account, address):
    with account.expect_download() as download:
        press(account, "Download my data")
    text = download.value.path().read_text()
    assert json.loads(text)
    assert address in text


@pytest.fixture
def saved(page, local_cloud_url, door, address, model):
    """Returns the song that a listener searched with, and their data as they saved it."""

    def save() -> tuple[Track, dict[str, object]]:
        (song,) = model.catalogue.tracks([3])
        listener = door.sign_in(address)
        listener.list_of(song.id)
        keep(page, listener.token)
        page.goto(f"{local_cloud_url}/account.html")
        with page.expect_download() as download:
            press(page, "Download my data")
        return song, json.loads(download.value.path().read_text())

    return save


def test_saved_data_tell_the_names_of_songs_beside_their_ids(saved):
    song, data = saved()
    (search,) = data["records"]["searches"]
    assert search["seeds"] == [{"id": song.id, "name": song.name, "artist": song.artist}]
    assert [each["id"] for each in search["recommended"]] == [each["id"] for each in search["songs"]]


def test_data_are_saved_with_the_names_of_then_where_others_cannot_be_had(page, saved):
    page.route("**/api/search/names", lambda route: route.abort())
    song, data = saved()
    (search,) = data["records"]["searches"]
    assert search["seeds"][0]["name"] == song.name


def test_signing_out_forgets_the_token(account):
    press(account, "Sign out")
    expect(account.locator("#gone")).to_be_focused()
    assert account.evaluate("localStorage.length") == 0


def test_signing_out_everywhere_ends_other_sessions(account, door, address):
    other = door.sign_in(address)
    press(account, "Sign out everywhere")
    expect(account.locator("#gone")).to_contain_text("signed out everywhere")
    assert other.ask("account/me").status == 401


def test_deleting_oneself_takes_typing_it(account, door, address):
    account.get_by_text("Delete me", exact=True).first.click()
    final = account.get_by_role("button", name="Delete me for good")
    expect(final).to_be_disabled()
    account.get_by_role("textbox", name="Type").fill("delete")
    expect(final).to_be_disabled()
    account.get_by_role("textbox", name="Type").fill("Delete me")
    final.click()
    expect(account.locator("#gone")).to_contain_text("is deleted")
    assert account.evaluate("localStorage.length") == 0
    assert door.sign_in(address).ask("insights/me").body["searches"] == 0
