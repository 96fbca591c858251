"""Songs of several kinds on the first page: they are named, and one kind can be chosen."""

import itertools
import json

import pytest
from find_page import box, find, songs, uris, wait_for_other_songs
from playwright.sync_api import Locator, Page, Route, expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def lines(model) -> list[str]:
    """Return six lines, three songs of each of two crowds."""
    catalogue = model.tracks(range(400))
    genres = {genre: [t for t in catalogue if t.genres[:1] == (genre,)] for t in catalogue for genre in t.genres}
    for one, other in itertools.combinations([tracks[:3] for tracks in genres.values() if len(tracks) >= 3], 2):
        crowds = model.crowds_of(model.indices_of([track.id for track in (*one, *other)]))
        if [crowd.size for crowd in crowds] == [3, 3]:
            return [f"{track.artist} - {track.name}" for crowd in crowds for track in model.tracks(crowd.seeds)]
    raise AssertionError("no two genres of the demo are crowds")


def kinds(page: Page) -> Locator:
    return page.get_by_role("group", name="Kinds of songs").get_by_role("button")


def ask(page: Page, lines: list[str]) -> None:
    box(page).fill("\n".join(lines))
    find(page).click()
    expect(songs(page)).to_have_count(10)


def test_two_kinds_of_songs_are_named_in_the_heading_and_as_choices(page, lines):
    ask(page, lines)
    expect(page.locator("#answer-title")).to_contain_text("Half ")
    expect(kinds(page)).to_have_count(3)
    expect(kinds(page).nth(0)).to_have_attribute("aria-pressed", "true")
    expect(kinds(page).nth(1)).to_contain_text("(3 songs)")


def test_songs_that_are_not_in_the_catalogue_are_counted_with_their_kind(page, lines):
    ask(page, [*lines[:3], *(f"{line.split(' - ')[0]} - Qqqq Wwww" for line in lines[3:])])
    expect(kinds(page)).to_have_count(3)
    expect(kinds(page).nth(2)).not_to_contain_text("(0 songs)")


def test_a_kind_named_by_several_artists_is_told_apart_from_the_next(page, lines):
    def by_artists(route: Route) -> None:
        real = route.fetch()
        body = real.json()
        for crowd, name in zip(body["crowds"], ("One, Two and more", "Three, Four and more"), strict=True):
            crowd["name"] = name
        route.fulfill(response=real, body=json.dumps(body))

    page.route("**/api/recommend", by_artists)
    ask(page, lines)
    expect(page.locator("#answer-title")).to_have_text("Half “One, Two and more”, half “Three, Four and more”")


def test_a_click_goes_on_one_kind_and_another_click_on_all_again(page, lines):
    ask(page, lines)
    both = uris(page)
    kinds(page).nth(2).click()
    wait_for_other_songs(page, both)
    expect(page.locator("#answer-title")).to_contain_text("Next to your ")
    expect(kinds(page).nth(2)).to_have_attribute("aria-pressed", "true")
    one = uris(page)
    kinds(page).nth(0).click()
    wait_for_other_songs(page, one)
    assert uris(page) == both


def test_songs_of_one_kind_have_no_choice(page, lines):
    ask(page, lines[:3])
    expect(kinds(page)).to_have_count(0)


def test_a_choice_is_of_the_songs_it_was_made_for(page, lines):
    ask(page, lines)
    kinds(page).nth(2).click()
    expect(page.locator("#answer-title")).to_contain_text("Next to your ")
    before = uris(page)
    ask(page, lines[:3])
    wait_for_other_songs(page, before)
    expect(page.locator("#problem")).to_be_hidden()


def test_where_the_songs_have_that_kind_no_more_all_of_them_are_answered(page, lines):
    refusal = {"type": "/problems/no-such-crowd", "title": "No such crowd", "status": 422, "detail": ""}

    def refused_once(route: Route) -> None:
        if "focus" not in route.request.post_data_json:
            return route.fallback()
        return route.fulfill(status=422, content_type="application/problem+json", body=json.dumps(refusal))

    ask(page, lines)
    both = uris(page)
    page.route("**/api/recommend", refused_once)
    kinds(page).nth(2).click()
    expect(kinds(page).nth(0)).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#problem")).to_be_hidden()
    assert uris(page) == both


def test_a_reload_keeps_the_choice(page, lines):
    ask(page, lines)
    kinds(page).nth(1).click()
    expect(kinds(page).nth(1)).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(kinds(page).nth(1)).to_have_attribute("aria-pressed", "true")


def test_kinds_of_one_name_are_no_choice(page, lines):
    def of_one_kind(route: Route) -> None:
        real = route.fetch()
        body = real.json()
        for crowd, song in zip(body["crowds"], ("Creep", "Karma Police"), strict=True):
            crowd["name"] = f"Permanent wave such as “{song}”"
        route.fulfill(response=real, body=json.dumps(body))

    page.route("**/api/recommend", of_one_kind)
    ask(page, lines)
    expect(page.locator("#answer-title")).to_contain_text("Next to these, in “")
    expect(kinds(page)).to_have_count(0)


@pytest.mark.parametrize("change", ["none fits", "three"])
def test_kinds_that_do_not_fit_the_songs_and_more_than_two_are_no_heading(page, lines, change):
    def changed(route: Route) -> None:
        real = route.fetch()
        body = real.json()
        body["crowds_fit"] = change != "none fits"
        body["crowds"] += [body["crowds"][0] | {"name": "Dub"}] * (change == "three")
        route.fulfill(response=real, body=json.dumps(body))

    page.route("**/api/recommend", changed)
    ask(page, lines)
    expect(page.locator("#answer-title")).to_contain_text("Next to these, in “")
    expect(kinds(page)).to_have_count(4 if change == "three" else 3)


def test_artists_who_were_asked_for_are_the_heading(page, model):
    names = list(dict.fromkeys(track.artist for track in model.tracks(range(40)) if "," not in track.artist))[:2]
    box(page).fill("\n".join(names))
    find(page).click()
    expect(songs(page)).to_have_count(10)
    expect(page.locator("#answer-title")).to_have_text(f"Next to {names[0]} and {names[1]}")
