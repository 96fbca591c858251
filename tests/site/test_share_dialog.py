"""Sharing a list from the first page, and starting from a shared one."""

import io
import re
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from accessibility import NOTHING, in_both_schemes
from find_page import chosen, songs, toast, uris
from matplotlib.image import imread
from playwright.sync_api import Page, expect
from watched_page import opened

pytestmark = pytest.mark.browser

PNG = b"\x89PNG"

SHEET = """() => {
    const { promise, resolve } = Promise.withResolvers();
    window.sent = promise;
    const look = async (file) => {
        const start = new Uint8Array(await file.slice(1, 4).arrayBuffer());
        return [file.name, file.type, file.size, String.fromCharCode(...start)];
    };
    navigator.canShare = () => true;
    navigator.share = async (what) => {
        if (window.refusal) throw new DOMException("", window.refusal);
        resolve({ ...what, files: await Promise.all((what.files ?? []).map(look)) });
    };
}"""
"""A share sheet as on phones; headless browsers have none."""

IPHONE = """() => {
    delete Navigator.prototype.userAgentData;
    Object.defineProperty(navigator, "platform", { value: "iPhone" });
}"""


@pytest.fixture
def dialog(page: Page):
    return page.get_by_role("dialog", name="Share this list")


@pytest.fixture
def share(page: Page, ask, dialog):
    """Creates a page of a new list and returns its address."""

    def share(title: str = "") -> str:
        ask()
        page.get_by_role("button", name="Share", exact=True).click()
        dialog.get_by_role("textbox", name="A title").fill(title)
        dialog.get_by_role("button", name="Make a page").click()
        address = dialog.get_by_role("textbox", name="Address")
        expect(address).to_be_focused()
        # The function names the site as its settings have it, which is another port here.
        return re.sub(r"^https?://[^/]+", "", address.input_value())

    return share


def test_nothing_is_public_before_it_was_asked_for(page, ask, dialog):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/share" in request.url else None)
    ask()
    page.get_by_role("button", name="Share", exact=True).click()
    expect(dialog).to_be_visible()
    assert not any("/api/share" in url for url in asked if not url.endswith("/mine"))
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Share", exact=True)).to_be_focused()


def test_a_list_gets_a_page_with_its_title_and_its_songs(page, share, local_cloud_url):
    path = share("Songs for <b>a drive</b>")
    listed = uris(page)
    page.goto(local_cloud_url + path)
    expect(page.get_by_role("heading", level=1)).to_have_text("Songs for <b>a drive</b>")
    expect(songs(page)).to_have_count(10)
    assert uris(page) == listed


def test_the_page_names_what_the_list_was_made_from_unless_that_is_unticked(page, ask, dialog, local_cloud_url):
    ask()
    page.get_by_role("button", name="Share", exact=True).click()
    dialog.get_by_role("checkbox", name="Show the songs it was made from").uncheck()
    dialog.get_by_role("button", name="Make a page").click()
    address = dialog.get_by_role("textbox", name="Address").input_value()
    listed = page.request.get(local_cloud_url + re.sub(r"^https?://[^/]+", "", address) + "/list.json").json()
    assert listed["made_from"] == []


def test_the_link_is_copied(page, share, dialog):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    path = share()
    dialog.get_by_role("button", name="Copy link").click()
    expect(toast(page)).to_contain_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()").endswith(path)


def test_snapchat_gets_the_link(share, dialog):
    path = share()
    link = dialog.get_by_role("link", name="Snapchat")
    expect(link).to_have_attribute(
        "href", re.compile(r"^https://www\.snapchat\.com/scan\?attachmentUrl=http.*" + path.replace("/", "%2F"))
    )
    expect(link).to_have_attribute("rel", re.compile("noopener"))


def test_the_code_of_a_frame_is_copied(page, share, dialog):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    path = share("For you")
    dialog.get_by_role("button", name="Embed").click()
    code = dialog.get_by_role("textbox", name="Code of the list")
    expect(code).to_have_value(
        re.compile(rf'^<iframe src="[^"]+{path}/embed" width="600" height="380" title="For you"')
    )
    dialog.get_by_role("button", name="Copy code").click()
    expect(toast(page)).to_contain_text("Code copied")
    assert page.evaluate("navigator.clipboard.readText()") == code.input_value()


@pytest.mark.parametrize(
    ("button", "name"), [("Instagram story", "segue-story.png"), ("Picture for a post", "segue-card.png")]
)
def test_the_pictures_can_be_saved(page, share, dialog, button, name):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    share()
    with page.expect_download() as download:
        dialog.get_by_role("button", name=button).click()
    assert download.value.suggested_filename == name
    assert Path(download.value.path()).read_bytes().startswith(PNG)


def test_a_page_can_be_taken_down(page, share, dialog, local_cloud_url):
    path = share()
    dialog.get_by_role("button", name="Take the page down").click()
    expect(toast(page)).to_contain_text("taken down")
    expect(dialog).to_be_hidden()
    assert page.request.get(f"{local_cloud_url}{path}/list.json").status == 404


def test_a_list_that_has_a_page_shows_it_at_once_also_after_a_reload(page, share, dialog):
    path = share("For you")
    page.keyboard.press("Escape")
    page.reload()
    expect(songs(page)).to_have_count(10)
    page.get_by_role("button", name="Share", exact=True).click()
    expect(dialog.get_by_role("textbox", name="Address")).to_have_value(re.compile(f"{path}$"))
    expect(dialog.get_by_role("button", name="Make a page")).to_have_count(0)
    dialog.get_by_role("button", name="Change its title").click()
    expect(dialog.get_by_role("textbox", name="A title")).to_have_value("For you")


