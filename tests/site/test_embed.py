"""A shared list in a frame of another site's page."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from accessibility import NOTHING, in_both_schemes
from outside_servers import Asked, OutsideServer, Reply
from playwright.sync_api import Browser, FrameLocator, Page, expect
from shared_lists import keep, made_up

from shared.adapters.sqlite_records import SqliteRecords

pytestmark = pytest.mark.browser

PLAYER = """<!doctype html><html lang="en"><title>player</title><p>plays</p>"""


class OtherSite(OutsideServer):
    """Another site, with one page."""

    page = ""

    def answer(self, asked: Asked) -> Reply:
        return Reply(self.page.encode(), headers={"Content-Type": "text/html"})


@pytest.fixture
def elsewhere() -> Iterator[OtherSite]:
    with OtherSite() as site:
        yield site


@pytest.fixture
def blog(browser: Browser) -> Iterator[Page]:
    """A page of another site, whose frames are ours; Spotify's player is a stand-in."""
    with browser.new_context() as context:
        page = context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        context.route("https://open.spotify.com/**", lambda it: it.fulfill(content_type="text/html", body=PLAYER))
        yield page


@pytest.fixture
def embed(
    blog: Page, elsewhere: OtherSite, local_cloud_url: str, embedded: dict[str, str]
) -> Callable[..., FrameLocator]:
    """Puts a list of two songs into the page, at a size."""
    records = SqliteRecords(Path(embedded["SEGUE_RECORDS"].removeprefix("sqlite:///")))

    def embed(width: int = 300, height: int = 380, part: str = "/embed") -> FrameLocator:
        id = keep(records, made_up("A long way home", ["First", "Second"]))
        frame = f'<iframe title="List" width="{width}" height="{height}" src="{local_cloud_url}/s/{id}{part}">'
        elsewhere.page = f'<!doctype html><html lang="en"><title>Blog</title><h1>Blog</h1>{frame}</iframe>'
        blog.goto(elsewhere.url)
        return blog.frame_locator("iframe")

    return embed


def test_a_song_is_played_once_somebody_presses_play(blog, embed):
    frame = embed()
    expect(frame.get_by_role("heading", level=1)).to_have_text("A long way home")
    assert not [url for url in blog.asked if "spotify" in url]
    frame.get_by_role("link", name="Play Second").click()
    player = frame.frame_locator("iframe[name=player]")
    expect(player.get_by_text("plays")).to_be_visible()
    assert [url for url in blog.asked if "spotify" in url] == [f"https://open.spotify.com/embed/track/{1:022d}"]


def test_nothing_is_stored_for_whoever_sees_it(blog, embed):
    expect(embed().get_by_role("link", name="Play First")).to_be_visible()
    stored = "[document.cookie, localStorage.length, sessionStorage.length]"
    assert blog.frames[1].evaluate(stored) == ["", 0, 0]
    assert blog.context.cookies() == []


def test_the_page_itself_is_not_to_be_framed(blog, embed):
    with blog.expect_console_message(lambda message: "frame-ancestors" in message.text):
        embed(part="")


@pytest.mark.parametrize("size", [(300, 380), (360, 200), (1200, 380)], ids=lambda size: "x".join(map(str, size)))
def test_it_fits_its_frame_and_keeps_nobody_out(blog, embed, size):
    frame = embed(*size)
    expect(frame.get_by_role("link", name="Play First")).to_be_visible()
    ours = blog.frames[1]
    assert ours.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [
        *size
    ]
    assert in_both_schemes(blog) == NOTHING
