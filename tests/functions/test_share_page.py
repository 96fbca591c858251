"""The public page of a list, for link previews, browsers and caches."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from over_http import fetch
from shared_lists import HOSTILE, keep, made_up, share

VOID = {"meta", "link", "img", "br"}


class Page(HTMLParser):
    """The content of a page: tags with their attributes, text by tag, and whether tags are balanced."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if data.strip():
            self.texts.append((self._open[-1], data.strip()))

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]

    def said(self, tag):
        return [text for name, text in self.texts if name == tag]

    @property
    def metas(self):
        return {meta.get("property") or meta.get("name"): meta.get("content") for meta in self.all("meta")}


@pytest.fixture
def read(local_cloud_url):
    return lambda id: Page(fetch(f"{local_cloud_url}/s/{id}").body)


@pytest.fixture
def shared(listener, known):
    search, _ = listener.list_of(*known[:3])
    return share(listener, search, title="A long way home")


def test_a_link_preview_finds_all_it_shows(read, local_cloud_url, shared):
    metas = read(shared).metas
    url = f"http://127.0.0.1:8080/s/{shared}"
    songs = fetch(f"{local_cloud_url}/s/{shared}/list.json").body["songs"]
    told = f"“{songs[0]['name']}” by {songs[0]['artist']}, "
    assert (metas["og:type"], metas["og:url"], metas["og:title"]) == ("music.playlist", url, "A long way home")
    assert re.fullmatch(rf"{url}/card-[0-9a-f]{{32}}\.png", metas["og:image"])
    assert metas["twitter:card"] == "summary_large_image"
    assert f"{songs[0]['because'][0]}. {told}" in metas["og:description"]
    assert metas["og:description"].endswith(" and 7 more songs.")
    assert metas["og:image:alt"] == metas["twitter:image:alt"] == f"A long way home: {metas['og:description']}"


def test_a_preview_names_the_songs_of_a_playlist_by_where_they_are_heard(local_cloud_url, read, shared):
    songs = fetch(f"{local_cloud_url}/s/{shared}/list.json").body["songs"]
    metas = [meta for meta in read(shared).all("meta") if meta.get("property", "").startswith("music:")]
    assert [(meta["property"], meta["content"]) for meta in metas] == [
        ("music:song_count", "10"),
        *(("music:song", song["listen"]["links"][0]["url"]) for song in songs),
    ]


def test_the_list_is_described_as_structured_data(local_cloud_url, read, shared):
    songs = fetch(f"{local_cloud_url}/s/{shared}/list.json").body["songs"]
    page = read(shared)
    (playlist,) = map(json.loads, page.said("script"))
    described = {
        "@context": "https://schema.org",
        "@type": "MusicPlaylist",
        "name": "A long way home",
        "url": f"http://127.0.0.1:8080/s/{shared}",
        "numTracks": 10,
        "description": page.metas["og:description"],
        "image": page.metas["og:image"],
    }
    assert playlist.items() >= described.items()
    assert playlist["track"][0] == {
        "@type": "MusicRecording",
        "name": songs[0]["name"],
        "byArtist": {"@type": "MusicGroup", "name": songs[0]["artist"]},
        "url": songs[0]["listen"]["links"][0]["url"],
    }


def test_structured_data_ends_where_the_page_says(records, read):
    (playlist,) = map(json.loads, read(keep(records, made_up(HOSTILE, [HOSTILE]))).said("script"))
    assert (playlist["name"], playlist["track"][0]["name"]) == (HOSTILE, HOSTILE)


def test_songs_that_are_heard_nowhere_have_no_address(records, read):
    shared = made_up("Invented", ["One"])
    page = read(keep(records, replace(shared, songs=(replace(shared.songs[0], uri="demo:track:1", artist=""),))))
    (playlist,) = map(json.loads, page.said("script"))
    assert playlist["track"] == [{"@type": "MusicRecording", "name": "One"}]
    assert "music:song" not in page.metas


def test_the_previewed_picture_is_as_large_as_the_page_says(read, local_cloud_url, shared):
    metas = read(shared).metas
    png = fetch(local_cloud_url + urlsplit(metas["og:image"]).path).body
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (1200, 630)
    assert (metas["og:image:width"], metas["og:image:height"]) == ("1200", "630")
    assert metas["og:image:type"] == "image/png"


def test_the_page_says_its_own_address_and_keeps_out_of_search_engines(read, local_cloud_url, shared):
    page = read(shared)
    (canonical,) = [link["href"] for link in page.all("link") if link["rel"] == "canonical"]
    assert canonical == f"http://127.0.0.1:8080/s/{shared}"
    assert page.metas["robots"] == "noindex"
    assert fetch(f"{local_cloud_url}/s/{shared}").headers["X-Robots-Tag"] == "noindex"


