"""Messages of playlists: of two listeners, for training, to store only, from Spotify, repeated and invalid."""

from functools import partial

import msgspec

from bench.faults import observations
from bench.faults.scenarios.scenario import Scenario
from bench.faults.scenarios.songs import Songs, have_accounts, publish_to
from shared.messaging.playlist_message import PlaylistMessage
from shared.messaging.topics import PLAYLISTS


def ingest(songs: Songs) -> Scenario:
    """Build the scenario."""
    uris = songs.uris
    messages = [
        PlaylistMessage(id="agreed", name="A", tracks=[*uris[:5]], agreed=True, listener="ada"),
        PlaylistMessage(id="kept", name="B", tracks=[*uris[5:9]]),
        PlaylistMessage(id="theirs", name="C", tracks=[*uris[9:12]], source="spotify", agreed=True),
        PlaylistMessage(id="agreed-too", name="A", tracks=[*uris[:5]], agreed=True, listener="ada"),
        PlaylistMessage(name="A", tracks=[*uris[:5]], agreed=True, listener="bo"),
        PlaylistMessage(tracks=["qqqq wwww eeee"], agreed=True),
    ]
    bodies = [*map(msgspec.json.encode, messages), b"this is not JSON"]
    steps = tuple(partial(publish_to, PLAYLISTS, body) for body in bodies)
    seen = observations.playlists, partial(observations.rejections, bodies)
    return Scenario("ingest", steps, seen, prepare=lambda world: have_accounts(world, "ada", "bo"))
