"""Signing in with Spotify on the first page: own music as seeds, and a list saved as a playlist."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from fake_spotify import API, FakeSpotify, spotify_routes
from find_page import box, chosen, find, more_tools, songs, toast, uris
from outside_servers import Reply
from people import sign_in_here
from playwright.sync_api import Browser, Page, Route, expect
from watched_page import opened

pytestmark = pytest.mark.browser

HOSTS = ("accounts.spotify.com", "api.spotify.com")


@pytest.fixture
def spotify(model) -> Iterator[FakeSpotify]:
    known = [track.id for track in model.catalogue.tracks(range(200))]
    playlists = {
        "mine": ("Mine", "ada", [*known[:120], "spotify:episode:1", "spotify:local:a"]),
        "empty": ("Empty", "ada", []),
        "theirs": ("Theirs", "bob", known[:3]),
    }
    top = {"short_term": known[:5], "medium_term": known[:10], "long_term": known[:20]}
    with FakeSpotify(playlists, top) as spotify:
        yield spotify


@pytest.fixture
def page(browser: Browser, own_host: str, local_cloud_url: str, spotify: FakeSpotify) -> Iterator[Page]:
    """The first page of a site with an app at Spotify."""
    with opened(browser, own_host, may_ask=HOSTS) as page:
        spotify_routes(page.context, spotify)
        page.goto(local_cloud_url)
        yield page


@pytest.fixture
def library(page):
    """The listener's music after signing in."""
    page.get_by_role("button", name="Sign in with Spotify").click()
    library = page.get_by_role("region", name="Your music on Spotify")
    expect(library.get_by_role("button", name="Mine (122)")).to_be_visible()
    return library


def test_nothing_is_asked_of_spotify_before_the_click(page, local_cloud_url):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "spotify.com" in request.url else None)
    page.goto(local_cloud_url)
    expect(page.get_by_role("button", name="Sign in with Spotify")).to_be_visible()
    assert asked == []


def test_a_playlist_link_is_told_the_way_by_signing_in_first(page, local_cloud_url):
    page.goto(local_cloud_url)
    box(page).fill("https://open.spotify.com/playlist/" + "1" * 22)
    ways = page.get_by_role("region", name="How to bring a playlist")
    expect(ways.get_by_role("button", name="Sign in with Spotify")).to_be_visible()


def test_without_an_app_there_is_no_button(browser, own_host, local_cloud_url):
    with opened(browser, own_host) as page:
        page.goto(local_cloud_url)
        expect(find(page)).to_be_visible()
        expect(page.get_by_role("button", name="Sign in with Spotify")).to_be_hidden()


def test_signing_in_proves_who_asked_and_leaves_no_code_in_the_address(page, spotify, library, local_cloud_url):
    [grant] = spotify.grants  # the server checked its verifier against the challenge
    assert grant["redirect_uri"] == f"{local_cloud_url}/"
    assert "client_secret" not in grant
    assert page.url == f"{local_cloud_url}/"


def test_tokens_stay_in_the_tab_and_go_to_spotify_alone(page, library):
    told = []
    page.on(
        "request",
        lambda asked: told.append(f"{asked.headers} {asked.post_data}") if API not in asked.url else None,
    )
    library.get_by_role("button", name="Last month").click()
    expect(songs(page)).to_have_count(10)
    assert not any("access-1" in each for each in told)
    assert page.evaluate("JSON.stringify(localStorage)").find("access-1") < 0


def test_only_playlists_that_spotify_lets_the_listener_read_are_offered(library):
    expect(library.get_by_role("button", name="Empty (0)")).to_be_visible()
    expect(library.get_by_role("button", name="Theirs")).to_have_count(0)


def test_a_listeners_playlist_is_read_to_its_end_and_answered_and_never_learned_from(
    page, library, local_cloud_url, embedded
):
    sign_in_here(page, local_cloud_url, embedded)
    page.get_by_role("checkbox", name="Segue may learn").check()
    with page.expect_request("**/api/recommend") as asked:
        library.get_by_role("button", name="Mine (122)").click()
    sent = asked.value.post_data_json
    assert len(sent["tracks"]) == 120
    assert "share" not in sent
    expect(songs(page)).to_have_count(10)
    expect(chosen(page)).to_contain_text("Mine: 120 songs")
    expect(page.get_by_role("checkbox", name="Segue may learn")).to_be_disabled()


@pytest.mark.parametrize(("name", "count"), [("Last month", 5), ("Last six months", 10), ("All time", 20)])
def test_what_a_listener_plays_most_is_answered(page, library, name, count):
    with page.expect_request("**/api/recommend") as asked:
        library.get_by_role("button", name=name).click()
    assert len(asked.value.post_data_json["tracks"]) == count
    expect(songs(page)).to_have_count(10)


