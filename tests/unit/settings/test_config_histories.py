"""The setting of listening histories: ListenBrainz by default, another host, or nowhere."""

from fake_listenbrainz import ListenBrainzServer

from shared.domain.listening import HeardSong
from shared.settings.config import Settings


def test_histories_come_from_listenbrainz_unless_set():
    assert Settings.from_environment({}).listenbrainz_url == "https://api.listenbrainz.org"
    assert Settings.from_environment({}).listening_history() is not None


def test_histories_can_be_switched_off():
    assert Settings.from_environment({"SEGUE_LISTENBRAINZ": "off"}).listening_history() is None


def test_histories_come_from_the_host_that_is_set_and_are_cached():
    with ListenBrainzServer() as server:
        server.histories["ada", "year"] = [HeardSong("So What", "Miles Davis")]
        history = Settings.from_environment({"SEGUE_LISTENBRAINZ": server.url}).listening_history()
        for _ in range(2):
            assert list(history.songs("ada", "year")) == [HeardSong("So What", "Miles Davis")]
        assert len(server.asked) == 1
