"""A ListenBrainz name on the first page: a listener's songs as input, and a list saved as a playlist there."""

import json
from collections.abc import Iterator
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from fake_listenbrainz import NEW_PLAYLIST, RECORDING, TOKEN, ListenBrainzServer
from find_page import chosen, find, more_tools, songs, toast
from outside_servers import Reply
from own_cloud import own_cloud
from people import sign_in_here
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect
from watched_page import opened, visit, warm

from shared.domain.listening import SPANS, HeardSong

pytestmark = pytest.mark.browser

API = "https://api.listenbrainz.org"
HOST = "api.listenbrainz.org"
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "POST, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
}
LABELS = {
    "recent": "Recent listens",
    "month": "Favourites of last month",
    "half_yearly": "Favourites of last half-year",
    "year": "Favourites of last year",
    "all_time": "Favourites of all time",
}


@pytest.fixture(scope="module")
def server(model) -> Iterator[ListenBrainzServer]:
    """ListenBrainz, where ada heard five known songs in each span."""
    with ListenBrainzServer() as server:
        for place, span in enumerate(SPANS):
            known = model.catalogue.tracks(range(5 * place, 5 * place + 5))
            server.histories["ada", span] = [HeardSong(track.name, track.artist) for track in known]
        yield server


@pytest.fixture(scope="module")
def cloud_url(embedded, server) -> Iterator[str]:
    with own_cloud(embedded | {"SEGUE_LISTENBRAINZ": server.url}) as url:
        yield url


@pytest.fixture(scope="module")
def warm_browser(browser: Browser, cloud_url: str) -> Iterator[BrowserContext]:
    with warm(browser, cloud_url) as context:
        yield context


@pytest.fixture
def page(warm_browser: BrowserContext, cloud_url: str, server: ListenBrainzServer) -> Iterator[Page]:
    """The first page of a site whose functions ask the server, as its own calls do."""
    with visit(warm_browser, cloud_url, may_ask=(HOST,)) as page:
        page.goto(cloud_url)  # first: a page with routes keeps no files
        listenbrainz_routes(page, server)
        yield page


def listenbrainz_routes(page: Page, server: ListenBrainzServer) -> None:
    """Route the page's calls of ListenBrainz to the server, answering preflights as it does."""
    server.saved.clear()

    def create(route: Route) -> None:
        request = route.request
        if request.method == "OPTIONS":
            route.fulfill(status=200, headers=CORS)
            return
        reply = (
            server.scripted.pop(0)
            if server.scripted
            else server.create(request.headers["authorization"], request.post_data_json)
        )
        route.fulfill(
            status=reply.status, headers=CORS | {"Content-Type": "application/json"}, body=json.dumps(reply.body)
        )

    page.route(f"{API}/1/playlist/create", create)


def opener(page: Page) -> Locator:
    return page.get_by_role("button", name="Use my ListenBrainz name")


def panel(page: Page) -> Locator:
    return page.get_by_role("region", name="Your music on ListenBrainz")


def use(page: Page, name: str, span: str = "half_yearly") -> None:
    if panel(page).is_hidden():
        opener(page).click()
    panel(page).get_by_label("Your ListenBrainz name").fill(name)
    panel(page).get_by_label("What you played").select_option(span)
    panel(page).get_by_role("button", name="Use these songs").click()


def kept(page: Page) -> dict:
    return json.loads(page.evaluate("localStorage.getItem('segue.listenbrainz')") or "{}")


@pytest.mark.parametrize("span", SPANS)
def test_each_span_is_asked_for_by_its_name_and_answered(page, span):
    with page.expect_request("**/api/recommend") as asked:
        use(page, "ada", span)
    assert asked.value.post_data_json["listenbrainz"] == {"name": "ada", "range": span}
    expect(songs(page)).to_have_count(10)
    expect(chosen(page)).to_have_text([f"ada: {LABELS[span]}×"])
    expect(page.locator("#found")).to_contain_text("5 of 5 songs found")


