"""Short links: followed as far as Spotify's own hosts and not one request further."""

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from outside_servers import Reply, ShortLinkServer

from shared.adapters.spotify_links import MOST_HOPS, SpotifyLinks
from shared.errors import InvalidInput, LimitReached, NotFound, Unavailable

SHORT = "https://spotify.link/hRkBrwub9xb"
TRACK = "https://open.spotify.com/track/11dFghVXANMlKmJXsNCbNl"


@pytest.fixture
def server() -> Iterator[ShortLinkServer]:
    with ShortLinkServer() as server:
        yield server


def resolve(server: ShortLinkServer, link: str = SHORT, **options) -> str:
    with server.session() as session:
        return SpotifyLinks(session, **options).resolve(link)


def lead(server: ShortLinkServer, *addresses: str) -> None:
    """Make each address redirect to the next."""
    for address, following in pairwise(addresses):
        server.places[address.partition("://")[2].partition("?")[0]] = following


def asked(server: ShortLinkServer) -> list[str]:
    return [f"{ask.method} {ask.host}{ask.path}" for ask in server.asked]


# Followed


def test_a_short_link_leads_to_its_track(server):
    lead(server, SHORT, TRACK)
    assert resolve(server) == TRACK


def test_it_may_lead_through_the_app_link(server):
    lead(server, SHORT, "https://spotify.app.link/hRkBrwub9xb?_p=1", f"{TRACK}?si=abc&_branch_match_id=7")
    assert resolve(server) == TRACK
    assert asked(server) == ["HEAD spotify.link/hRkBrwub9xb", "HEAD spotify.app.link/hRkBrwub9xb"]


def test_the_page_it_leads_to_is_not_asked_for(server):
    lead(server, SHORT, TRACK)
    resolve(server)
    assert asked(server) == ["HEAD spotify.link/hRkBrwub9xb"]


@pytest.mark.parametrize("kind", ["track", "playlist", "album", "artist", "episode", "show"])
def test_every_kind_of_link_is_given_plain(server, kind):
    lead(server, SHORT, f"https://open.spotify.com/intl-de/{kind}/{'a' * 22}?si=x#y")
    assert resolve(server) == f"https://open.spotify.com/{kind}/{'a' * 22}"


def test_a_redirect_may_be_relative(server):
    lead(server, SHORT, "/second", TRACK)
    server.places["spotify.link/second"] = TRACK
    assert resolve(server) == TRACK


def test_a_short_link_of_the_open_host_is_followed_too(server):
    lead(server, "https://open.spotify.com/s/2czejYu", TRACK)
    assert resolve(server, "https://open.spotify.com/s/2czejYu") == TRACK


def test_a_link_that_is_long_already_asks_nothing(server):
    assert resolve(server, f"{TRACK}?si=abc") == TRACK
    assert asked(server) == []


# Refused

ELSEWHERE = [
    "http://open.spotify.com/track/11dFghVXANMlKmJXsNCbNl",
    "http://spotify.link/x",
    "https://example.org/",
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://[::1",
    "https://169.254.169.254/computeMetadata/v1/",
    "https://2130706433/",
    "https://localhost/",
    "https://spotify.link.example.org/x",
    "https://evilspotify.link/x",
    "https://app.link/x",
    "https://other.app.link/x",
    "https://spotify.link@example.org/x",
    "https://spotify.link:secret@example.org/x",
    "https://spotify.link:8443/x",
    "https://spotify.link./x",
    "https://spotify.link\\@example.org/x",
    "https://example.org\\.spotify.link/x",
    "https://example.org#.spotify.link/x",
    "https://example.org/?https://spotify.link/x",
    "https://spotify。link/x",
    "https://ѕpotify.link/x",
    "//example.org/x",
    "ftp://spotify.link/x",
    "file:///etc/passwd",
    "spotify:track:11dFghVXANMlKmJXsNCbNl",
    "javascript:alert(1)",
    "data:text/html,x",
    "https:spotify.link/x",
    "https://spotify.link/x y",
    "https://spotify.link/x\ty",
    "https:/spotify.link/x",
    "",
]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_another_address_is_refused_without_a_request(server, address):
    with pytest.raises(InvalidInput, match="leads where we do not go"):
        resolve(server, address)
    assert asked(server) == []


