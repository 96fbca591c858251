"""The music map: labels, selection, lists and controls, by pointer, keyboard and screen reader."""

import pytest
from map_page import canvas, open_map, songs_in_sight, uris, wait_for_other_sight
from people import as_somebody
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def page(empty_page: Page) -> Page:
    """A page that each test opens at an address of its own."""
    return empty_page


@pytest.fixture
def opened_map(page: Page, local_cloud_url: str) -> Page:
    open_map(page, local_cloud_url)
    return page


def paints(page: Page) -> int:
    """Return the number of colours on the map."""
    return page.evaluate("""() => {
        const map = document.querySelector('#map');
        const { data } = map.getContext('2d').getImageData(0, 0, map.width, map.height);
        return new Set(new Uint32Array(data.buffer)).size;
    }""")


def test_every_song_and_cluster_of_the_model_is_counted(opened_map, model):
    songs = len(model.music_map.tracks)
    expect(opened_map.locator("#size")).to_contain_text(f"{songs:,} songs")
    expect(opened_map.locator("#clusters details")).to_have_count(len(set(model.music_map.clusters.tolist())))


def test_songs_are_drawn_in_the_colours_of_their_clusters(opened_map, model):
    opened_map.wait_for_function("document.querySelector('#map').width > 0")
    assert paints(opened_map) >= min(8, len(model.atlas.clusters))


def test_a_tap_names_the_song_and_offers_to_hear_it_and_to_start_from_it(opened_map, model):
    canvas(opened_map).press("Enter")  # the song in the middle
    card = opened_map.locator("#song")
    expect(card.get_by_role("button", name="Play")).to_be_visible()
    link = card.get_by_role("link", name="Find songs like this").get_attribute("href")
    name = card.locator(".name").inner_text()
    uris = {track.id: track.name for track in model.tracks(model.music_map.tracks)}
    assert uris[link.removeprefix("/?track=").replace("%3A", ":")] == name
    expect(opened_map.locator("#status")).to_contain_text(name)


def test_the_song_under_the_pointer_is_named(opened_map):
    box = canvas(opened_map).bounding_box()
    before = songs_in_sight(opened_map)
    opened_map.locator("#sight button.card-names").first.click()  # which brings it to the middle
    wait_for_other_sight(opened_map, before)
    opened_map.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(opened_map.locator("#tip")).to_contain_text(opened_map.locator("#song .name").inner_text())


def test_a_song_of_the_map_starts_a_list(opened_map, local_cloud_url):
    canvas(opened_map).press("Enter")
    opened_map.get_by_role("link", name="Find songs like this").click()
    expect(opened_map.locator("#songs > li[data-uri]")).to_have_count(10)


def test_nobody_is_asked_at_spotify_before_play_is_pressed(opened_map):
    canvas(opened_map).press("Enter")
    opened_map.route("https://open.spotify.com/**", lambda route: route.abort())
    expect(opened_map.locator("#song").get_by_role("button", name="Play")).to_be_visible()
    expect(opened_map.locator("iframe")).to_have_count(0)


def test_keys_move_the_map(opened_map):
    def picture() -> str:
        opened_map.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return opened_map.evaluate("document.querySelector('#map').toDataURL()")

    seen = [picture()]
    canvas(opened_map).press("ArrowLeft")
    opened_map.emulate_media(reduced_motion="reduce")
    canvas(opened_map).press("+")
    expect(canvas(opened_map)).to_be_focused()
    opened_map.wait_for_function("(before) => document.querySelector('#map').toDataURL() !== before", arg=seen[0])


def test_a_neighbourhood_lists_its_most_popular_songs(opened_map, model):
    part = opened_map.locator("#clusters details").first
    part.locator("summary").click()
    lines = part.get_by_role("listitem")
    expect(lines.get_by_role("button", name="Show on the map")).to_have_count(10)
    expect(lines.get_by_role("button", name="Play")).to_have_count(10)
    clusters = model.music_map.clusters.tolist()
    largest = max(set(clusters), key=clusters.count)
    first = next(track for track, of in zip(model.music_map.tracks, clusters, strict=True) if of == largest)
    expect(lines.first).to_contain_text(model.catalogue.tracks([int(first)])[0].name)


def test_who_has_not_searched_is_nowhere(opened_map):
    expect(opened_map.locator("#mine")).to_be_hidden()
    expect(opened_map.get_by_role("button", name="Where am I?")).to_be_hidden()


def test_a_listener_who_has_searched_finds_their_searches_and_themselves(page, local_cloud_url, embedded, model):
    listener = as_somebody(page, local_cloud_url, embedded["SEGUE_SECRET"])
    tracks = model.catalogue.tracks(range(3))
    listener.list_of(*(track.id for track in tracks))
    page.goto(f"{local_cloud_url}/map.html")
    past = page.locator("#past").get_by_role("button", name="Show on the map")
    expect(past).to_have_count(1)
    expect(past).to_contain_text(tracks[0].name)
    expect(page.get_by_role("button", name="Where am I?")).to_be_visible()


def test_a_map_that_cannot_be_had_is_said_kindly(page, local_cloud_url):
    page.route("**/api/insights/map", lambda route: route.abort())
    page.goto(f"{local_cloud_url}/map.html")
    expect(page.get_by_role("alert")).to_contain_text("We could not be reached")
    expect(canvas(page)).to_be_hidden()


def test_a_hostile_name_is_only_text(page, local_cloud_url):
    hostile = '<img src=x onerror="alert(1)">' + "x" * 10_000
    listen = {"spotify": "", "player": "", "links": [{"name": hostile, "url": "https://example.com/"}]}
    track = {
        "point": 0,
        "place": None,
        "uri": "spotify:track:x",
        "name": hostile,
        "artist": hostile,
        "listen": listen,
    }

    def named(route):
        points = [int(point) for point in route.request.url.split("points=")[1].split("%2C")]
        route.fulfill(json={"model": "m", "tracks": [track | {"point": point} for point in points]})

    page.route("**/map/tracks*", named)
    page.goto(f"{local_cloud_url}/map.html")
    canvas(page).press("Enter")
    expect(page.locator("#song")).to_contain_text("<img src=x")
    page.locator("#clusters summary").first.click()
    expect(page.locator("#clusters li").first).to_contain_text("<img src=x")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1000


def test_what_is_in_sight_is_listed_the_best_known_first(opened_map, model):
    drawn = model.music_map.tracks
    assert songs_in_sight(opened_map) == len(drawn)
    assert uris(opened_map, "#sight") == [track.id for track in model.tracks(drawn[:10])]


def test_the_list_of_what_is_in_sight_follows_the_map(opened_map):
    before = songs_in_sight(opened_map)
    opened_map.get_by_role("button", name="Closer").click()
    wait_for_other_sight(opened_map, before)
    assert 0 < songs_in_sight(opened_map) < before


def test_tab_leads_to_the_search_the_map_and_the_list_of_what_is_in_sight(opened_map):
    opened_map.get_by_role("link", name="Account").focus()
    reached = []
    for _ in range(8):
        opened_map.keyboard.press("Tab")
        reached.append(
            opened_map.evaluate("document.activeElement.id || document.activeElement.closest('[id]').id")
        )
    assert reached == ["wanted", "map", "closer", "further", "whole", "sight", "sight", "sight"]


def test_who_wants_less_motion_is_spared_flights(opened_map):
    opened_map.evaluate("""() => {
        window.frames = 0;
        const clear = CanvasRenderingContext2D.prototype.clearRect;
        CanvasRenderingContext2D.prototype.clearRect = function (...box) {
            frames++;
            return clear.apply(this, box);
        };
    }""")
    before = songs_in_sight(opened_map)
    opened_map.get_by_role("button", name="Closer").click()
    wait_for_other_sight(opened_map, before)
    assert opened_map.evaluate("frames") <= 4  # one for the movement, one at rest, one with the songs' names