def test_it_works_by_the_keyboard_alone(page):
    opener(page).press("Enter")
    expect(panel(page).get_by_label("Your ListenBrainz name")).to_be_focused()
    page.keyboard.type("ada")
    page.keyboard.press("Tab")
    page.keyboard.type("Recent")
    with page.expect_request("**/api/recommend") as asked:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    assert asked.value.post_data_json["listenbrainz"] == {"name": "ada", "range": "recent"}
    expect(panel(page)).to_be_hidden()
    expect(page.locator("#answer")).to_be_focused()


def test_listenbrainz_is_not_asked_by_the_page_for_a_history(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if HOST in request.url else None)
    use(page, "ada")
    expect(songs(page)).to_have_count(10)
    assert asked == []


def test_the_name_is_remembered_in_this_browser_until_it_is_forgotten(page):
    use(page, "ada", "year")
    expect(songs(page)).to_have_count(10)
    page.reload()
    opener(page).click()
    expect(panel(page).get_by_label("Your ListenBrainz name")).to_have_value("ada")
    expect(panel(page).get_by_label("What you played")).to_have_value("year")
    panel(page).get_by_role("button", name="Forget me here").click()
    expect(panel(page).get_by_label("Your ListenBrainz name")).to_have_value("")
    assert kept(page) == {}


def test_a_name_that_is_nobodys_is_said_beside_it_and_can_be_mended(page):
    use(page, "aad")
    expect(panel(page).get_by_role("alert")).to_have_text(
        "ListenBrainz knows no listener of this name: check the name for a slip."
    )
    name = panel(page).get_by_label("Your ListenBrainz name")
    expect(name).to_be_focused()
    expect(name).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#problem")).to_be_hidden()
    expect(page.locator("#answer")).to_be_hidden()
    expect(chosen(page)).to_have_count(0)
    use(page, "ada")
    expect(songs(page)).to_have_count(10)
    opener(page).click()
    expect(name).not_to_have_attribute("aria-invalid", "true")


def test_no_name_is_said_without_a_request(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/api/recommend" in request.url else None)
    use(page, "  ")
    expect(panel(page).get_by_role("alert")).to_contain_text("Type the name")
    assert asked == []


def test_a_wait_that_listenbrainz_asks_for_is_told(page):
    body = {"type": "https://segue.example/problems/limit-reached", "status": 503, "detail": "x"}
    page.route(
        "**/api/recommend",
        lambda route: route.fulfill(
            status=503,
            headers={"Retry-After": "9", "Content-Type": "application/problem+json"},
            body=json.dumps(body),
        ),
    )
    use(page, "ada")
    expect(page.locator("#problem")).to_contain_text("try again in 9 seconds")


def test_listenbrainz_is_named_where_it_cannot_be_reached_and_not_segue(page):
    body = {
        "type": "https://segue.example/problems/unavailable",
        "status": 503,
        "detail": "ListenBrainz cannot be reached",
    }
    page.route(
        "**/api/recommend",
        lambda route: route.fulfill(status=503, content_type="application/problem+json", body=json.dumps(body)),
    )
    use(page, "ada")
    expect(panel(page).get_by_role("alert")).to_have_text("ListenBrainz cannot be reached: try again in a minute.")
    expect(page.locator("#problem")).to_be_hidden()


def test_a_removed_chip_is_no_longer_asked_for(page):
    page.get_by_role("combobox", name="Name a song").fill("Nobody - Nothing")
    use(page, "ada")
    expect(songs(page)).to_have_count(10)
    with page.expect_request("**/api/recommend") as asked:
        chosen(page).get_by_role("button", name="Remove ada").click()
    assert "listenbrainz" not in asked.value.post_data_json


def test_a_history_is_never_learned_from(page, cloud_url, embedded):
    sign_in_here(page, cloud_url, embedded)
    page.get_by_role("checkbox", name="Segue may learn").check()
    with page.expect_request("**/api/recommend") as asked:
        use(page, "ada")
    assert "share" not in asked.value.post_data_json
    expect(page.get_by_role("checkbox", name="Segue may learn")).to_be_disabled()


def test_a_hostile_name_is_shown_as_text(page, server):
    name = "<img src=x onerror=alert(1)>"
    server.histories[name, "half_yearly"] = server.histories["ada", "month"]
    use(page, name)
    expect(songs(page)).to_have_count(10)
    expect(chosen(page)).to_contain_text(name)
    expect(chosen(page).locator("img")).to_have_count(0)


@pytest.mark.parametrize("size", [(390, 844), (1440, 900)])
def test_it_can_be_used_on_every_screen(browser, cloud_url, size):
    width, height = size
    with opened(browser, cloud_url.split("/")[2], viewport={"width": width, "height": height}) as page:
        page.goto(cloud_url)
        opener(page).click()
        use(page, "nobody")
        expect(panel(page).get_by_role("alert")).to_be_visible()
        fields = panel(page).locator("input, select, button")
        heights = fields.evaluate_all("all => all.map((each) => each.getBoundingClientRect().height)")
        assert min(heights) >= 44
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page).response["violations"]
        assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []


