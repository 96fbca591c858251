"""The field of a list's name on the first page, and the names under which lists are saved."""

import json
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from exported import exported
from find_page import box, chosen, doors, find, saved, songs, suggestions
from playwright.sync_api import Locator, Page, expect
from watched_page import opened

pytestmark = pytest.mark.browser

NOTHING = "zzyzx qqq"
"""A name like nothing in the demo catalogue."""


def field(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Name of the list, if it has one")


def open_list(page: Page, name: str, lines: list[str]) -> None:
    """Open a file with a playlist of this name, and wait for the songs next to it."""
    content = "\n".join(["#EXTM3U", f"#PLAYLIST:{name}", *lines])
    file = {"name": f"{name}.m3u", "mimeType": "audio/x-mpegurl", "buffer": content.encode()}
    with page.expect_response("**/api/recommend"):
        page.locator("#file").set_input_files(file)
    expect(songs(page)).to_have_count(10)


def name_it(page: Page, title: str) -> dict[str, object]:
    """Type a name, and return the request that follows."""
    field(page).fill(title)
    with page.expect_response("**/api/recommend") as answered:
        field(page).blur()
    expect(page.locator("#answer")).to_have_attribute("aria-busy", "false")
    return answered.value.request.post_data_json


@pytest.fixture
def links(model) -> list[str]:
    return [track.id for track in model.tracks(range(3))]


def test_the_field_comes_with_a_list_and_not_while_a_song_is_typed(page, known_names):
    expect(find(page)).to_be_visible()
    expect(field(page)).to_be_hidden()
    box(page).press_sequentially(known_names[0].split(" - ")[1][:5])
    expect(suggestions(page).first).to_be_visible()
    expect(field(page)).to_be_hidden()
    box(page).fill("\n".join(known_names[:3]))
    expect(field(page)).to_be_visible()


def test_a_name_is_sent_as_the_title_and_draws_the_list_to_it(page, ask, model):
    ask()
    genre = model.tracks([0])[0].genres[0]
    assert name_it(page, f" {genre} ")["title"] == genre
    expect(field(page)).to_have_value(genre)
    expect(page.locator("#naming-hint")).to_be_empty()


def test_an_untouched_field_follows_the_file_and_is_not_sent(page, links):
    asked = []
    page.on("request", lambda request: asked.append((request.url, request.post_data or "")))
    open_list(page, "Late trains", links)
    expect(field(page)).to_have_value("Late trains")
    page.get_by_role("button", name="Remove Late trains.m3u").click()
    expect(field(page)).to_be_hidden()
    open_list(page, "Early trains", links)
    expect(field(page)).to_have_value("Early trains")
    sent = [json.loads(body) for url, body in asked if url.endswith("/api/recommend")]
    assert len(sent) == 2
    assert not any("title" in each for each in sent)


def test_the_name_that_was_typed_wins_over_a_file_s(page, ask, links):
    ask()
    name_it(page, "Mine")
    with page.expect_request("**/api/recommend") as asked:
        open_list(page, "Late trains", links)
    assert asked.value.post_data_json["title"] == "Mine"
    expect(field(page)).to_have_value("Mine")


def test_an_emptied_field_follows_the_file_again(page, links):
    open_list(page, "Late trains", links)
    name_it(page, "Mine")
    assert "title" not in name_it(page, "")
    expect(field(page)).to_have_value("Late trains")


def test_a_name_that_says_nothing_is_told_at_the_field_and_counts_as_no_song(page, ask):
    ask()
    name_it(page, NOTHING)
    expect(page.locator("#naming-hint")).to_contain_text("it only names your list")
    expect(page.locator("#found summary")).to_have_text("3 of 3 songs found")
    expect(page.get_by_role("button", name="Save what was not found")).to_have_count(0)


def test_a_name_goes_with_the_songs_it_named(page):
    doors(page).first.click()
    expect(songs(page)).to_have_count(10)
    name_it(page, "Mine")
    with page.expect_response("**/api/recommend"):
        doors(page).first.click()
    expect(field(page)).to_have_value("")
    expect(page.locator("#answer")).to_have_attribute("aria-busy", "false")
    for song in chosen(page).get_by_role("button").all()[::-1]:
        song.click()
    expect(field(page)).to_be_hidden()


def test_a_reload_keeps_the_name(page, ask):
    ask()
    name_it(page, "Mine")
    page.reload()
    expect(songs(page)).to_have_count(10)
    expect(field(page)).to_have_value("Mine")


def test_files_are_called_like_the_list_inside_and_out(page, ask):
    ask()
    name_it(page, "Rain/Sun: “Ünter” <us>")
    assert saved(page, "CSV")[0] == "Rain_Sun_ “Ünter” _us_.csv"
    assert json.loads(saved(page, "JSPF")[1])["playlist"]["title"] == "Rain/Sun: “Ünter” <us>"
    xspf = ElementTree.fromstring(saved(page, "XSPF")[1])
    assert xspf.findtext("{http://xspf.org/ns/0/}title") == "Rain/Sun: “Ünter” <us>"
    assert saved(page, "M3U")[1].decode().splitlines()[1] == "#PLAYLIST:Rain/Sun: “Ünter” <us>"


def test_a_list_is_saved_under_its_new_name_before_another_answer_has_it(page, ask):
    ask()
    page.route("**/api/recommend", lambda route: None)  # never answered
    field(page).fill("Mine")
    assert saved(page, "CSV")[0] == "Mine.csv"


@pytest.mark.parametrize(
    ("title", "file"),
    [
        ("...", "segue"),
        (".. hidden ", "hidden"),
        ("a\u202eb", "a_b"),
        ("😀" * 100, "😀" * 79 + "…"),
        (None, "segue"),
    ],
)
def test_the_name_of_a_file_is_one_everywhere(modules, title, file):
    made = "title => import('/find/list_name.js').then(({ fileNameOf }) => fileNameOf({ title }))"
    assert modules.evaluate(made, title) == file


@pytest.mark.parametrize(
    ("matched", "name"),
    [
        ([], "Songs that many people love"),
        ([("song", "A")], "Songs next to “A”"),
        ([("song", "A"), ("song", "B")], "Songs next to “A” and “B”"),
        ([("song", "A"), ("artist", "Ann"), ("artist", "Ann")], "Songs next to “A” and Ann"),
        ([("artist", "Rain"), ("song", "A"), ("song", "B"), ("song", "C")], "Songs next to Rain, “A” and 2 more"),
    ],
)
def test_a_list_without_a_name_is_called_after_what_it_was_made_from(modules, matched, name):
    made = "answer => import('/find/list_name.js').then(({ nameOf }) => nameOf(answer))"
    pieces = [{"kind": kind, "source": words, "name": words} for kind, words in matched]
    assert modules.evaluate(made, {"title": "", "matched": pieces}) == name


def test_a_name_of_several_lines_stays_on_its_line_of_an_m3u(modules):
    lines = exported(modules, "M3U", [], title="one\n#EXTINF:evil").decode().splitlines()
    assert lines == ["#EXTM3U", "#PLAYLIST:one #EXTINF:evil"]


def test_the_page_of_a_list_is_offered_its_name(page, ask):
    ask()
    name_it(page, "x" * 100)
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.get_by_role("dialog").get_by_label("A title, if you like")).to_have_value("x" * 80)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(390, 844), (1440, 900)])
def test_the_field_fits_every_screen_and_leaves_the_main_button_on_the_first(
    browser, local_cloud_url, size, scheme, known_names
):
    width, height = size
    seen = {"viewport": {"width": width, "height": height}, "color_scheme": scheme}
    with opened(browser, local_cloud_url.split("/")[2], **seen) as page:
        page.goto(local_cloud_url)
        box(page).fill("\n".join(known_names[:3]))
        expect(field(page)).to_be_visible()
        placed = [each.bounding_box() for each in (find(page), field(page))]
        assert all(each["y"] + each["height"] <= height for each in placed)
        find(page).click()
        expect(songs(page)).to_have_count(10)
        name_it(page, NOTHING)
        assert field(page).bounding_box()["height"] >= 44
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page).response["violations"]
        assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []
