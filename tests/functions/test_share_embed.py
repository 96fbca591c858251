"""Embedding of a shared list: oEmbed 1.0, and the page for frames of other sites."""

import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from over_http import fetch
from shared_lists import HOSTILE, keep, made_up, take_down
from shared_lists import share as shared_by

SITE = "http://127.0.0.1:8080"


@pytest.fixture
def described(local_cloud_url):
    def described(url, **more):
        query = "&".join(f"{name}={quote(str(value), safe='')}" for name, value in {"url": url, **more}.items())
        return fetch(f"{local_cloud_url}/api/oembed?{query}")

    return described


@pytest.fixture
def listed(listener, known):
    return shared_by(listener, listener.list_of(*known[:3])[0], title="A long way home")


def test_a_list_is_described_as_oembed_has_it(described, listed):
    answer = described(f"{SITE}/s/{listed}", format="json")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/json")
    told = {name: value for name, value in answer.body.items() if name not in ("html", "thumbnail_url")}
    assert told == {
        "type": "rich",
        "version": "1.0",
        "title": "A long way home",
        "provider_name": "Segue",
        "provider_url": SITE,
        "width": 600,
        "height": 380,
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
        "cache_age": 300,
    }
    assert f'src="{SITE}/s/{listed}/embed"' in answer.body["html"]
    assert re.fullmatch(rf"{SITE}/s/{listed}/card-[0-9a-f]{{32}}\.png", answer.body["thumbnail_url"])


def test_any_site_may_ask_how_a_list_is_embedded(described, listed):
    assert described(f"{SITE}/s/{listed}").headers["Access-Control-Allow-Origin"] == "*"


def test_the_page_leads_to_its_description(local_cloud_url, listed):
    page = fetch(f"{local_cloud_url}/s/{listed}").body
    (href,) = re.findall(r'type="application/json\+oembed" href="([^"]+)"', page)
    found = urlsplit(unescape(href))
    assert found.path == "/api/oembed"
    assert parse_qs(found.query) == {"url": [f"{SITE}/s/{listed}"]}


WORDPRESS_READS_BYTES = 150 * 1024


def test_wordpress_finds_the_description_where_it_looks(local_cloud_url, records):
    songs = ["A name as long as the longest that anybody gave a song" * 3] * 100
    page = fetch(f"{local_cloud_url}/s/{keep(records, made_up('Title', songs))}").body
    assert "application/json+oembed" in page.encode()[:WORDPRESS_READS_BYTES].decode().partition("</head>")[0]


def test_what_wordpress_adds_to_the_request_is_no_obstacle(described, listed):
    answer = described(f"{SITE}/s/{listed}", maxwidth=600, maxheight=900, dnt=1, format="json")
    assert answer.status == 200


def test_wordpress_keeps_the_frame_whole_and_names_it(described, listed):
    """It takes one frame out of the code, and leaves it these attributes."""
    html = described(f"{SITE}/s/{listed}").body["html"]
    (frame,) = re.findall(r"<iframe [^>]*></iframe>", html)
    assert {"src", "width", "height", "title"} <= set(re.findall(r' (\w+)="', frame))


@pytest.mark.parametrize("ending", ["/", "?fbclid=1", "#x", "/embed"])
def test_an_address_is_known_whatever_was_added_to_it(described, listed, ending):
    assert described(f"{SITE}/s/{listed}{ending}").status == 200


@pytest.mark.parametrize(
    "url",
    [
        f"{SITE}/s/nobodys", f"{SITE}/", f"{SITE}/map.html", "https://elsewhere.example/s/x", "x", "http://[",
        "//s/x", f"{SITE}/s/", f"javascript:{SITE}/s/x", f"{SITE}/s/%2e%2e",
    ],
)  # fmt: skip
def test_an_address_of_no_list_is_not_found(described, url):
    assert described(url).status == 404


def test_a_list_that_was_taken_down_is_described_no_more(listener, described, listed):
    take_down(listener, listed)
    assert described(f"{SITE}/s/{listed}").status == 404


@pytest.mark.parametrize(("form", "status"), [("xml", 501), ("", 400), ("JSON", 400)])
def test_what_is_there_in_json_alone_is_said_so(described, listed, form, status):
    assert described(f"{SITE}/s/{listed}", format=form).status == status


@pytest.mark.parametrize("more", [{"maxwidth": "x"}, {"maxheight": -1}, {"maxwidth": 0}, {"maxwidth": "1e9"}])
def test_a_bound_that_is_none_is_refused(described, listed, more):
    assert described(f"{SITE}/s/{listed}", **more).status == 400


def test_without_an_address_it_is_said_what_is_missing(local_cloud_url):
    answer = fetch(f"{local_cloud_url}/api/oembed")
    assert (answer.status, answer.body["found"]) == (400, "none")


def test_frame_and_picture_keep_within_the_bounds(described, listed):
    small = described(f"{SITE}/s/{listed}", maxwidth=300, maxheight=200).body
    assert (small["width"], small["height"]) == (300, 200)
    assert 'width="300" height="200"' in small["html"]
    assert "thumbnail_url" not in small
    assert described(f"{SITE}/s/{listed}", maxwidth=5000).body["width"] == 600


def test_a_hostile_title_stays_within_the_frames_code(records, described):
    html = described(f"{SITE}/s/{keep(records, made_up(HOSTILE, ['One']))}").body["html"]
    assert html.count("<") == 2
    assert "<script" not in html


def policy_of(answer):
    return dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))


def test_the_embed_alone_may_be_framed_and_runs_no_script(local_cloud_url, listed):
    embed, page = (policy_of(fetch(f"{local_cloud_url}/s/{listed}{part}")) for part in ("/embed", ""))
    assert (embed["frame-ancestors"], page["frame-ancestors"]) == ("*", "'none'")
    assert embed["default-src"] == "'none'"
    assert embed["frame-src"] == "https://open.spotify.com/embed/"
    assert not {"script-src", "connect-src"} & embed.keys()


def test_the_embed_has_every_song_and_no_script(local_cloud_url, listed):
    html = fetch(f"{local_cloud_url}/s/{listed}/embed").body
    songs = fetch(f"{local_cloud_url}/s/{listed}/list.json").body["songs"]
    assert not [song for song in songs if song["name"] not in unescape(html)]
    assert "<script" not in html
    assert f'href="{songs[0]["listen"]["player"]}" target="player"' in html


def test_an_embed_without_a_player_has_links_and_no_frame(local_cloud_url, records):
    shared = made_up("Title", ["One"])
    elsewhere = replace(shared.songs[0], uri="musicbrainz:recording:00000000-0000-4000-8000-000000000000")
    html = fetch(f"{local_cloud_url}/s/{keep(records, replace(shared, songs=(elsewhere,)))}/embed").body
    assert "One" in html
    assert "<iframe" not in html
    assert "listenbrainz.org" in html


def test_the_embed_of_a_list_that_was_taken_down_says_so(listener, local_cloud_url, listed):
    take_down(listener, listed)
    answer = fetch(f"{local_cloud_url}/s/{listed}/embed")
    assert answer.status == 404
    assert "This list was taken down" in answer.body
    assert policy_of(answer)["frame-ancestors"] == "*"


def test_hostile_names_in_an_embed_are_text(local_cloud_url, records):
    html = fetch(f"{local_cloud_url}/s/{keep(records, made_up(HOSTILE, [HOSTILE]))}/embed").body
    assert "alert(1)" in html
    assert "<img src=x" not in html
