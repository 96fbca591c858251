"""A digest as a mail: titles are escaped in HTML and plain text, and the links resolve."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from weekly_mail import MONDAY_NOON, SECRET, SITE

from shared.digest.digest import Digest, Song
from shared.digest.rendering import Rendering, one_line, subject_of
from shared.domain.track import Track
from shared.records.sent_digests import RATE, SentDigest, SentSong
from shared.web.addresses import Addresses
from shared.web.tokens import Tokens

DUE = datetime(2026, 11, 23, 12, tzinfo=UTC)
NASTY = [
    "<script>alert(1)</script>",
    "</td></table><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }} {% raw %}",
    '" onmouseover="alert(1)',
    "Tom & Jerry’s “Best”",
    "🎷🫶🏽 Señorita 👩‍👩‍👧",
    "أغنية الصباح",
    "שיר לשלום",
    "evil \u202egnos\u202c title",
    "two\r\nBcc: everyone@mail.example\r\nlines",
    "x" * 400,
]


def track(name, place=0):
    return Track(f"spotify:track:{place:022d}", name, "Artist & Co <b>")


def made(names, seeds=("Seed One", "Seed Two")):
    songs = tuple(Song(track(name, place), f"On 3 playlists with “{name}”") for place, name in enumerate(names))
    return Digest(
        model="v1",
        cluster=1,
        seeds=tuple(track(name) for name in seeds),
        songs=songs,
        why=f"Because you searched for “{seeds[0]}” lately.",
    )


API = "https://api.example"


def written(digest, postal_address="Segue & Sons, 1 Song Street"):
    rendering = Rendering(
        addresses=Addresses(SITE, API), postal_address=postal_address, tokens=lambda: Tokens(SECRET)
    )
    songs = tuple(SentSong(song.track.id, song.track.title) for song in digest.songs)
    return rendering.write(digest, SentDigest("ada", DUE, DUE, songs), MONDAY_NOON, "ada@mail.example")


class Parsed(HTMLParser):
    """The HTML as a mail client parses it."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.links, self.texts = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_data(self, data):
        self.texts.append(data)

    @property
    def text(self):
        return " ".join(self.texts)


@pytest.mark.parametrize("name", NASTY)
def test_a_title_is_text_whatever_it_holds(name):
    parsed, plain = Parsed(written(made([name])).html), Parsed(written(made(["plain"])).html)
    assert name.split("\r")[0] in parsed.text
    assert [tag for tag, _ in parsed.tags] == [tag for tag, _ in plain.tags]
    assert not [value for _, attrs in parsed.tags for key, value in attrs.items() if key.startswith("on")]


@pytest.mark.parametrize("name", NASTY)
def test_the_plain_text_says_the_same_in_lines_of_ours(name):
    text = written(made([name])).text
    assert one_line(name) in one_line(text)
    assert [line for line in text.splitlines() if line.startswith(("Bcc:", "From:", "-- "))] == ["-- "]


@pytest.mark.parametrize("name", NASTY)
def test_a_subject_is_one_line_of_a_bounded_length(name):
    subject = subject_of(made(["x"] * 10, seeds=(name, name)))
    assert subject.startswith("Ten songs to go with “")
    assert len(subject) < 180
    assert subject.isprintable() or "\u200d" in subject


@pytest.mark.parametrize(
    ("count", "seeds", "subject"),
    [
        (10, ("A", "B", "C"), "Ten songs to go with “A” and “B”"),
        (1, ("A",), "One song to go with “A”"),
        (3, ("A",), "Three songs to go with “A”"),
    ],
)
def test_a_subject_says_what_is_inside(count, seeds, subject):
    assert subject_of(made(["x"] * count, seeds)) == subject


def test_titles_have_the_direction_of_their_own_script():
    parsed = Parsed(written(made(["أغنية"])).html)
    named = [attrs for tag, attrs in parsed.tags if tag == "div" and "font-weight:600" in attrs.get("style", "")]
    assert [attrs["dir"] for attrs in named] == ["auto"]


def test_a_mail_loads_nothing_and_runs_nothing():
    parsed = Parsed(written(made(NASTY[:10])).html)
    tags = {tag for tag, _ in parsed.tags}
    assert not tags & {"script", "link", "iframe", "object", "form", "video", "audio"}
    assert all(attrs.get("alt") is not None for tag, attrs in parsed.tags if tag == "img")
    assert not [attrs for _, attrs in parsed.tags if "src" in attrs]
    assert "url(" not in written(made(NASTY[:10])).html


def test_a_mail_is_far_below_what_clients_cut_off_even_with_the_longest_titles():
    assert len(written(made(["x" * 400] * 10)).html.encode()) < 100_000


