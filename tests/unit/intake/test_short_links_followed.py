"""Short links in what was given: replaced by what is behind them, or reported with the reason."""

import pytest

from shared.adapters.memory_sources import MemoryShortLinks
from shared.errors import InvalidInput, LimitReached, NotFound, Unavailable
from shared.intake import read_text
from shared.intake.advice import with_short_links_reported
from shared.intake.short_links import with_short_links_followed

SHORT = "https://spotify.link/hRkBrwub9xb"
VALUE = "11dFghVXANMlKmJXsNCbNl"


def followed(text, known, refusal=None):
    return with_short_links_followed(read_text(text), MemoryShortLinks(known, refusal))


def test_a_link_to_a_track_is_that_track_under_the_given_source():
    (reference,) = followed(SHORT, {SHORT: f"https://open.spotify.com/track/{VALUE}"}).references
    assert (reference.source, reference.line, reference.track_id) == (SHORT, 1, f"spotify:track:{VALUE}")


def test_a_link_to_a_playlist_is_that_playlist():
    assert followed(SHORT, {SHORT: f"https://open.spotify.com/playlist/{VALUE}"}).playlist_ids == (VALUE,)


def test_a_link_to_an_album_is_reported_under_the_given_source():
    (line,) = followed(SHORT, {SHORT: f"https://open.spotify.com/album/{VALUE}"}).unread
    assert (line.source, line.why) == (SHORT, "this is an album; paste its songs instead")


@pytest.mark.parametrize(
    ("refusal", "why"),
    [
        (NotFound("x"), "this short link leads to nothing at Spotify; open it"),
        (InvalidInput("x"), "this short link leads to nothing at Spotify; open it"),
        (Unavailable("x"), "Spotify does not tell just now where this short link leads; open it"),
        (LimitReached("x"), "Spotify does not tell just now where this short link leads; open it"),
    ],
)
def test_a_link_that_is_not_followed_is_reported_with_the_cure(refusal, why):
    (line,) = followed(SHORT, {}, refusal).unread
    assert line.source == SHORT
    assert line.why == f"{why} and paste the long link that the address bar shows"


def test_of_twelve_links_two_are_reported_as_too_many():
    links = [f"https://spotify.app.link/{number}" for number in range(12)]
    given = followed(" ".join(links), dict.fromkeys(links, f"https://open.spotify.com/track/{VALUE}"))
    assert [line.source for line in given.unread] == links[10:]
    assert {line.why for line in given.unread} == {
        "only 10 short links are followed at once; send the rest by itself"
    }


def test_what_was_followed_is_not_reported_again():
    given = followed(SHORT, {SHORT: f"https://open.spotify.com/track/{VALUE}"})
    assert with_short_links_reported(given).unread == ()


def test_everything_else_stays():
    given = followed(f"Ann - Solo\n{SHORT}\n#", {SHORT: f"https://open.spotify.com/track/{VALUE}"})
    assert [each.line for each in given.references] == [1, 1]
    assert given.references[0].title == "Solo"