def test_an_empty_playlist_is_said_to_be_empty(page, library):
    library.get_by_role("button", name="Empty (0)").click()
    expect(toast(page)).to_contain_text("no song in Empty")


def test_an_answer_is_saved_as_a_new_playlist(page, spotify, library):
    library.get_by_role("button", name="Last month").click()
    expect(songs(page)).to_have_count(10)
    more_tools(page)
    page.get_by_role("button", name="Save to Spotify").click()
    link = page.get_by_role("link", name="Open the playlist")
    expect(link).to_have_attribute("href", "https://open.spotify.com/playlist/new")
    [(name, saved)] = spotify.saved.items()
    assert name.startswith("Songs next to “")
    assert saved == uris(page)


def test_songs_that_are_not_known_at_spotify_are_left_out_and_counted(page, spotify, library):
    def answer(route: Route) -> None:
        real = route.fetch()
        body = real.json()
        for song in body["recommendations"][:3]:
            song["listen"] = {"spotify": "", "player": "", "links": []}
        route.fulfill(response=real, json=body)

    page.route("**/api/recommend", answer)
    library.get_by_role("button", name="Last month").click()
    expect(songs(page)).to_have_count(10)
    more_tools(page)
    page.get_by_role("button", name="Save to Spotify").click()
    expect(toast(page)).to_contain_text("7 songs; 3 without a Spotify id left out")
    assert list(spotify.saved.values()) == [uris(page)[3:]]


def test_an_expired_token_is_renewed_and_the_question_asked_again(page, spotify, library):
    spotify.valid = set()
    library.get_by_role("button", name="Last month").click()
    expect(songs(page)).to_have_count(10)
    assert [grant["grant_type"] for grant in spotify.grants] == ["authorization_code", "refresh_token"]


def test_a_sign_in_that_spotify_ended_is_said_and_can_be_begun_again(page, spotify, library):
    spotify.valid, spotify.refreshes = set(), False
    library.get_by_role("button", name="Last month").click()
    expect(toast(page)).to_contain_text("Spotify ended the sign-in")
    expect(page.get_by_role("button", name="Sign in with Spotify")).to_be_visible()


def test_a_short_wait_is_waited(page, spotify, library):
    spotify.scripted.append(Reply({"error": {"status": 429}}, 429, {"Retry-After": "1"}))
    library.get_by_role("button", name="Last month").click()
    expect(songs(page)).to_have_count(10)


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply({"error": {"status": 429}}, 429, {"Retry-After": "7200"}), "try again in 2 hours"),
        (Reply({"error": {"status": 429, "reason": "QUOTA_EXCEEDED"}}, 429), "try again tomorrow"),
        (Reply({"error": {"status": 403}}, 403), "does not let this app read that"),
        (Reply(b"<h1>Bad gateway</h1>", 502), "try again in a minute"),
    ],
)
def test_what_spotify_refuses_is_said(page, spotify, library, reply, said):
    spotify.scripted.append(reply)
    library.get_by_role("button", name="Last month").click()
    expect(toast(page)).to_contain_text(said)


def test_a_listener_who_refuses_at_spotify_is_back_where_they_were(page, spotify):
    def refuse(url: str) -> str:
        query = parse_qs(urlsplit(url).query)
        return f"{query['redirect_uri'][0]}?error=access_denied&state={query['state'][0]}"

    spotify.authorize = refuse
    page.get_by_role("button", name="Sign in with Spotify").click()
    expect(toast(page)).to_contain_text("was not allowed")
    expect(page.get_by_role("button", name="Sign in with Spotify")).to_be_visible()
    assert spotify.grants == []


def test_a_code_that_this_tab_did_not_ask_for_is_not_taken(page, spotify, local_cloud_url):
    page.goto(f"{local_cloud_url}/?code=stolen&state=guessed")
    expect(toast(page)).to_contain_text("not begun here")
    assert spotify.grants == []


def test_signing_out_forgets_the_tokens(page, library):
    page.get_by_role("button", name="Sign out of Spotify").click()
    expect(library).to_be_hidden()
    assert page.evaluate("sessionStorage.getItem('segue.spotify')") is None


def test_hostile_names_of_playlists_are_shown_as_text(page, spotify, local_cloud_url):
    spotify.playlists["evil"] = ("<img src=x onerror=alert(1)>" + "x" * 10_000, "ada", [])
    page.get_by_role("button", name="Sign in with Spotify").click()
    library = page.get_by_role("region", name="Your music on Spotify")
    expect(library.get_by_role("button", name="<img src=x")).to_be_visible()
    expect(library.locator("img")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1000
