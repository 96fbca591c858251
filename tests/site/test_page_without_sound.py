"""The first page of a deployment whose model knows the sound of few songs or of none."""

import pytest
from find_page import songs, uris, wait_for_other_songs
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

DIALS = ("Calm to energetic", "Dark to bright mood", "Slow to fast", "Electric to acoustic")


def answering(page, known):
    """Let answers know only these features."""

    def change(route):
        route.fulfill(json=route.fetch().json() | {"known_features": known})

    page.route("**/api/recommend", change)


def test_only_dials_for_known_features_are_shown(page, ask):
    answering(page, ["tempo", "loudness"])
    ask()
    for name in DIALS:
        expect(page.get_by_role("slider", name=name)).to_be_visible(visible=name == "Slow to fast")
    expect(page.get_by_role("slider", name="Familiar to adventurous")).to_be_visible()


def test_a_dial_that_was_moved_is_left_out_once_its_feature_is_no_longer_known(page, ask):
    ask()
    before = uris(page)
    page.get_by_role("slider", name="Calm to energetic").press("End")
    wait_for_other_songs(page, before)
    problem = {"type": "/problems/unknown-feature", "title": "Unknown feature", "status": 422, "detail": ""}
    page.route("**/api/recommend", lambda route: route.fulfill(status=422, json=problem), times=1)
    with page.expect_response(lambda response: response.ok and "recommend" in response.url) as answered:
        page.get_by_role("slider", name="Alike to diverse").press("End")
    assert answered.value.request.post_data_json["tune"]["targets"] == {}
    expect(songs(page)).to_have_count(10)
