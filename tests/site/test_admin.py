"""The admins' page: shown to admins, refused to others, exported as a file."""

import pytest
from people import keep
from playwright.sync_api import Page, expect
from post_box import Door, new_address
from signed_in import Listener

pytestmark = pytest.mark.browser


@pytest.fixture
def page(empty_page: Page) -> Page:
    """A page that each test opens at an address of its own."""
    return empty_page


@pytest.fixture
def door(local_cloud_url: str, embedded: dict[str, str]) -> Door:
    """Sign-in by mail."""
    return Door(local_cloud_url, embedded)


@pytest.fixture(scope="module")
def admin(local_cloud_url: str, embedded: dict[str, str]) -> Listener:
    """A listener signed in with an address of SEGUE_ADMINS; a module's mails stay below the limit."""
    return Door(local_cloud_url, embedded).sign_in(embedded["SEGUE_ADMINS"])


@pytest.fixture
def figures(page: Page, local_cloud_url: str, admin: Listener) -> Page:
    """The page of an admin."""
    keep(page, admin.token)
    page.goto(f"{local_cloud_url}/admin.html")
    expect(page.locator("#everyone")).to_be_visible()
    return page


def rows(page: Page, title: str) -> list[list[str]]:
    part = page.locator(".figure").filter(has=page.get_by_role("heading", name=title, exact=True))
    return part.locator("tbody tr").evaluate_all(
        "rows => rows.map((row) => [...row.children].map((cell) => cell.textContent))"
    )


def test_who_is_nobody_is_told_for_whom_it_is(page, local_cloud_url):
    page.goto(f"{local_cloud_url}/admin.html")
    expect(page.get_by_role("alert")).to_contain_text("These figures are for who runs Segue")
    expect(page.locator("#everyone")).to_be_hidden()


def test_who_is_no_admin_is_told_for_whom_it_is(page, local_cloud_url, door):
    keep(page, door.sign_in(new_address()).token)
    page.goto(f"{local_cloud_url}/admin.html")
    expect(page.get_by_role("alert")).to_contain_text("These figures are for who runs Segue")
    expect(page.locator("#everyone")).to_be_hidden()


def test_ratings_genres_and_loved_songs_are_those_of_everyone(page, local_cloud_url, admin, model):
    search, found = admin.list_of(model.catalogue.tracks([0])[0].id)
    admin.rate(search, "love", found[0])
    keep(page, admin.token)
    with page.expect_response("**/api/insights/everyone") as answered:
        page.goto(f"{local_cloud_url}/admin.html")
    everyone = answered.value.json()
    expect(page.locator("#everyone")).to_be_visible()
    opinions = [[name.title(), f"{everyone['ratings'][name]:,}"] for name in ("love", "like", "okay", "hate")]
    assert rows(page, "Ratings") == opinions
    loved = [[f"{song['name']} · {song['artist']}", str(song["count"])] for song in everyone["loved"]]
    assert rows(page, "Most loved songs") == loved
    expect(page.locator("#tiles .tile").first).to_contain_text(f"{everyone['searches']:,}")


def test_listeners_come_page_by_page(page, local_cloud_url, admin):
    def a_page(route):
        second = "cursor=next" in route.request.url
        usage = {"id": "x" * 22, "address": None, "searches": 1, "ratings": 2, "last_activity_at": None}
        listeners = [usage | {"address": "<b>anna</b>@example.com"}] if second else [usage] * 3
        route.fulfill(json={"listeners": listeners, "cursor": None if second else "next"})

    page.route("**/api/insights/listeners*", a_page)
    keep(page, admin.token)
    page.goto(f"{local_cloud_url}/admin.html")
    expect(page.locator("#listeners tr")).to_have_count(3)
    page.get_by_role("button", name="More listeners").click()
    expect(page.locator("#listeners tr")).to_have_count(4)
    expect(page.locator("#listeners tr").last).to_contain_text("<b>anna</b>@example.com")
    expect(page.get_by_role("button", name="More listeners")).to_be_hidden()


def test_the_served_model_shows_its_metrics(figures, model):
    part = figures.locator("#models details[open]")
    expect(part.locator("summary")).to_contain_text(model.version)
    expect(part.locator("thead")).to_contain_text("Hidden songs near the top (NDCG)")


def test_trends_are_those_of_the_chosen_time(figures):
    listeners = figures.locator("#trends .figure").filter(has=figures.get_by_role("heading", name="Listeners"))
    expect(listeners.locator("tbody tr")).to_have_count(30)
    figures.get_by_label("The last").select_option("7 days")
    expect(listeners.locator("tbody tr")).to_have_count(7)
    figures.get_by_label("The last").select_option("12 months")
    expect(listeners.locator("tbody tr")).to_have_count(53)


def test_few_failures_are_not_shown_as_none(page, local_cloud_url, admin):
    def a_day(route):
        counts = ("new_listeners", "returning_listeners", "searches", "ratings", "mails_sent", "mails_opened")
        counts += ("shares_made", "shares_opened", "refusals")
        took = {"took": [0, 9, 0, 1], "answers": 3_990, "errors": 10.4}
        route.fulfill(
            json={"within_ms": [25, 50, 100], "days": [{"day": "2026-12-01"} | dict.fromkeys(counts, 0) | took]}
        )

    page.route("**/api/insights/trends*", a_day)
    keep(page, admin.token)
    page.goto(f"{local_cloud_url}/admin.html")
    tiles = page.locator("#trend-tiles .tile")
    expect(tiles.filter(has_text="of requests failed")).to_contain_text("0.26%")
    expect(tiles.filter(has_text="half of the lists within")).to_contain_text("50 ms")
    expect(tiles.filter(has_text="19 of 20 lists within")).to_contain_text("over 100 ms")


def test_ratings_are_exported_as_a_file(figures):
    with figures.expect_download() as download:
        figures.get_by_role("button", name="Export ratings").click()
    assert download.value.suggested_filename == "ratings.csv"
    assert "opinion" in download.value.path().read_text().splitlines()[0]