def test_a_list_that_cannot_be_shared_now_can_be_tried_again(page, ask, dialog):
    page.route("**/api/share", lambda route: route.abort(), times=1)
    ask()
    page.get_by_role("button", name="Share", exact=True).click()
    dialog.get_by_role("button", name="Make a page").click()
    expect(dialog.get_by_role("alert")).to_contain_text("could not be reached")
    dialog.get_by_role("button", name="Try again").click()
    expect(dialog.get_by_role("textbox", name="Address")).to_be_visible()


def test_somebody_else_makes_theirs_from_a_shared_list_and_sees_it_at_once(
    browser, share, page, own_host, local_cloud_url
):
    path = share("For you")
    listed = uris(page)
    with opened(browser, own_host, viewport={"width": 390, "height": 844}) as friend:
        friend.goto(local_cloud_url + path)
        friend.get_by_role("link", name="Make mine from this").click()
        expect(songs(friend)).to_have_count(10)
        expect(chosen(friend)).to_have_count(10)
        assert set(uris(friend)) & set(listed) == set()
        expect(friend.locator("#answer")).to_be_focused()
        expect(friend.get_by_role("heading", level=2).first).to_be_in_viewport()


def test_a_list_that_was_taken_down_is_said_to_be_gone(page, local_cloud_url):
    page.goto(f"{local_cloud_url}/?from=nothing-here")
    expect(page.get_by_role("alert")).to_contain_text("not there any more")


def test_the_share_sheet_gets_the_link_alone(page, share, dialog):
    page.evaluate(SHEET)
    path = share("For you")
    dialog.get_by_role("button", name="Send link").click()
    sent = page.evaluate("window.sent")
    assert (sent["title"], sent["files"]) == ("For you", [])
    assert sent["url"].endswith(path)


def test_the_share_sheet_gets_the_picture_alone_which_was_ready_before(page, share, dialog):
    page.evaluate(SHEET)
    share("For you")
    sending = dialog.get_by_role("button", name="Send picture")
    expect(sending).to_be_enabled()
    page.route("**/story.png", lambda route: route.abort())  # nothing is fetched within the click
    sending.click()
    sent = page.evaluate("window.sent")
    assert "url" not in sent
    [[name, kind, size, mark]] = sent["files"]
    assert (name, kind, mark) == ("segue-story.png", "image/png", "PNG")
    assert size > 1_000


def test_instagram_gets_the_picture_by_the_share_sheet_and_the_link_is_copied(page, share, dialog):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(SHEET)
    page.evaluate(IPHONE)
    path = share()
    expect(dialog.get_by_role("button", name="Send picture")).to_be_enabled()
    dialog.get_by_role("button", name="Instagram story").click()
    sent = page.evaluate("window.sent")
    assert [name for name, *_ in sent["files"]] == ["segue-story.png"]
    assert "url" not in sent
    expect(toast(page)).to_contain_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()").endswith(path)


def test_a_picture_that_is_not_there_cannot_be_sent(page, share, dialog):
    page.evaluate(SHEET)
    page.route("**/story.png", lambda route: route.abort())
    share()
    expect(dialog.get_by_role("button", name="Send picture")).to_have_count(0)
    expect(dialog.get_by_role("button", name="Send link")).to_be_visible()


def test_a_computers_share_sheet_has_no_instagram_and_the_picture_is_saved(page, share, dialog):
    page.evaluate(SHEET)
    share()
    expect(dialog.get_by_role("button", name="Send picture")).to_be_enabled()
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Instagram story").click()
    assert download.value.suggested_filename == "segue-story.png"


def test_where_no_file_is_shared_it_is_said_where_instagrams_picture_went(share, dialog, page):
    share()
    with page.expect_download():
        dialog.get_by_role("button", name="Instagram story").click()
    expect(dialog.get_by_text("The picture is in your Downloads folder")).to_be_visible()


def test_the_ways_to_send_keep_nobody_out(share, dialog, page):
    share()
    dialog.get_by_role("button", name="QR code").click()
    expect(dialog.get_by_role("img")).to_be_visible()
    assert in_both_schemes(page, "dialog") == NOTHING


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_reads_the_address_off_the_screen(page, share, dialog, scheme):
    page.emulate_media(color_scheme=scheme)
    path = share()
    dialog.get_by_role("button", name="QR code").click()
    code = dialog.get_by_role("img", name="QR code with the address of the page")
    expect(code).to_be_in_viewport(ratio=1)
    page.wait_for_function("(code) => code.complete && code.naturalWidth", arg=code.element_handle())
    pixels = (imread(io.BytesIO(page.screenshot()), format="png")[..., :3] * 255).astype(np.uint8)
    (read,) = zxingcpp.read_barcodes(pixels)
    assert read.text.endswith(path)


@pytest.mark.parametrize(("refusal", "said"), [("AbortError", ""), ("NotAllowedError", "copy the link instead")])
def test_who_thinks_better_of_it_is_not_bothered(page, share, dialog, refusal, said):
    page.evaluate(SHEET)
    share()
    page.evaluate("(name) => { window.refusal = name; }", refusal)
    dialog.get_by_role("button", name="Send link").click()
    if said:
        expect(toast(page)).to_contain_text(said)
    else:
        page.evaluate("Promise.resolve()")
        expect(toast(page)).to_be_hidden()
