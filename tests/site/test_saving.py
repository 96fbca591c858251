"""Saving a list: links to paste, and files for other programs and this page."""

import csv
import io
from itertools import cycle, islice

import pytest
from find_page import box, chosen, find, menu, saved, songs, uris
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def rename(page: Page, *names: str, artist: str = "") -> None:
    """Answer like the function, but with these names in turn, each for its artist, too, unless there is one."""

    def answer(route: Route) -> None:
        real = route.fetch()
        body = real.json()
        for song, name in zip(body["recommendations"], cycle(names), strict=False):
            song |= {"name": name, "artist": artist or name}
        route.fulfill(response=real, json=body)

    page.route("**/api/recommend", answer)


def test_a_csv_has_a_row_a_song_and_can_be_opened_here_again(page, ask):
    ask()
    name, content = saved(page, "CSV")
    rows = rows_of(content)
    assert name == "segue.csv"
    assert [row["uri"] for row in rows] == uris(page)
    assert all(row["why"] and row["link"].startswith("https://open.spotify.com/track/") for row in rows)
    page.locator("#file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    expect(chosen(page)).to_contain_text("segue.csv")
    expect(page.get_by_text("of 13 songs found")).to_be_visible()


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", '=cmd|"/c calc"!A1']


def test_no_cell_of_a_csv_is_a_formula(page, ask):
    rename(page, *FORMULAS)
    ask()
    _, content = saved(page, "CSV")
    harmless = [f"'{name}".replace("\t", " ") for name in islice(cycle(FORMULAS), 10)]
    assert [(row["title"], row["artist"]) for row in rows_of(content)] == [(name, name) for name in harmless]


def test_a_name_of_several_lines_stays_on_its_line(page, ask):
    rename(page, "one\nhttp://evil.example/\r\ntwo", artist="Somebody")
    ask()
    _, content = saved(page, "M3U")
    lines = content.decode().splitlines()
    assert len(lines) == 22
    assert lines[2] == "#EXTINF:-1,Somebody - one http://evil.example/ two"


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "\"'><script>alert(1)</script>",
    "</title></textarea><svg onload=alert(1)>",
    "javascript:alert(1)//",
    "x" * 10_000,
    "\u202eright to left\u202c שיר أغنية",
]


def test_names_are_shown_as_text_whatever_they_hold(page, ask):
    page.set_viewport_size({"width": 360, "height": 800})
    rename(page, *HOSTILE)
    ask()
    expect(songs(page).locator(".name")).to_have_text(list(islice(cycle(HOSTILE), 10)))
    for place in range(len(HOSTILE)):
        with page.expect_response("**/api/recommend"):
            menu(page, place).get_by_role("button", name="More like this").click()
        expect(page.locator("#answer")).to_have_attribute("aria-busy", "false")
    assert page.locator("#songs img, #songs script, #songs svg[onload]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("name", HOSTILE[:3], ids=["img", "script", "svg"])
def test_what_is_pasted_or_opened_is_shown_as_text(page, name):
    page.locator("#file").set_input_files(
        {"name": f"{name[:200]}.txt", "mimeType": "text/plain", "buffer": name.encode()}
    )
    box(page).fill(f"{name} - b\n{name} - c")
    find(page).click()
    expect(page.locator("#found li").first).to_be_visible()
    assert page.locator("main img:not([src^='/find/pictures/']), main script").count() == 0
