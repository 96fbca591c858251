"""Link previews by those who make them: each crawler's own user agent, for the page of a list and its pictures.

Bounds are what their documentation says, or what they were seen to read where it says nothing.
"""

import re
from urllib.parse import urlsplit

import pytest
from over_http import fetch
from shared_lists import keep, made_up, share, take_down
from signed_in import new_listener

CRAWLERS = {
    "Facebook": "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "X": "Twitterbot/1.0",
    "WhatsApp": "WhatsApp/2.23.20.0 A",
    "Telegram": "TelegramBot (like TwitterBot)",
    "Discord": "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
    "Slack": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "LinkedIn": "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
    "Snapchat": "Snap URL Preview Service; bot; snapchat; https://developers.snap.com/robots",
    "Pinterest": "Mozilla/5.0 (compatible; Pinterestbot/1.0; +http://www.pinterest.com/bot.html)",
    "Reddit": "Mozilla/5.0 (compatible; redditbot/1.0; +http://www.reddit.com/feedback)",
    "Mastodon": "Mastodon/4.4.0 (http.rb/5.2.0; +https://mastodon.social/) Bot",
    "Bluesky": "Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)",
}

FIRST_BYTES = 4_096
"""Within these are all tags but the songs'; Slack reads 32 kB by Range, others more."""

MOST_PICTURE_BYTES = 300_000
"""WhatsApp shows no larger picture."""

SITE = "http://127.0.0.1:8080"
LONG = "A name as long as those of some songs of which a live version was remastered in another year"


@pytest.fixture(params=CRAWLERS.values(), ids=CRAWLERS)
def crawl(request, local_cloud_url):
    """Fetches a path, or what is at an address of the site, as a crawler."""

    def crawl(path, method="GET", **headers):
        place = urlsplit(path)
        query = f"?{place.query}" if place.query else ""
        own = {"User-Agent": request.param, **{name.replace("_", "-"): value for name, value in headers.items()}}
        return fetch(f"{local_cloud_url}{place.path}{query}", headers=own, method=method)

    return crawl


@pytest.fixture(scope="module")
def id(records):
    """A list of a hundred songs with long names, so that its page is as large as pages are."""
    return keep(records, made_up(f"{LONG} “{LONG}”"[:160], [f"{LONG} {number}" for number in range(100)]))


def metas(html: str) -> dict[str, str]:
    """Return the tags of a page's beginning; the first of each name counts."""
    found = re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)"', html)
    return dict(reversed(found))


def test_a_crawler_finds_all_tags_in_the_first_kilobytes(crawl, id):
    answer = crawl(f"/s/{id}")
    found = metas(answer.body.encode()[:FIRST_BYTES].decode(errors="ignore"))
    assert answer.status == 200
    assert {"og:title", "og:description", "og:url", "og:image", "og:image:alt", "og:image:width"} <= found.keys()
    assert {"og:site_name", "og:type", "twitter:card", "twitter:image:alt", "theme-color"} <= found.keys()


def test_a_crawler_is_told_the_length_of_the_page(crawl, id):
    page, head = crawl(f"/s/{id}"), crawl(f"/s/{id}", "HEAD")
    assert head.status == 200
    assert page.headers["Content-Length"] == head.headers["Content-Length"] == str(len(page.body.encode()))


@pytest.mark.parametrize("path", ["", "/card.png"])
def test_a_range_is_answered_by_it_or_by_the_whole(crawl, id, path):
    whole, part = crawl(f"/s/{id}{path}"), crawl(f"/s/{id}{path}", Range="bytes=0-99")
    if part.status == 206:
        assert (part.body, part.headers["Content-Range"]) == (
            whole.body[:100],
            f"bytes 0-99/{whole.headers['Content-Length']}",
        )
    else:
        assert (part.status, part.body) == (200, whole.body)


@pytest.mark.parametrize("added", ["?fbclid=IwAR0", "?utm_source=x&igsh=1", "/"])
def test_what_a_crawler_adds_to_the_address_is_not_in_the_pages_own(crawl, id, added):
    answer = crawl(f"/s/{id}{added}")
    (canonical,) = re.findall(r'<link rel="canonical" href="([^"]+)">', answer.body)
    assert (answer.status, canonical, metas(answer.body)["og:url"]) == (200, f"{SITE}/s/{id}", f"{SITE}/s/{id}")


def test_a_crawler_gets_the_picture_that_the_page_names(crawl, id):
    told = metas(crawl(f"/s/{id}").body)
    picture = crawl(told["og:image"])
    assert told["og:image"].startswith(f"{SITE}/s/{id}/card-")
    assert (picture.status, picture.headers["Content-Type"]) == (200, told["og:image:type"])
    assert picture.headers["Content-Length"] == str(len(picture.body))
    assert len(picture.body) < MOST_PICTURE_BYTES


def test_a_crawler_that_comes_again_is_not_sent_the_picture_again(crawl, id):
    tag = crawl(f"/s/{id}/card.png").headers["ETag"]
    again = crawl(f"/s/{id}/card.png", If_None_Match=tag)
    assert (again.status, again.body) == (304, None)


def test_a_crawler_is_told_the_length_of_a_picture_that_was_drawn(crawl, id):
    picture, head = crawl(f"/s/{id}/card.png"), crawl(f"/s/{id}/card.png", "HEAD")
    assert (head.status, head.headers["Content-Length"]) == (200, str(len(picture.body)))


@pytest.fixture(scope="module")
def gone(local_cloud_url, embedded, known):
    listener = new_listener(local_cloud_url, embedded["SEGUE_SECRET"])
    search, _ = listener.list_of(*known[:3])
    id = share(listener, search)
    assert take_down(listener, id).status == 204
    return id


@pytest.mark.parametrize("path", ["", "/card.png", "/embed"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_list_that_was_taken_down_is_missing_for_a_crawler(crawl, gone, path, method):
    assert crawl(f"/s/{gone}{path}", method).status == 404


def test_a_crawler_is_not_sent_on(crawl, id):
    assert "Location" not in crawl(f"/s/{id}").headers
