"""Several playlists in one file, and several files, on the first page."""

import io
import json
import zipfile

import pytest
from accessibility import NOTHING, in_both_schemes
from find_page import box, chosen, find, songs
from playwright.sync_api import Locator, Page, expect
from watched_page import opened

pytestmark = pytest.mark.browser


@pytest.fixture
def archive(model) -> dict[str, object]:
    """A ZIP of two playlists, of three songs and of two."""
    tracks = model.tracks(range(5))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in (("Morning", tracks[:3]), ("Evening", tracks[3:])):
            archive.writestr(f"{name}.txt", "\n".join(f"{track.artist} - {track.name}" for track in part))
    return {"name": "mine.zip", "mimeType": "application/zip", "buffer": packed.getvalue()}


def text_file(name: str, track) -> dict[str, object]:
    return {"name": name, "mimeType": "text/plain", "buffer": f"{track.artist} - {track.name}".encode()}


def choices(page: Page) -> Locator:
    return page.get_by_role("list", name="Playlists").get_by_role("button")


def test_a_file_of_several_playlists_asks_which_and_a_click_chooses(page, archive):
    page.locator("#file").set_input_files(archive)
    expect(page.get_by_role("heading", name="Which playlist?")).to_be_focused()
    expect(choices(page)).to_have_text(["Morning3 songs", "Evening2 songs"])
    with page.expect_request("**/api/recommend") as asked:
        choices(page).nth(1).click()
    assert asked.value.post_data_json["part"] == "Evening"
    expect(page.locator("#found summary")).to_have_text("2 of 2 songs found")
    expect(choices(page)).to_have_count(0)


def test_another_playlist_of_the_file_can_be_chosen_later(page, archive):
    page.locator("#file").set_input_files(archive)
    choices(page).nth(1).click()
    expect(chosen(page)).to_have_text(["mine.zip×", "Playlist: Evening×"])
    page.get_by_role("button", name="Remove Playlist: Evening").click()
    choices(page).nth(0).click()
    expect(page.locator("#found summary")).to_have_text("3 of 3 songs found")


def test_a_file_that_is_taken_back_takes_its_choice_along(page, archive):
    page.locator("#file").set_input_files(archive)
    expect(choices(page)).to_have_count(2)
    page.get_by_role("button", name="Remove mine.zip").click()
    expect(choices(page)).to_have_count(0)


def test_a_pasted_text_of_several_playlists_asks_too(page, model):
    track = model.tracks([0])[0]
    song = {"trackName": track.name, "artistName": track.artist}
    lists = [{"name": name, "items": [{"track": song}]} for name in ("One", "Two")]
    box(page).fill(json.dumps({"playlists": lists}))
    find(page).click()
    choices(page).nth(0).click()
    expect(page.locator("#found summary")).to_have_text("1 of 1 song found")
    box(page).fill(f"{track.artist} - {track.name}")
    expect(chosen(page)).to_have_count(0)


def test_several_files_at_once_are_one_list(page, model):
    tracks = model.tracks(range(2))
    page.locator("#file").set_input_files([text_file(f"{place}.txt", each) for place, each in enumerate(tracks)])
    expect(chosen(page)).to_have_text(["0.txt×", "1.txt×"])
    expect(page.locator("#found summary")).to_have_text("2 of 2 songs found")


def test_a_file_of_the_same_name_takes_the_place_of_the_other(page, model):
    for track in model.tracks(range(2)):
        page.locator("#file").set_input_files(text_file("mine.txt", track))
        expect(page.locator("#found")).to_contain_text(track.name)
    expect(chosen(page)).to_have_text(["mine.txt×"])
    expect(page.locator("#found summary")).to_have_text("1 of 1 song found")


def test_more_files_than_a_request_takes_are_refused_with_what_helps(page, model):
    track = model.tracks([0])[0]
    page.locator("#file").set_input_files([text_file(f"{place}.txt", track) for place in range(21)])
    expect(page.get_by_role("alert")).to_contain_text("at most 20, or pack them as a ZIP")
    expect(chosen(page)).to_have_count(0)


def test_a_thumb_can_choose_and_nobody_is_kept_out(browser, own_host, local_cloud_url, archive):
    with opened(browser, own_host, viewport={"width": 390, "height": 844}) as page:
        page.goto(local_cloud_url)
        page.locator("#file").set_input_files(archive)
        expect(choices(page)).to_have_count(2)
        assert all(each.bounding_box()["height"] >= 44 for each in choices(page).all())
        assert in_both_schemes(page) == NOTHING
        choices(page).nth(1).press("Enter")
        expect(songs(page)).to_have_count(10)
