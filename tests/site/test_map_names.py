"""Names on the map: the best known first, none over another."""

import numpy as np
import pytest
from map_page import WRITTEN, open_map, wait_for_other_sight, written
from playwright.sync_api import Page

from bench.map.invented import invented_map

pytestmark = pytest.mark.browser

STEP = 1.3
"""Of closeness, from one level of labels to the next."""

PLACED = """async ([json, canvas]) => {
    const [{ Atlas }, { labelsOf }] = await Promise.all([import("/map/atlas.js"), import("/map/lettering.js")]);
    const atlas = new Atlas(json ?? (await (await fetch("/api/insights/map")).json()));
    const unit = canvas / atlas.bounds.x.length;
    const labels = labelsOf(atlas, unit, canvas).map(({ x, y, dx, dy, width, height, level, artist }) => ({
        x: x * unit, y: -y * unit, dx, dy, width, height,
        level: Math.min(level, 99), rank: atlas.artists.indexOf(artist),
    }));
    return labels;
}"""
"""Places the labels of a map, the served one by default, on a canvas of some width; in pixels of the whole map."""


@pytest.fixture(scope="module")
def blank(shared_page, local_cloud_url) -> Page:
    """A page with the map's scripts."""
    shared_page.goto(f"{local_cloud_url}/map.html")
    return shared_page


@pytest.fixture(scope="module", params=[("demo", 342), ("demo", 1044), ("invented", 1044)], ids=str)
def placed(blank, request):
    kind, width = request.param
    json = invented_map(5_000) if kind == "invented" else None
    return blank.evaluate(PLACED, [json, width])


NARROW = """async () => {
    const [{ Atlas }, { labelsOf }] = await Promise.all([import("/map/atlas.js"), import("/map/lettering.js")]);
    const json = await (await fetch("/api/insights/map")).json();
    const names =
        ["New jack swing · gangster rap", "New jack swing · Bobby Brown", "Tropical house · gangster rap"];
    json.clusters.forEach((cluster, place) => { cluster.name = names[place] ?? `Kind ${place}`; });
    return labelsOf(new Atlas(json), 100, 342).filter(({ cluster }) => cluster).map(({ text }) => text);
}"""
"""Returns the labels of neighbourhoods of such names on a narrow canvas."""


def test_neighbourhoods_are_told_apart_where_only_the_beginning_of_a_name_has_room(blank):
    labels = blank.evaluate(NARROW)
    assert "Tropical house" in labels
    begun = {label for label in labels if label.startswith("New jack swing ·")}
    assert len(begun) == 2


def boxes(labels, level):
    """Return the boxes of labels at a level: (n, 4) left, top, right, bottom."""
    middle = np.array([[each["x"], each["y"]] for each in labels]) * STEP**level
    middle += [[each["dx"], each["dy"]] for each in labels]
    half = np.array([[each["width"], each["height"]] for each in labels]) / 2
    return np.hstack([middle - half, middle + half])


def meeting(one, other):
    """Return which boxes of `one` meet which of `other`: (n, m) bool."""
    (left, top, right, bottom), (x0, y0, x1, y1) = (each.T for each in (one, other))
    across = (left[:, None] < x1) & (right[:, None] > x0)
    return across & (top[:, None] < y1) & (bottom[:, None] > y0)


@pytest.mark.parametrize("level", [0, 4, 9, 17])
def test_no_name_covers_another_at_any_closeness(placed, level):
    shown = [each for each in placed if each["level"] <= level]
    found = boxes(shown, level)
    assert len(shown) > 5
    assert meeting(found, found).sum() == len(shown)  # each meets itself


def test_an_artist_waits_only_for_room_that_one_better_known_or_shown_before_takes(placed):
    artists = sorted((each for each in placed if each["rank"] >= 0), key=lambda each: each["rank"])
    checked = 0
    for level in range(9):
        shown = [each for each in placed if each["level"] <= level]
        last = max(each["rank"] for each in shown)
        waiting = [each for each in artists[:last] if each["level"] > level]
        if waiting:
            checked += 1
            rank = np.array([each["rank"] for each in waiting])
            comes_first = np.array([each["rank"] for each in shown]) < rank[:, None]
            comes_first |= np.array([each["level"] for each in shown]) < level
            assert (meeting(boxes(waiting, level), boxes(shown, level)) & comes_first).any(axis=1).all()
    assert checked


def test_more_artists_are_named_the_closer_one_comes(placed):
    named = [sum(each["level"] <= level and each["rank"] >= 0 for each in placed) for level in range(18)]
    assert named == sorted(named)
    assert 0 < named[3] < named[-1]


def test_artists_are_written_on_the_map_and_more_of_them_closer_by(empty_page, local_cloud_url, model):
    empty_page.add_init_script(WRITTEN)
    open_map(empty_page, local_cloud_url)
    artists = {track.artist for track in model.tracks(model.music_map.tracks)}
    before = written(empty_page) & artists
    assert before
    empty_page.get_by_role("button", name="Closer").click()
    wait_for_other_sight(empty_page, len(model.music_map.tracks))
    assert (written(empty_page) & artists) > before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_name_has_a_halo_of_the_ground_in_light_and_dark(empty_page, local_cloud_url, scheme):
    empty_page.add_init_script("""
        window.pairs = new Set();
        const stroke = CanvasRenderingContext2D.prototype.strokeText;
        CanvasRenderingContext2D.prototype.strokeText = function (...text) {
            pairs.add(`${this.fillStyle} on ${this.strokeStyle}`);
            return stroke.apply(this, text);
        };
    """)
    empty_page.emulate_media(color_scheme=scheme)
    open_map(empty_page, local_cloud_url)
    ink, ground = {"light": ("#1d252c", "#ffffff"), "dark": ("#e8ecef", "#1c2228")}[scheme]
    assert empty_page.evaluate("[...pairs]") == [f"{ink} on {ground}"]
