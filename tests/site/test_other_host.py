"""The site on one host and the functions on another: a list is found, shared, mailed and rated all the same."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest
from find_page import box, find, songs, uris
from over_http import fetch
from own_cloud import own_cloud, served
from playwright.sync_api import Browser, Page, expect
from post_box import Mailbox, new_address
from signed_in import new_listener
from watched_page import opened
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.wrappers import Response

from ops.local.cloud import ROOT
from ops.local.site import SITE, site
from ops.other_host import lead_to
from shared.domain.search import Search
from shared.ports import Record
from shared.record_kinds import SEARCHES, SENT_DIGESTS
from shared.records.sent_digests import SentDigest, SentSong, rating_token, rating_url
from shared.settings.config import Settings
from shared.web.mail_links import unsubscribe_url
from shared.web.tokens import Tokens

pytestmark = pytest.mark.browser

EXAMPLE = ROOT / "docs" / "example.html"
PHONE = {"width": 390, "height": 844}


class Split(NamedTuple):
    """A deployment on two hosts: the address of each, and its environment."""

    site: str
    functions: str
    another: str
    """The address of docs/example.html, on a third host that may call the functions."""
    environment: dict[str, str]


@pytest.fixture(scope="module")
def split(embedded: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Split]:
    """A copy of the site on a port of its own, led to functions on another."""
    folder = tmp_path_factory.mktemp("split")
    own = embedded | {
        "SEGUE_RECORDS": f"sqlite:///{folder}/segue.db",
        "SEGUE_MAIL": f"outbox:///{folder}/outbox",
    }
    pages, example = (DispatcherMiddleware(Response("not there yet", 503)) for _ in range(2))
    with (
        served(pages) as port,
        served(example) as third,
        own_cloud(own | {"SEGUE_ORIGINS": f"http://127.0.0.1:{third}"}, f"http://127.0.0.1:{port}") as functions,
    ):
        shutil.copytree(SITE, folder / "site")
        lead_to(folder / "site", functions)
        pages.app = site(folder / "site")
        text = EXAMPLE.read_text(encoding="utf-8").replace("http://127.0.0.1:8080", functions)
        example.app = Response(text, content_type="text/html")
        yield Split(f"http://127.0.0.1:{port}", functions, f"http://127.0.0.1:{third}", own)


@pytest.fixture
def page(browser: Browser, split: Split) -> Iterator[Page]:
    """A phone's browser that never was on the site."""
    with a_phone(browser, split) as page:
        yield page


def a_phone(browser: Browser, split: Split):
    hosts = [address.split("//")[1] for address in (split.site, split.functions)]
    return opened(browser, hosts[0], (hosts[1],), viewport=PHONE, reduced_motion="reduce")


def ask(page: Page, split: Split, name: str) -> None:
    page.goto(split.site)
    box(page).fill(name)
    find(page).click()
    expect(songs(page)).to_have_count(10)


def shared_by(page: Page, split: Split, name: str) -> str:
    """Share a list, and return the address of its page."""
    ask(page, split, name)
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_role("button", name="Make a page").click()
    address = page.get_by_role("textbox", name="Address of the page")
    expect(address).to_be_focused()
    return address.input_value()


def test_a_shared_list_leads_to_where_it_is_answered_and_opens_on_the_site(page, browser, split, known_names):
    address = shared_by(page, split, known_names[0])
    assert address.startswith(f"{split.functions}/s/")
    given = uris(page)
    with a_phone(browser, split) as friends:
        friends.goto(address)
        expect(friends).to_have_url(re.compile(f"^{split.site}/list.html#"))
        expect(songs(friends)).to_have_count(10)
        assert uris(friends) == given
        friends.get_by_role("link", name="Make mine from this").click()
        expect(friends).to_have_url(re.compile(f"^{split.site}/"))
        expect(songs(friends)).to_have_count(10)


def test_a_preview_of_the_link_is_answered_by_the_functions(page, split, known_names):
    address = shared_by(page, split, known_names[1])
    preview = fetch(address, headers={"User-Agent": "facebookexternalhit/1.1"})
    (picture,) = re.findall(rf'<meta property="og:image" content="({address}/card-[0-9a-f]+\.png)">', preview.body)
    assert fetch(picture).headers["Content-Type"] == "image/png"