def test_every_song_is_there_with_its_reasons_and_a_link(read, local_cloud_url, shared):
    page = read(shared)
    songs = fetch(f"{local_cloud_url}/s/{shared}/list.json").body["songs"]
    said = page.said("bdi")[-sum(2 + len(song["because"]) for song in songs) :]
    assert said == [text for song in songs for text in (song["name"], song["artist"], *song["because"])]
    links = [a["href"] for a in page.all("a") if a["href"].startswith("https:")]
    assert links == [f"https://open.spotify.com/track/{song['uri'][14:]}" for song in songs]


def test_a_visitor_can_start_from_the_list_and_take_its_pictures(read, shared):
    links = [a["href"] for a in read(shared).all("a")]
    assert f"/?from={shared}" in links
    assert f"/s/{shared}/card.png" in links
    assert f"/s/{shared}/story.png" in links


def test_what_the_page_loads_is_the_sites_own_and_there(read, local_cloud_url, shared):
    page = read(shared)
    loaded = [script["src"] for script in page.all("script") if "src" in script]
    loaded += [
        link["href"] for link in page.all("link") if link["rel"] in ("stylesheet", "icon", "apple-touch-icon")
    ]
    loaded += [image["src"] for image in page.all("img")]
    assert len(loaded) >= 5
    for path in loaded:
        assert path.startswith("/")
        assert fetch(local_cloud_url + path, method="HEAD").status == 200


def test_the_page_has_no_script_or_style_of_its_own_and_allows_none(read, local_cloud_url, shared):
    page = read(shared)
    assert [script.get("type") for script in page.all("script")] == ["module", "application/ld+json"]
    assert page.said("style") == []
    for _, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
    policy = fetch(f"{local_cloud_url}/s/{shared}").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_hostile_names_are_text_and_nothing_else(read, records):
    page = read(keep(records, made_up(HOSTILE, [HOSTILE, "plain"])))
    assert page.said("h1") == [HOSTILE]
    assert page.said("bdi")[:3] == [HOSTILE] * 3
    assert page.metas["og:title"] == HOSTILE
    assert [script.get("src", "") for script in page.all("script")] == ["/shared-list.js", ""]
    assert {image["src"] for image in page.all("img")} == {"/favicon.svg"}


def test_names_of_any_direction_stand_apart_from_what_is_around_them(read, records):
    page = read(keep(records, made_up("שיר", ["مرحبا", "plain"])))
    assert page.all("h1") == [{"dir": "auto"}]
    assert page.said("bdi") == ["مرحبا"] * 3 + ["plain"] * 3


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["One"], "Why “One”? One. “One” by One."),
        (["One", "Two"], "Why “One”? One. “One” by One and “Two” by Two."),
        (
            ["One", "Two", "Three", "Four"],
            "Why “One”? One. “One” by One, “Two” by Two, “Three” by Three and 1 more song.",
        ),
    ],
)
def test_a_preview_has_the_best_reason_and_names_the_first_songs_and_counts_the_others(read, records, names, said):
    assert read(keep(records, made_up("Title", names))).metas["og:description"] == said


def test_a_preview_without_reasons_names_songs_alone(read, records):
    shared = made_up("Title", ["One"])
    kept = keep(records, replace(shared, songs=(replace(shared.songs[0], because=()),)))
    assert read(kept).metas["og:description"] == "“One” by One."


def test_a_page_is_cached_briefly_since_it_may_be_taken_down(local_cloud_url, shared):
    assert fetch(f"{local_cloud_url}/s/{shared}").headers["Cache-Control"] == "public, max-age=60"
    assert fetch(f"{local_cloud_url}/s/{shared}/card.png").headers["Cache-Control"] == "public, max-age=300"


def test_the_page_of_no_list_leads_on(read):
    page = read("nobodys")
    assert page.said("h1") == ["This list was taken down, or never was"]
    assert "/" in [a["href"] for a in page.all("a")]


@pytest.mark.parametrize("part", ["", "/embed", "/list.json"])
def test_who_has_the_page_gets_304_until_it_changes(local_cloud_url, listener, known, part):
    search, _ = listener.list_of(*known[:2])
    id = share(listener, search)
    first = fetch(f"{local_cloud_url}/s/{id}{part}")
    had = {"If-None-Match": first.headers["ETag"]}
    again = fetch(f"{local_cloud_url}/s/{id}{part}", headers=had)
    assert (again.status, again.headers["Cache-Control"]) == (304, first.headers["Cache-Control"])
    listener.ask("share", search=search, title="Another name")
    assert fetch(f"{local_cloud_url}/s/{id}{part}", headers=had).status == 200