class TestSaving:
    """The button below an answer, of which three of ten songs are not known to MusicBrainz."""

    @pytest.fixture
    def page(self, page: Page) -> Page:
        def known_by_musicbrainz(route: Route) -> None:
            real = route.fetch()
            body = real.json()
            for number, song in enumerate(body["recommendations"][:7]):
                song["listen"]["musicbrainz"] = f"musicbrainz:recording:{UUID(int=number)}"
            route.fulfill(response=real, body=json.dumps(body))

        page.route("**/api/recommend", known_by_musicbrainz)
        use(page, "ada")
        expect(songs(page)).to_have_count(10)
        return page

    def give_token(self, page: Page, token: str) -> None:
        page.get_by_role("dialog").get_by_label("Your user token").fill(token)
        page.get_by_role("button", name="Save the list").click()

    def save(self, page: Page) -> None:
        more_tools(page)
        page.get_by_role("button", name="Save to ListenBrainz").click()

    def test_a_list_is_saved_as_a_private_playlist_and_what_is_left_out_is_told(self, page, server):
        self.save(page)
        self.give_token(page, TOKEN)
        link = page.get_by_role("link", name="Open at ListenBrainz")
        expect(link).to_have_attribute("href", f"https://listenbrainz.org/playlist/{NEW_PLAYLIST}/")
        expect(toast(page)).to_contain_text("Saved a playlist of 7 songs; 3 songs are not known to MusicBrainz")
        (saved,) = server.saved
        assert [track["identifier"] for track in saved["track"]] == [
            f"{RECORDING}{UUID(int=number)}" for number in range(7)
        ]
        assert saved["title"].startswith("Songs next to “")
        assert saved["title"].endswith(" more")
        assert saved["extension"]["https://musicbrainz.org/doc/jspf#playlist"] == {"public": False}

    def test_a_list_is_saved_under_the_name_that_was_typed(self, page, server):
        name = page.get_by_role("textbox", name="Name of the list")
        with page.expect_response("**/api/recommend"):
            name.fill("x" * 101)
            name.press("Tab")
        self.save(page)
        self.give_token(page, TOKEN)
        expect(page.get_by_role("link", name="Open at ListenBrainz")).to_be_visible()
        assert [saved["title"] for saved in server.saved] == ["x" * 99 + "…"]

    def test_the_token_is_asked_for_once_and_goes_to_listenbrainz_alone(self, page, server):
        told = []
        page.on(
            "request",
            lambda asked: (
                told.append(f"{asked.url} {asked.headers} {asked.post_data}") if HOST not in asked.url else None
            ),
        )
        self.save(page)
        self.give_token(page, TOKEN)
        expect(page.get_by_role("link", name="Open at ListenBrainz")).to_be_visible()
        page.reload()
        self.save(page)
        expect(page.get_by_role("link", name="Open at ListenBrainz")).to_be_visible()
        assert len(server.saved) == 2
        assert kept(page)["token"] == TOKEN
        assert not any(TOKEN in each for each in told)
        assert TOKEN not in page.evaluate("JSON.stringify(sessionStorage)")

    def test_a_token_that_listenbrainz_refuses_is_forgotten_and_asked_for_again(self, page, server):
        self.save(page)
        self.give_token(page, "mistyped")
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("alert")).to_contain_text("does not know this token")
        expect(dialog.get_by_label("Your user token")).to_have_attribute("aria-invalid", "true")
        assert "token" not in kept(page)
        self.give_token(page, TOKEN)
        expect(page.get_by_role("link", name="Open at ListenBrainz")).to_be_visible()

    def test_a_token_can_be_forgotten(self, page):
        self.save(page)
        self.give_token(page, TOKEN)
        expect(page.get_by_role("link", name="Open at ListenBrainz")).to_be_visible()
        opener(page).click()
        panel(page).get_by_role("button", name="Forget me here").click()
        assert kept(page) == {}

    def test_without_a_token_nothing_is_sent(self, page, server):
        self.save(page)
        self.give_token(page, " ")
        expect(page.get_by_role("dialog").get_by_role("alert")).to_have_text("Paste your token first.")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        assert server.saved == []

    @pytest.mark.parametrize(
        ("reply", "said"),
        [
            (Reply({}, 429), "try again in a minute"),
            (Reply({}, 400), "does not answer as it should"),
            (Reply({}, 503), "does not answer as it should"),
            (Reply({}, 200), "does not answer as it should"),
            (Reply(None, 200), "does not answer as it should"),
        ],
    )
    def test_what_listenbrainz_refuses_is_told_and_can_be_tried_again(self, page, server, reply, said):
        self.save(page)
        server.scripted.append(reply)
        self.give_token(page, TOKEN)
        expect(toast(page)).to_contain_text(said)
        self.save(page)
        expect(page.get_by_role("link", name="Open at ListenBrainz")).to_be_visible()

    def test_a_host_that_cannot_be_reached_is_told(self, page):
        page.route(f"{API}/**", lambda route: route.abort())
        self.save(page)
        self.give_token(page, TOKEN)
        expect(toast(page)).to_contain_text("could not be reached")

    def test_while_it_waits_it_says_so_and_no_longer_what_went_wrong_before(self, page, server):
        self.save(page)
        server.scripted.append(Reply({}, 429))
        self.give_token(page, TOKEN)
        expect(toast(page)).to_be_visible()
        waiting: list[Route] = []

        def keep_waiting(route: Route) -> None:
            waiting.append(route)

        page.route(f"{API}/**", keep_waiting)
        with page.expect_request(f"{API}/**"):
            self.save(page)
        expect(page.get_by_role("button", name="Saving…")).to_be_disabled()
        expect(toast(page)).to_be_hidden()
        waiting[0].fallback()
        expect(page.get_by_role("link", name="Open at ListenBrainz")).to_be_visible()

    def test_the_cure_is_shown_whole_on_a_narrow_screen(self, page, server):
        page.set_viewport_size({"width": 390, "height": 844})
        self.save(page)
        server.scripted.append(Reply({}, 429))
        self.give_token(page, TOKEN)
        words = toast(page).locator("span")
        expect(words).to_contain_text("try again in a minute")
        assert words.evaluate("it => it.scrollWidth - it.clientWidth") == 0


def test_a_list_of_which_musicbrainz_knows_no_song_has_no_button(page):
    use(page, "ada")
    expect(songs(page)).to_have_count(10)
    more_tools(page)
    expect(page.get_by_role("button", name="Save to ListenBrainz")).to_have_count(0)


def test_where_it_is_not_configured_nothing_is_offered(browser, cloud_url):
    with opened(browser, cloud_url.split("/")[2]) as page:
        page.route(
            "**/config.js",
            lambda route: route.fulfill(response=(real := route.fetch()), body=real.text().replace(API, "")),
        )
        page.goto(cloud_url)
        expect(find(page)).to_be_visible()
        expect(opener(page)).to_be_hidden()
