"""The weekly mail, and the page of its rating links, as a client renders them: light and dark, narrow and wide."""

from datetime import UTC, datetime
from http import HTTPStatus
from itertools import chain

import pytest
from digest_pictures import SCHEMES, WIDTHS, opened
from weekly_mail import MONDAY_NOON, SECRET, SITE

from functions.account.mails import Mails
from functions.account.pages import asking_page, back_page, ended_page, nothing_page, paused_page
from functions.feedback.page import asking, choosing, refusing, thanking
from shared.digest.digest import Digest, Song
from shared.digest.rendering import Rendering
from shared.domain.rating import Opinion
from shared.domain.subscription import State, Subscription
from shared.domain.track import Track
from shared.model.colours import PALETTE
from shared.records.sent_digests import SentDigest
from shared.web.addresses import Addresses
from shared.web.tokens import Tokens

pytestmark = pytest.mark.browser

NAMES = [
    "Paper Lanterns in June",
    "أغنية الصباح الطويلة",
    "🎷 Señorita",
    "<script>alert(1)</script>",
    "x" * 120,
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
    "שיר",
    "A title of very many words that goes on and on, as those of some live recordings from the seventies do",
    "",
    "7",
]

CONTRASTS = """
() => {
  const channels = text => text.match(/[\\d.]+/g).map(Number);
  const light = rgb => {
    const [r, g, b] = rgb.map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const [r, g, b, a = 1] = channels(getComputedStyle(at).backgroundColor);
      if (a > 0) return [r, g, b];
    }
    return matchMedia('(prefers-color-scheme: dark)').matches ? [0, 0, 0] : [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !element.getClientRects().length) continue;
    const a = light(channels(getComputedStyle(element).color).slice(0, 3)), b = light(ground(element));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    found.push([walker.currentNode.textContent.trim().slice(0, 40), ratio]);
  }
  return found;
}
"""


def digest():
    tracks = [Track(f"spotify:track:{place:022d}", name, f"Artist {name}") for place, name in enumerate(NAMES)]
    made = Digest(
        model="v1",
        cluster=None,
        seeds=tuple(tracks[:2]),
        songs=tuple(
            Song(track, f"On 1,203 playlists with “{track.name}”", colours)
            for track, colours in zip(tracks, chain([None], PALETTE), strict=False)
        ),
        why=f"Because you searched for “{NAMES[1]}” and “{NAMES[4]}” lately.",
    )
    rendering = Rendering(
        addresses=Addresses.on(SITE), postal_address="Segue, 1 Song Street, Tune", tokens=lambda: Tokens(SECRET)
    )
    due = datetime(2026, 11, 23, 12, tzinfo=UTC)
    return rendering.write(made, SentDigest("ada", due, due, ()), MONDAY_NOON, "ada@mail.example").html


SUBSCRIPTION = Subscription("ada", State.ACTIVE, MONDAY_NOON, datetime(2026, 12, 28, 12, tzinfo=UTC))


def account_mail():
    mails = Mails(site_url=SITE, postal_address="Segue, 1 Song Street, Tune")
    return mails.sign_in("ada@mail.example", "17", "a" * 150, "123456").html


SHOWN = {
    "digest": digest,
    "choosing": lambda: choosing([(name, "?track=1") for name in NAMES]).get_data(as_text=True),
    "unsubscribe": lambda: asking_page(SITE).get_data(as_text=True),
    "unsubscribed": lambda: ended_page("a token").get_data(as_text=True),
    "paused": lambda: paused_page(SUBSCRIPTION).get_data(as_text=True),
    "back": lambda: back_page(SUBSCRIPTION).get_data(as_text=True),
    "no mail": lambda: nothing_page(SITE).get_data(as_text=True),
    "asking": lambda: asking(NAMES[4], "hate").get_data(as_text=True),
    "thanking": lambda: thanking(NAMES[1], Opinion.LOVE).get_data(as_text=True),
    "refusing": lambda: refusing("This token is not valid", HTTPStatus.UNAUTHORIZED).get_data(as_text=True),
}


@pytest.fixture(params=[(scheme, width) for scheme in SCHEMES for width in WIDTHS], ids=str)
def surroundings(request):
    return request.param


@pytest.fixture(params=list(SHOWN))
def shown(request, browser, surroundings):
    with opened(browser, SHOWN[request.param](), *surroundings) as page:
        yield page


def test_nothing_is_wider_than_the_window(shown, surroundings):
    assert shown.evaluate("document.documentElement.scrollWidth") <= surroundings[1]


def test_every_text_stands_out_from_its_ground(shown):
    contrasts = shown.evaluate(CONTRASTS)
    assert len(contrasts) >= 2
    assert [text for text, ratio in contrasts if ratio < 4.5] == []


def test_every_picture_says_what_it_shows_and_nothing_is_fetched(shown):
    assert shown.locator("img:not([alt])").count() == 0
    assert shown.evaluate("performance.getEntriesByType('resource').length") == 0


def test_the_colours_follow_those_of_the_client(shown, surroundings):
    ground = shown.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(244, 242, 238)", "dark": "rgb(20, 24, 28)"}[surroundings[0]]


def test_buttons_are_large_enough_for_a_thumb(browser, surroundings):
    with opened(browser, digest(), *surroundings) as page:
        heights = page.locator("a.button").evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
    assert len(heights) == 30
    assert min(heights) >= 32


def test_a_phone_shows_the_buttons_of_a_song_in_one_row(browser):
    with opened(browser, digest(), "light", 360) as page:
        tops = page.locator("a.button").evaluate_all("all => all.map(e => e.getBoundingClientRect().top)")
    assert tops[0] == tops[1] == tops[2]


def test_a_mail_is_a_column_of_600_pixels_in_a_wide_window(browser):
    with opened(browser, digest(), "light", 1440) as page:
        assert page.locator("table table").first.evaluate("e => e.getBoundingClientRect().width") == 600


def test_a_reader_of_the_screen_hears_the_words_that_are_seen_and_then_the_song(browser):
    with opened(browser, digest(), "light", 390) as page:
        assert page.get_by_role("link", name=f"Love it {NAMES[0]}", exact=True).count() == 1


@pytest.mark.parametrize(("scheme", "width"), [(scheme, width) for scheme in SCHEMES for width in WIDTHS])
def test_a_mail_to_sign_in_fits_and_can_be_read(browser, scheme, width):
    with opened(browser, account_mail(), scheme, width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert [text for text, ratio in page.evaluate(CONTRASTS) if ratio < 4.5] == []
