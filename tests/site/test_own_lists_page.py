"""My music with songs: lists of before, opened, renamed, deleted; loved songs; the question after signing in."""

import pytest
from accessibility import NOTHING, in_both_schemes
from find_page import chosen, find, songs, uris
from people import an_account, as_somebody, keep
from playwright.sync_api import Page, expect
from signed_in import Listener
from watched_page import opened

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def page(browser, own_host):
    with opened(browser, own_host, viewport=PHONE, reduced_motion="reduce") as page:
        yield page


@pytest.fixture
def somebody(page, local_cloud_url, embedded, known) -> Listener:
    """A listener with two lists, who loves the first song of the older one."""
    listener = as_somebody(page, local_cloud_url, embedded["SEGUE_SECRET"])
    search, found = listener.list_of(*known[:3])
    listener.rate(search, "love", found[0])
    listener.list_of(known[5])
    return listener


@pytest.fixture(scope="session")
def known(model) -> list[str]:
    return [track.id for track in model.catalogue.tracks(range(10))]


def rows(page: Page):
    return page.locator("#lists > li")


def act(page: Page, name: str) -> None:
    """Choose something from the menu of the newest list."""
    rows(page).first.get_by_role("button", name="More for").click()
    page.get_by_role("dialog").get_by_role("button", name=name).click()


def test_a_list_of_before_opens_as_it_was_and_goes_on(page, local_cloud_url, somebody, known):
    kept = somebody.send("GET", "recommend").body["lists"][1]
    given = somebody.send("GET", f"recommend/{kept['id']}").body

    page.goto(f"{local_cloud_url}/music.html")
    rows(page).nth(1).get_by_role("link").click()

    expect(songs(page)).to_have_count(10)
    assert uris(page) == [song["uri"] for song in given["recommendations"]]
    expect(chosen(page)).to_have_count(3)
    expect(page.locator("#answer")).to_be_in_viewport()
    assert page.url == f"{local_cloud_url}/"
    with page.expect_request("**/api/recommend") as sent:
        find(page).click()
    assert sent.value.post_data_json["after"] == kept["id"]
    expect(songs(page)).to_have_count(10)
    page.reload()
    expect(songs(page)).to_have_count(10)


def test_a_list_is_renamed_and_deleted(page, local_cloud_url, somebody):
    page.goto(f"{local_cloud_url}/music.html")
    expect(rows(page)).to_have_count(2)
    act(page, "Rename")
    page.get_by_role("textbox", name="Its name").fill("For a long drive")
    page.get_by_role("button", name="Save").click()
    expect(rows(page).first.get_by_role("link")).to_have_text("For a long drive")

    act(page, "Delete")
    page.get_by_role("button", name="Delete it").click()

    expect(rows(page)).to_have_count(1)
    expect(page.locator("#lists-title")).to_be_focused()
    assert len(somebody.send("GET", "recommend").body["lists"]) == 1
    expect(page.locator("#tiles .tile").first).to_contain_text("1")  # what is counted agrees


def test_a_heart_is_taken_off_and_put_back(page, local_cloud_url, somebody):
    def loved() -> int:
        return len(somebody.ask("insights/me").body["loved"])

    page.goto(f"{local_cloud_url}/music.html")
    heart = page.locator("#loved").get_by_role("button", name="Love")
    expect(heart).to_have_attribute("aria-pressed", "true")
    assert in_both_schemes(page) == NOTHING
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    heart.click()
    expect(page.locator("#toast")).to_contain_text("no more among what you love")
    assert loved() == 0
    page.get_by_role("button", name="Undo").click()
    expect(heart).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#toast")).to_contain_text("You love")
    assert loved() == 1


def test_one_bar_is_said_in_words(page, local_cloud_url, somebody):
    page.goto(f"{local_cloud_url}/music.html")
    expect(page.locator("#figures")).to_contain_text("1 rating, and each says “love”.")
    expect(page.locator("#figures")).to_contain_text("2 times so far")
    expect(page.get_by_role("heading", name="Your genres over time")).to_have_count(0)


def sign_in_here(page: Page, url: str, door, address: str) -> None:
    page.goto(f"{url}/sign-in.html")
    page.get_by_role("textbox", name="Your mail address").fill(address)
    page.get_by_role("button", name="Mail me a link").click()
    expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()
    page.goto(f"{url}/sign-in.html#token={door.mailbox.link(address, 'sign-in')}")
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.mark.parametrize("answer", ["Yes, take them along", "No, leave them out"])
def test_who_signs_in_to_a_known_account_is_asked_once(page, local_cloud_url, door, address, somebody, answer):
    account = door.sign_in(address)
    sign_in_here(page, local_cloud_url, door, address)
    expect(page.get_by_text("You loved 1 song and made 2 lists in this browser.")).to_be_visible()
    assert in_both_schemes(page) == NOTHING

    page.get_by_role("button", name=answer).click()

    expect(page.locator("#who")).to_contain_text(address)
    taken = answer.startswith("Yes")
    assert len(account.send("GET", "recommend").body["lists"]) == (2 if taken else 0)
    kept = page.evaluate("['merge', 'apart'].map((name) => localStorage.getItem(`segue.${name}`))")
    assert kept == [None, None if taken else somebody.token]
    page.goto(f"{local_cloud_url}/music.html")
    expect(page.locator("#mine" if taken else "#nothing")).to_be_visible()
    expect(page.locator("#merge")).to_be_hidden()


def test_a_merge_that_was_cut_off_is_asked_for_again_in_my_music(page, local_cloud_url, door, address, somebody):
    account = door.sign_in(address)
    page.route("**/api/account/merge", lambda route: route.abort())
    sign_in_here(page, local_cloud_url, door, address)
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_role("alert").filter(has_text="What is not there yet waits here")).to_be_visible()

    page.unroute("**/api/account/merge")
    page.goto(f"{local_cloud_url}/music.html")
    page.get_by_role("button", name="Yes").click()

    expect(rows(page)).to_have_count(2)
    assert len(account.send("GET", "recommend").body["lists"]) == 2


def test_a_list_that_is_another_s_is_said_to_be_none(page, local_cloud_url, door):
    keep(page, door.visitor().token)
    page.goto(f"{local_cloud_url}/?list=nothing")
    expect(page.get_by_role("alert")).to_be_visible()


def test_the_last_list_of_another_device_is_offered_to_who_is_signed_in(page, local_cloud_url, embedded, known):
    account = an_account(local_cloud_url, embedded)
    id, _ = account.list_of(*known[:3])
    keep(page, account.token)
    page.goto(local_cloud_url)
    offer = page.get_by_role("link", name="Your last list")
    expect(offer).to_have_attribute("href", f"/?list={id}")
    assert in_both_schemes(page) == NOTHING
    offer.click()
    expect(songs(page)).to_have_count(10)
    page.goto(local_cloud_url)
    expect(songs(page)).to_have_count(10)
    expect(offer).to_have_count(0)
