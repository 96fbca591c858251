"""Names on the map: the best known first, none over another; and the colours of neighbourhoods that touch."""

import itertools
from base64 import b64encode

import numpy as np
import pytest
from map_page import WRITTEN, open_map, wait_for_other_sight, written
from playwright.sync_api import Page

from bench.map.invented import invented_map

pytestmark = pytest.mark.browser

STEP = 1.3
"""Of closeness, from one level of labels to the next."""

LEAST_APART = 0.085
"""Distance in OKLab of colours that touch; .02 can just be told apart."""

LEAST_TURN = 20
"""Degrees between the hues of colours that touch; a hue of a circle of twelve is 30 wide."""

PLACED = """async ([json, canvas]) => {
    const [{ Atlas }, { labelsOf }] = await Promise.all([import("/map/atlas.js"), import("/map/lettering.js")]);
    const atlas = new Atlas(json ?? (await (await fetch("/api/insights/map")).json()));
    const unit = canvas / atlas.bounds.x.length;
    const labels = labelsOf(atlas, unit, canvas).map(({ x, y, dx, dy, width, height, level, artist }) => ({
        x: x * unit, y: -y * unit, dx, dy, width, height,
        level: Math.min(level, 99), rank: atlas.artists.indexOf(artist),
    }));
    const hues = atlas.clusters.map(({ id, hue }) => [id, hue]);
    return { labels, hues };
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
    shown = [each for each in placed["labels"] if each["level"] <= level]
    found = boxes(shown, level)
    assert len(shown) > 5
    assert meeting(found, found).sum() == len(shown)  # each meets itself


def test_an_artist_waits_only_for_room_that_one_better_known_or_shown_before_takes(placed):
    artists = sorted((each for each in placed["labels"] if each["rank"] >= 0), key=lambda each: each["rank"])
    checked = 0
    for level in range(9):
        shown = [each for each in placed["labels"] if each["level"] <= level]
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
    named = [sum(each["level"] <= level and each["rank"] >= 0 for each in placed["labels"]) for level in range(18)]
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


def linear(colour):
    values = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


SIGHTS = {
    "everybody": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]
    ),
}
"""Matrices on linear RGB: Machado, Oliveira and Fernandes, "A physiologically-based model" (2009)."""


def oklab(rgb):
    """Return the place of a colour in OKLab (Ottosson, 2020)."""
    cones = np.array(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ]
    ) @ np.clip(rgb, 0, 1)
    return np.array(
        [
            [0.2104542553, 0.793617785, -0.0040720468],
            [1.9779984951, -2.428592205, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.808675766],
        ]
    ) @ np.cbrt(cones)


def apart(one, other, sight):
    return float(np.linalg.norm(oklab(sight @ linear(one)) - oklab(sight @ linear(other))))


def touching(points, clusters):
    """Return the pairs of neighbourhoods of which one has a twentieth of its songs' six nearest in the other."""
    distances = ((points[:, None] - points) ** 2).sum(axis=2)
    nearest = np.argsort(distances, axis=1)[:, 1:7]
    beside = np.zeros((clusters.max() + 1,) * 2)
    np.add.at(beside, (np.repeat(clusters, 6), clusters[nearest].ravel()), 1)
    share = beside / np.maximum(beside.sum(axis=1, keepdims=True), 1)
    return [
        (a, b) for a, b in itertools.combinations(range(len(share)), 2) if max(share[a, b], share[b, a]) >= 0.05
    ]


def squares(seed=3):
    """Return a map of five times five neighbourhoods of 200 songs that run into each other, numbered at random."""
    draw = np.random.default_rng(seed)
    ids = np.repeat(draw.permutation(25), 200)
    middles = np.array([*itertools.product(np.linspace(-0.7, 0.7, 5), repeat=2)])
    points = np.repeat(middles, 200, axis=0) + draw.normal(0, 0.11, (5_000, 2))
    return points.clip(-1, 1), ids


def as_json(points, clusters):
    packed = {"xy"[axis]: np.rint(points[:, axis] * 32_767).astype("<i2") for axis in (0, 1)}
    packed["cluster"] = clusters.astype("<u2")
    places = {id: points[clusters == id].mean(axis=0).tolist() for id in np.unique(clusters).tolist()}
    named = [{"id": id, "name": "", "words": [], "place": {"x": x, "y": y}} for id, (x, y) in places.items()]
    encoded = {name: b64encode(values.tobytes()).decode() for name, values in packed.items()}
    return {"points": len(points), "clusters": named, "artists": [], **encoded}


@pytest.fixture(scope="module", params=["demo", "squares"])
def coloured(blank, model, request):
    """Return the pairs that touch on a map, and the colours' numbers."""
    drawn = model.music_map
    points, clusters = (drawn.points, drawn.clusters) if request.param == "demo" else squares()
    pairs = touching(points, clusters)
    assert pairs
    return pairs, dict(blank.evaluate(PLACED, [as_json(points, clusters), 1044])["hues"])


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("palette", ["DAY", "NIGHT"])
def test_neighbourhoods_that_touch_are_told_apart(blank, coloured, palette, sight):
    colours = blank.evaluate("async (name) => (await import('/map/colours.js'))[name]", palette)
    pairs, hues = coloured
    least = min(apart(colours[hues[a]], colours[hues[b]], SIGHTS[sight]) for a, b in pairs)
    assert least >= LEAST_APART


@pytest.mark.parametrize("palette", ["DAY", "NIGHT"])
def test_neighbourhoods_that_touch_share_no_hue(blank, coloured, palette):
    colours = blank.evaluate("async (name) => (await import('/map/colours.js'))[name]", palette)
    pairs, hues = coloured
    hue = {id: np.arctan2(*oklab(linear(colours[of]))[:0:-1]) for id, of in hues.items()}
    turns = [abs((hue[a] - hue[b] + np.pi) % (2 * np.pi) - np.pi) for a, b in pairs]
    assert np.degrees(min(turns)) >= LEAST_TURN


@pytest.mark.parametrize(("palette", "ground"), [("DAY", "#ffffff"), ("NIGHT", "#1c2228")])
def test_a_neighbourhoods_colour_is_seen_on_the_ground(blank, palette, ground):
    weights = np.array([0.2126, 0.7152, 0.0722])
    for colour in blank.evaluate("async (name) => (await import('/map/colours.js'))[name]", palette):
        lighter, darker = sorted((linear(each) @ weights + 0.05 for each in (colour, ground)), reverse=True)
        assert lighter / darker >= 3
