"""Input on the first page, in a real browser with the real functions."""

import re

import pytest
from find_page import box, chosen, find, songs, suggestions
from people import sign_in_here
from playwright.sync_api import Route, expect

pytestmark = pytest.mark.browser

PLAYLIST = "https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M"
TRACK = "https://open.spotify.com/track/"


def open_file(page, name: str, content: str) -> None:
    file = {"name": name, "mimeType": "text/plain", "buffer": content.encode()}
    page.locator("#file").set_input_files(file)


def drop(page, name: str, content: str) -> None:
    """Drop a file onto the box, as from a folder."""
    held = page.evaluate_handle(
        """([name, content]) => {
            const held = new DataTransfer();
            held.items.add(new File([content], name));
            return held;
        }""",
        [name, content],
    )
    box(page).dispatch_event("drop", {"dataTransfer": held})


def test_a_pasted_playlist_is_answered_with_reasons(page, ask, known_names):
    ask("\n".join(known_names[:6]))
    expect(page.locator("#found summary")).to_have_text("6 of 6 songs found")
    reasons = page.locator(".card-line").all_inner_texts()
    assert reasons
    assert min(map(len, reasons)) > 10


def test_many_links_at_once_are_answered(page, ask, model):
    tracks = model.catalogue.tracks(range(5))
    ask("\n".join(TRACK + track.id for track in tracks))
    expect(page.locator("#found summary")).to_have_text("5 of 5 songs found")


def test_what_was_not_found_is_shown_with_why(page, ask, known_names):
    ask(f"{known_names[0]}\nqqqq wwww zzzz xxxx")
    expect(page.locator("#found summary")).to_have_text("1 of 2 songs found")
    expect(page.locator("#found li").first).to_contain_text("qqqq wwww zzzz xxxx")


def test_an_unknown_song_is_shown_with_the_songs_that_stand_for_it(page, ask, model):
    artist = model.tracks([0])[0].artist
    ask(f"{artist} - qqqq wwww")
    expect(page.locator("#found summary")).to_have_text("0 of 1 song found")
    expect(page.locator("#found li")).to_have_count(1)
    expect(page.locator("#found li")).to_contain_text("this song is not in our catalogue; we go on with")


@pytest.mark.parametrize(
    ("name", "lines", "found"),
    [
        ("mine.csv", ["Track Name,Artist Name(s)", *['"{title}","{artist}"'] * 3], "3 of 3 songs found"),
        ("mine.m3u", ["#EXTM3U", *["#EXTINF:1,{artist} - {title}\n{title}.mp3"] * 3], "3 of 3 songs found"),
        (
            "mine.json",
            ['[{{"track_uri": "{uri}", "track_name": "{title}", "artist_name": "{artist}"}}]'],
            "1 of 1 song found",
        ),
        ("mine.txt", ["{artist} - {title}"] * 3, "3 of 3 songs found"),
    ],
)
@pytest.mark.parametrize("give", [open_file, drop])
def test_a_file_is_answered_whether_opened_or_dropped(page, model, give, name, lines, found):
    tracks = model.catalogue.tracks(range(len(lines)))
    content = "\n".join(
        line.format(title=track.name, artist=track.artist, uri=track.id)
        for line, track in zip(lines, tracks, strict=True)
    )
    give(page, name, content)
    expect(songs(page)).to_have_count(10)
    expect(chosen(page)).to_contain_text(name)
    expect(page.locator("#found summary")).to_have_text(found)


def test_a_file_over_the_limit_is_not_sent(page, tmp_path):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    # From disk, as listeners open it: its content would go to the browser as text.
    large = tmp_path / "large.txt"
    large.write_bytes(b"x" * (20 * 1024 * 1024 + 1))
    page.locator("#file").set_input_files(large)
    expect(page.get_by_role("alert")).to_contain_text("large.txt is too large")
    assert not any("recommend" in url for url in asked)


def test_a_file_that_is_no_playlist_is_refused_with_what_helps(page):
    open_file(page, "picture.txt", "\x00\x01\x02")
    expect(page.get_by_role("alert")).to_contain_text("export the playlist as CSV")


def test_a_playlist_nobody_can_read_gets_three_steps_with_pictures(page):
    box(page).fill(PLAYLIST)
    find(page).click()
    expect(page.get_by_role("alert")).to_contain_text("cannot read this playlist")
    steps = page.get_by_role("region", name="How to bring a playlist")
    expect(steps.get_by_role("listitem")).to_have_count(3)
    expect(steps).to_contain_text("Ctrl-A, then Ctrl-C")
    expect(steps.get_by_role("link", name="exportify.net")).to_be_visible()
    for picture in steps.get_by_role("img").all():
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    expect(page.locator("#answer")).to_be_hidden()