def test_every_layout_table_says_that_it_is_one():
    parsed = Parsed(written(made(["x"] * 10)).html)
    assert {attrs.get("role") for tag, attrs in parsed.tags if tag == "table"} == {"presentation"}


def test_every_link_leads_to_spotify_or_the_site():
    mail = written(made(["x"] * 10))
    for link in [*Parsed(mail.html).links, *re.findall(r"https?://\S+", mail.text)]:
        assert link.startswith((f"{SITE}/", f"{API}/api/", "https://open.spotify.com/track/"))


def test_each_song_can_be_opened_loved_and_hated():
    digest = made(["a", "b"])
    links = Parsed(written(digest).html).links
    for song in digest.songs:
        assert f"https://open.spotify.com/track/{song.track.id[-22:]}" in links
    rating = [parse_qs(urlsplit(link).query) for link in links if "/api/feedback/mailed?" in link]
    assert [(each["track"][0][-1], each["opinion"][0]) for each in rating] == [
        ("0", "love"),
        ("0", "hate"),
        ("1", "love"),
        ("1", "hate"),
    ]
    assert {Tokens(SECRET).read(RATE, each["token"][0], 60) for each in rating} == {"ada.20261123T120000"}


def test_the_footer_says_who_when_where_and_how_to_end_it():
    mail = written(made(["a"]))
    for text in (Parsed(mail.html).text, mail.text):
        assert "every Monday at 12:00 (UTC)" in text
        assert "Segue & Sons, 1 Song Street" in text
    assert mail.unsubscribe_url.startswith(f"{API}/api/account/unsubscribe?token=")
    assert mail.unsubscribe_url in Parsed(mail.html).links
    assert mail.unsubscribe_url in mail.text


@pytest.mark.parametrize(
    ("names", "line"),
    [
        (["a"], "“a”, each with the reason."),
        (["a", "b", "c", "d", "e"], "“a”, “b”, “c” and 2 more, each with the reason."),
    ],
    ids=["one", "five"],
)
def test_the_preview_line_of_an_inbox_names_songs_which_the_mail_does_not_say_again(names, line):
    html = written(made(names)).html
    hidden = re.search(r'<div dir="auto" style="display:none[^>]*>(.*?)</div>', html)
    assert hidden[1] == line


def test_the_plain_text_has_no_line_that_is_too_long_to_quote_but_addresses():
    lines = written(made(NASTY[:5] * 2)).text.splitlines()
    assert [line for line in lines if len(line) > 76 and not line.strip().startswith("http")] == []


def test_the_plain_text_is_prose_with_one_address_to_rate_at():
    text = written(made(["a"] * 10)).text
    assert sum("/api/feedback/mailed?" in line for line in text.splitlines()) == 1
    assert len(text) < 2_500


def test_the_plain_text_ends_with_a_signature_that_readers_know():
    assert "\n-- \nYou get this every Monday" in written(made(["a"])).text


def test_what_a_link_is_called_begins_with_the_words_it_shows():
    html = written(made(["Room 45"])).html
    assert "aria-label" not in html
    for words in ("Open in Spotify", "Love it", "Not for me"):
        assert re.search(rf"{words}<span style=\"[^\"]*\"> <bdi>Room 45</bdi></span>", html)


def test_outlook_gets_a_table_as_wide_as_the_mail_and_buttons_with_room():
    html = written(made(["a"])).html
    assert html.count("<!--[if mso]>") == html.count("<![endif]-->")
    assert '<!--[if mso]><table role="presentation" width="600"' in html
    buttons = re.findall(r'<a class="(?:main|more)[^"]*" href="[^"]+" style="display:inline-block[^>]*>', html)
    assert len(buttons) == 4
    assert all("mso-padding-alt:0" in button for button in buttons)


def test_the_address_is_nowhere_but_in_the_envelope():
    mail = written(made(["a"]))
    assert "ada@mail.example" not in mail.html + mail.text + mail.subject + repr(mail)


def test_one_button_plays_all_where_the_mail_is_known_by_its_token():
    mail = written(made(["x"] * 10))
    (link,) = {link for link in Parsed(mail.html).links if "/week.html" in link}
    assert link in mail.text
    token = link.removeprefix(f"{SITE}/week.html#mail=")
    assert Tokens(SECRET).read(RATE, token, 60) == SentDigest("ada", DUE, DUE, ()).key


def test_each_song_has_a_tile_with_its_initial():
    parsed = Parsed(written(made(["Heroes", "“Yes”", "…", "ölig"])).html)
    tiles = [attrs for tag, attrs in parsed.tags if tag == "td" and "tile" in attrs.get("class", "")]
    assert [text for text in parsed.texts if text in {"H", "Y", "♪", "Ö"}] == ["H", "Y", "♪", "Ö"]
    assert all("background:#" in attrs["style"] and attrs["aria-hidden"] == "true" for attrs in tiles)
