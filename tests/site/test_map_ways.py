"""Ways on the map: to what is searched for, through the last list, and from one song to another."""

import pytest
from find_page import heart, songs
from map_page import canvas, find, open_map, songs_in_sight, uris, wait_for_other_sight
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def map_page(page: Page, local_cloud_url: str) -> Page:
    open_map(page, local_cloud_url)
    return page


def telling(page: Page):
    return page.locator("#telling")


def test_a_song_is_found_by_its_name_and_flown_to(map_page, model):
    track = model.tracks(model.music_map.tracks[[7]])[0]
    before = songs_in_sight(map_page)
    find(map_page, track.name)
    expect(map_page.locator("#song")).to_contain_text(track.artist)
    wait_for_other_sight(map_page, before)
    expect(telling(map_page)).to_be_hidden()
    assert track.id in map_page.locator("#song a[href^='/?track']").get_attribute("href").replace("%3A", ":")


def test_an_artist_is_found_by_name_and_stands_at_its_best_known_song(map_page, model):
    track = model.tracks(model.music_map.tracks[[0]])[0]
    map_page.get_by_role("combobox", name="Find a song or an artist").fill(track.artist)
    expect(map_page.locator("#found li").first).to_contain_text("Artist, ")
    map_page.keyboard.press("Enter")
    expect(map_page.locator("#song .name")).to_have_text(track.name)


def test_the_search_is_used_by_keyboard_alone(map_page, model):
    track = model.tracks(model.music_map.tracks[[7]])[0]
    map_page.get_by_role("combobox", name="Find a song or an artist").focus()
    map_page.keyboard.type(track.name)
    expect(map_page.locator("#found li").first).to_be_visible()
    map_page.keyboard.press("ArrowDown")
    map_page.keyboard.press("Enter")
    expect(map_page.locator("#song")).to_be_visible()


def test_who_searches_for_what_nobody_sings_is_told(map_page):
    map_page.get_by_role("combobox", name="Find a song or an artist").fill("xqzzzzv")
    map_page.keyboard.press("Enter")
    expect(telling(map_page)).to_have_text(
        "Nothing here is called “xqzzzzv”. Look at its letters, or try another song."
    )


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ({"x": 0.1, "y": 0.1}, "It is not drawn on the map. Songs like it are about here."),
        (None, "It is not on the map, and nothing is known to tell where it would be."),
    ],
    ids=["between others", "nowhere"],
)
def test_of_a_song_that_is_not_drawn_the_map_says_so(map_page, model, place, said):
    track = model.tracks(model.music_map.tracks[[7]])[0]
    answer = {"point": None, "place": place, "uri": track.id, "name": track.name, "artist": track.artist}
    listen = {"spotify": "", "player": "", "links": [], "musicbrainz": ""}
    map_page.route(
        "**/map/tracks?ids=*", lambda route: route.fulfill(json={"tracks": [answer | {"listen": listen}]})
    )
    find(map_page, track.name)
    expect(telling(map_page)).to_have_text(said)
    expect(map_page.locator("#song .name")).to_have_text(track.name)


def test_the_last_list_is_a_way_from_what_was_given_in_its_order(page, ask, local_cloud_url):
    with page.expect_response("**/api/recommend") as answer:
        ask()
    given = [match["uri"] for match in answer.value.json()["matched"]]
    answered = songs(page).evaluate_all("items => items.map((item) => item.dataset.uri)")
    with page.expect_response("**/api/feedback"):
        heart(page, 1).click()
    open_map(page, local_cloud_url)
    expect(page.get_by_role("heading", name="Your last list")).to_be_visible()
    assert uris(page, "#last") == [*given, *answered]
    signs = page.locator("#last .sign").all_inner_texts()
    assert signs == ["◆"] * len(given) + ["1", "♥", *map(str, range(3, 11))]


def test_without_a_list_there_is_none_on_the_map(map_page):
    expect(map_page.get_by_role("heading", name="Your last list")).to_be_hidden()


@pytest.fixture
def ends(model):
    """Two songs of the map that are named once."""
    drawn = model.tracks(model.music_map.tracks)
    names = [track.name for track in drawn]
    once = [track for track in drawn if names.count(track.name) == 1 and "(" not in track.name]
    return once[3], once[40]


def walk(page: Page, start, end) -> None:
    find(page, f"{start.artist} {start.name}")
    page.get_by_role("button", name="Walk from here").click()
    expect(page.locator("#walk-part")).to_contain_text(f"From {start.name}")
    find(page, f"{end.artist} {end.name}")
    page.get_by_role("button", name="Walk to here").click()


def test_a_walk_leads_from_one_song_to_another(map_page, ends):
    before = canvas(map_page).evaluate("map => map.toDataURL()")
    walk(map_page, *ends)
    expect(map_page.locator("#walk li")).to_have_count(10)
    stops = uris(map_page, "#walk")
    assert (stops[0], stops[-1]) == (ends[0].id, ends[1].id)
    assert map_page.locator("#walk .sign").all_inner_texts() == [str(number) for number in range(1, 11)]
    assert canvas(map_page).evaluate("map => map.toDataURL()") != before


def test_a_walk_that_fails_says_why_and_is_tried_again(map_page, ends):
    map_page.route("**/api/recommend", lambda route: route.abort())
    walk(map_page, *ends)
    expect(map_page.locator("#walk-part").get_by_role("alert")).to_contain_text("We could not be reached")
    map_page.unroute("**/api/recommend")
    map_page.get_by_role("button", name="Try again").click()
    expect(map_page.locator("#walk li")).to_have_count(10)


def test_a_walk_ends_when_one_has_enough_of_it(map_page, ends):
    walk(map_page, *ends)
    expect(map_page.locator("#walk li")).to_have_count(10)
    map_page.get_by_role("button", name="End the walk").click()
    expect(map_page.locator("#walk-part")).to_be_hidden()
    expect(map_page.locator("#walk li")).to_have_count(0)


def test_a_song_of_a_list_is_shown_on_the_map(map_page):
    before = songs_in_sight(map_page)
    second = map_page.locator("#sight li").nth(1)
    name = second.locator(".name").inner_text()
    second.get_by_role("button", name="Show on the map").click()
    expect(map_page.locator("#song .name")).to_have_text(name)
    wait_for_other_sight(map_page, before)