def test_a_playlist_among_songs_gets_the_steps_beside_the_answer(page, ask, known_names):
    ask(f"{known_names[0]}\n{PLAYLIST}")
    expect(page.get_by_role("region", name="How to bring a playlist")).to_be_visible()
    ask(known_names[0])
    expect(page.get_by_role("region", name="How to bring a playlist")).to_be_hidden()


def test_songs_nobody_knows_give_a_kind_word_and_what_is_popular(page, ask):
    ask("spotify:track:" + "0" * 22)
    expect(page.locator("#fallback")).to_contain_text("popular")


def test_nothing_given_is_said_at_once(page):
    find(page).click()
    expect(page.get_by_role("alert")).to_contain_text("nothing to go on")
    expect(box(page)).to_be_focused()


def test_a_chosen_song_can_be_taken_back(page, known_names):
    box(page).press_sequentially(known_names[0].split(" - ")[1])
    suggestions(page).first.click()
    expect(chosen(page)).to_have_count(1)
    page.get_by_role("button", name=re.compile("^Remove ")).click()
    expect(chosen(page)).to_have_count(0)
    expect(box(page)).to_be_focused()


def test_an_answer_to_songs_that_were_taken_back_is_waited_for_no_more(page, known_names):
    waiting: list[Route] = []

    def keep(route: Route) -> None:
        waiting.append(route)

    page.route("**/api/recommend", keep)
    box(page).press_sequentially(known_names[0].split(" - ")[1])
    suggestions(page).first.click()
    find(page).click()
    expect(page.locator("#answer")).to_have_attribute("aria-busy", "true")
    page.get_by_role("button", name=re.compile("^Remove ")).click()
    expect(page.locator("#answer")).to_be_hidden()
    waiting[-1].continue_()
    expect(box(page)).to_be_focused()
    expect(page.locator("#answer")).to_be_hidden()


def test_learning_is_offered_to_the_signed_in_alone_and_others_are_asked_to_sign_in(page, known_names):
    learn = page.get_by_role("checkbox", name="Segue may learn")
    for _ in range(2):  # nobody, then a visitor
        expect(learn).to_be_hidden()
        box(page).fill("\n".join(known_names[:3]))
        page.get_by_role("link", name="Sign in", exact=True).click(trial=True)
        with page.expect_request("**/api/recommend") as asked:
            find(page).click()
        assert "share" not in asked.value.post_data_json
        expect(songs(page)).to_have_count(10)
        page.reload()


def test_a_playlist_that_was_not_shared_is_said_to_be_with_the_reason(page, ask):
    because = "20 playlists of yours were shared today: share it again tomorrow"

    def refuse(route):
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "shared": {"kept": False, "because": because}})

    page.route("**/api/recommend", refuse)
    ask()
    expect(page.locator("#shared")).to_have_text(f"Segue does not learn from this: {because}.")


def test_signing_out_in_another_tab_takes_the_offer_back(page, local_cloud_url, embedded):
    sign_in_here(page, local_cloud_url, embedded)
    learn = page.get_by_role("checkbox", name="Segue may learn")
    learn.check()
    box(page).fill("one\ntwo")
    with page.context.new_page() as other:
        other.goto(f"{local_cloud_url}/privacy.html")
        other.evaluate("localStorage.removeItem('segue.token')")
    expect(learn).to_be_hidden()
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()


def test_nothing_is_learned_from_what_is_given_unless_the_signed_in_listener_says_so(
    page, known_names, local_cloud_url, embedded
):
    sign_in_here(page, local_cloud_url, embedded)
    learn = page.get_by_role("checkbox", name="Segue may learn from this playlist")
    expect(learn).not_to_be_checked()
    for agreed in (None, True):
        box(page).fill("\n".join(known_names[:3]))
        with page.expect_request("**/api/recommend") as asked:
            find(page).click()
        assert asked.value.post_data_json.get("share") is agreed
        expect(songs(page)).to_have_count(10)
        learn.check()
    expect(page.locator("#shared")).to_contain_text("Thank you")


def test_one_song_in_the_address_is_one_to_start_from(page, local_cloud_url, model):
    track = model.catalogue.tracks([3])[0]
    page.goto(f"{local_cloud_url}/?track={track.id}")
    expect(songs(page)).to_have_count(10)
    expect(page.locator("#found")).to_contain_text(track.name)
    assert page.url == f"{local_cloud_url}/"
