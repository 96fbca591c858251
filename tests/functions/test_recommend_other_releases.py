"""Unknown Spotify ids and short links as input of `recommend`: what is matched, told, stored and shared."""

from collections.abc import Callable

import msgspec
import pytest
from outside_servers import Reply, ShortLinkServer
from served_model import Served
from spotify_server import CLIENT_ID, CLIENT_SECRET, SpotifyServer, limit

from functions.recommend.contract import RecommendRequest
from functions.recommend.handler import Recommend
from functions.recommend.inputs import Services
from ops.local.cloud import load_function
from shared.adapters.memory import MemoryBus, MemoryRecords
from shared.adapters.spotify_links import SpotifyLinks
from shared.adapters.spotify_names import SpotifyNames
from shared.domain.named_song import NamedSong
from shared.messaging.outbox import StoreThenPublish
from shared.messaging.playlist_message import PlaylistMessage
from shared.messaging.topics import PLAYLISTS

OTHER = "spotify:track:" + "9" * 22
SHORT = "https://spotify.link/hRkBrwub9xb"


@pytest.fixture
def spotify(model):
    """Spotify, where another release of the most popular song has the id OTHER."""
    with SpotifyServer() as server:
        track = model.tracks([0])[0]
        server.known[OTHER] = NamedSong(track.name, track.artist)
        yield server


@pytest.fixture
def links(model):
    """Short links, of which SHORT leads to the most popular song."""
    with ShortLinkServer() as server:
        value = model.tracks([0])[0].id.rpartition(":")[2]
        server.places["spotify.link/hRkBrwub9xb"] = f"https://open.spotify.com/track/{value}?si=x"
        yield server


@pytest.fixture
def bus():
    return MemoryBus()


@pytest.fixture
def recommend(model, spotify, links, bus, clock) -> Callable[..., object]:
    records = MemoryRecords(clock)
    services = Services(
        names=SpotifyNames(CLIENT_ID, CLIENT_SECRET, spotify.url), short_links=SpotifyLinks(links.session())
    )
    outbox = StoreThenPublish(records, lambda: bus)
    use_case = Recommend(Served(model), records, outbox, lambda: bus, services, now=clock, new_id=lambda: "s1")
    return lambda **request: use_case.answer(RecommendRequest(**request), "ada", signed_in=True)


def test_a_link_to_another_release_is_taken_for_the_song_and_says_so(recommend, model):
    (match,) = recommend(tracks=[OTHER]).matched
    assert (match.source, match.uri) == (OTHER, model.tracks([0])[0].id)
    assert "; it is taken as another release of “" in match.note


def test_a_limit_costs_only_the_unknown_ids(recommend, spotify, model):
    spotify.refusals.append(limit(40))
    found = recommend(tracks=[OTHER, model.tracks([1])[0].id])
    assert len(found.matched) == 1
    assert found.unmatched[0].why.endswith("try again in 40 seconds")


def test_a_service_that_is_down_costs_only_the_unknown_ids(recommend, spotify, model):
    spotify.refusals.append(Reply(status=503))
    found = recommend(tracks=[OTHER, model.tracks([1])[0].id])
    assert [line.source for line in found.unmatched] == [OTHER]
    assert len(found.recommendations) == 10


def test_a_song_that_was_looked_up_is_shared_by_its_id_alone(recommend, spotify, bus, model):
    known = model.tracks([1])[0].id
    recommend(tracks=[OTHER, known], share=True)
    (message,) = [each for each in bus.published if each.topic == PLAYLISTS]
    shared = msgspec.json.decode(message.data, type=PlaylistMessage).tracks
    assert [(each.uri, each.name, each.artist) for each in shared] == [(OTHER, "", ""), (known, "", "")]


def test_a_short_link_is_the_song_behind_it(recommend, model):
    (match,) = recommend(text=SHORT).matched
    assert (match.source, match.uri, match.note) == (SHORT, model.tracks([0])[0].id, "")


def test_a_short_link_to_another_release_is_looked_up(recommend, links, model):
    links.places["spotify.link/other"] = f"https://open.spotify.com/track/{'9' * 22}"
    (match,) = recommend(text="https://spotify.link/other").matched
    assert (match.source, match.uri) == ("https://spotify.link/other", model.tracks([0])[0].id)


def test_a_short_link_that_leads_elsewhere_is_reported(recommend, links, model):
    links.places["spotify.link/away"] = "https://example.org/"
    found = recommend(text=f"{model.tracks([1])[0].id}\nhttps://spotify.link/away")
    assert found.unmatched[0].why.startswith("this short link leads to nothing at Spotify")
    assert {asked.host for asked in links.asked} == {"spotify.link"}


def test_the_function_asks_spotify_where_an_app_is_set(embedded, spotify, monkeypatch):
    app = {"SEGUE_SPOTIFY_ID": CLIENT_ID, "SEGUE_SPOTIFY_SECRET": CLIENT_SECRET, "SEGUE_SPOTIFY": spotify.url}
    for variable, value in (embedded | app).items():
        monkeypatch.setenv(variable, value)
    answer = load_function("recommend").test_client().post("/", json={"tracks": [OTHER]})
    assert len(answer.get_json()["matched"]) == 1


def test_the_function_asks_nobody_where_no_app_is_set(embedded, spotify, monkeypatch):
    for variable, value in (embedded | {"SEGUE_SPOTIFY": spotify.url}).items():
        monkeypatch.setenv(variable, value)
    answer = load_function("recommend").test_client().post("/", json={"tracks": [OTHER]})
    assert answer.get_json()["unmatched"][0]["why"] == "this track is not in the catalogue"
    assert spotify.asked == []