@pytest.mark.parametrize("address", [address for address in ELSEWHERE if re.match(r"[a-z]*:?//[!-~]+$", address)])
def test_a_redirect_to_another_address_is_refused_without_a_request(server, address):
    lead(server, SHORT, address)
    with pytest.raises(InvalidInput, match="leads where we do not go"):
        resolve(server)
    assert asked(server) == ["HEAD spotify.link/hRkBrwub9xb"]


def test_a_redirect_is_refused_on_the_last_hop_too(server):
    lead(server, SHORT, "https://spotify.app.link/x", "//example.org/track/11dFghVXANMlKmJXsNCbNl")
    with pytest.raises(InvalidInput):
        resolve(server)
    assert len(server.asked) == 2


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(host=st.from_regex(r"[a-z0-9.@:\\/#?%\[\]-]{1,20}", fullmatch=True))
def test_nothing_but_the_three_hosts_is_ever_asked(server, host):
    for address in (f"https://{host}/x", f"https://spotify.link{host}/x", f"https://{host}spotify.link/x"):
        with suppress(InvalidInput, NotFound):
            resolve(server, address)
    assert {ask.host for ask in server.asked} <= {"spotify.link", "spotify.app.link", "open.spotify.com"}


# Ends


def test_a_chain_of_five_is_followed(server):
    lead(server, SHORT, *[f"https://spotify.link/{hop}" for hop in range(MOST_HOPS - 1)], TRACK)
    assert resolve(server) == TRACK


def test_a_chain_of_six_is_not(server):
    lead(server, SHORT, *[f"https://spotify.link/{hop}" for hop in range(MOST_HOPS)], TRACK)
    with pytest.raises(InvalidInput, match="too many others"):
        resolve(server)
    assert len(server.asked) == MOST_HOPS


def test_a_circle_is_left(server):
    lead(server, SHORT, SHORT)
    with pytest.raises(InvalidInput, match="too many others"):
        resolve(server)


@pytest.mark.parametrize(
    "reply", [Reply(b"<html>"), Reply(status=404), Reply(status=410), Reply(status=302)], ids=str
)
def test_a_link_without_a_redirect_leads_nowhere(server, reply):
    server.scripted.append(reply)
    with pytest.raises(NotFound, match="paste the long link"):
        resolve(server)


def test_a_body_is_never_asked_for(server):
    server.scripted.append(Reply(b"x" * 10_000_000, 200))
    with pytest.raises(NotFound):
        resolve(server)
    assert [ask.method for ask in server.asked] == ["HEAD"]


def test_no_cookie_is_sent_back(server):
    lead(server, SHORT, "https://spotify.link/second", TRACK)
    server.scripted.append(
        Reply(status=307, headers={"Location": "https://spotify.link/second", "Set-Cookie": "who=her; Path=/"})
    )
    assert resolve(server) == TRACK
    assert "Cookie" not in server.asked[-1].headers


def test_a_limit_says_how_long_to_wait(server):
    server.scripted.append(Reply(status=429, headers={"Retry-After": "60"}))
    with pytest.raises(LimitReached) as raised:
        resolve(server)
    assert raised.value.retry_after_seconds == 60


def test_a_service_that_fails_is_unavailable(server):
    server.scripted.append(Reply(status=503))
    with pytest.raises(Unavailable, match="503"):
        resolve(server)


def test_a_service_that_never_answers_is_given_up_on(server):
    server.scripted.append(Reply(stalls=True))
    with pytest.raises(Unavailable, match="too slow"):
        resolve(server, timeout_seconds=0.2)