def test_a_list_without_scripts_has_its_styles_from_the_site(browser, page, split, known_names):
    address = shared_by(page, split, known_names[2])
    with browser.new_context(viewport=PHONE, java_script_enabled=False) as context:
        frame = context.new_page()
        styles: list[str] = []
        frame.on("response", lambda got: styles.append(got.url) if got.url.endswith(".css") and got.ok else None)
        frame.goto(f"{address}/embed")
        expect(frame.get_by_role("listitem")).to_have_count(10)
    assert sorted(styles) == [f"{split.site}/embed.css", f"{split.site}/segue.css"]


def test_a_blend_begins_and_ends_on_the_site(page, browser, split, known_names):
    page.goto(f"{split.functions}/s/blend")
    expect(page).to_have_url(f"{split.site}/list.html#blend")
    page.get_by_role("combobox", name="Songs, one a line").fill("\n".join(known_names[:3]))
    page.get_by_role("textbox", name="Your name in it").fill("Anna")
    page.get_by_role("button", name="Make the link").click()
    link = page.get_by_role("textbox", name="Link for your friend")
    expect(link).to_be_focused()
    with a_phone(browser, split) as friends:
        friends.goto(link.input_value())
        friends.get_by_role("combobox", name="Songs, one a line").fill("\n".join(known_names[5:8]))
        friends.get_by_role("textbox", name="Your name in it").fill("Ben")
        friends.get_by_role("button", name="Blend with Anna").click()
        expect(friends.get_by_role("heading", level=1)).to_have_text("Between Anna and Ben")


def test_a_link_that_was_mailed_signs_in_on_the_site(page, split):
    address = new_address()
    page.goto(f"{split.site}/sign-in.html")
    page.get_by_role("textbox", name="Your mail address").fill(address)
    page.get_by_role("button", name="Mail me a link").click()
    expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()
    mailbox = Mailbox(split.environment)
    text = mailbox.mails(address)[-1].get_body(("plain",)).get_content()
    assert f"{split.site}/sign-in.html#token=" in text
    page.goto(f"{split.site}/sign-in.html#token={mailbox.link(address, 'sign-in')}")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(re.compile(f"^{split.site}/account.html"))
    expect(page.get_by_role("main")).to_contain_text(address)


def test_a_mail_is_rated_and_ended_where_the_functions_are(page, split, model):
    settings = Settings.from_environment(split.environment)
    tokens, now = Tokens(*settings.secrets), datetime.now(UTC).replace(microsecond=0)
    listener = new_listener(split.functions, settings.secrets[0])
    song, seed = model.tracks([1, 2])
    mailed = SentDigest(listener.id, now, now, (SentSong(song.id, song.name),))
    search = Search(mailed.id, now, model.version, (seed.id,), (song.id,), 1, None)
    kept, week = settings.records(), now + timedelta(days=7)
    kept.create(SENT_DIGESTS.name, Record(mailed.key, mailed.to_fields(), week))
    kept.create(SEARCHES.name, Record(mailed.id, search.to_fields(), week))

    page.goto(rating_url(split.functions, rating_token(tokens, mailed), song.id, "love"))
    page.get_by_role("button", name=re.compile("love", re.IGNORECASE)).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert listener.opinions(mailed.id) == {song.id: "love"}

    page.goto(unsubscribe_url(split.functions, tokens, listener.id))
    page.get_by_role("button", name="Unsubscribe").click()
    expect(page.get_by_role("heading", name="You are unsubscribed")).to_be_visible()


@pytest.fixture
def example(browser: Browser) -> Iterator[Page]:
    """A browser for the example page, whose host has no icon, and may be refused."""
    with browser.new_context() as context:
        yield context.new_page()


def find_by(page: Page, name: str) -> None:
    page.get_by_role("textbox", name="A song").fill(name)
    page.get_by_role("button", name="Find songs").click()


def test_the_example_page_shows_songs_with_reasons(example, split, known_names):
    example.goto(split.another)
    find_by(example, known_names[0])
    expect(example.get_by_role("listitem")).to_have_count(10)
    expect(example.get_by_role("listitem").first).to_have_text(re.compile(r".+ - .+: \w+"))


def test_the_example_page_on_a_host_that_may_not_post_names_the_setting(example, split, known_names):
    elsewhere = split.another.replace("127.0.0.1", "localhost")
    example.goto(elsewhere)
    find_by(example, known_names[0])
    expect(example.get_by_role("status")).to_have_text(
        f"Is {split.functions}/api there, and {elsewhere} in its SEGUE_ORIGINS?"
    )


def test_the_example_page_is_short():
    assert len(EXAMPLE.read_text(encoding="utf-8").splitlines()) <= 40
