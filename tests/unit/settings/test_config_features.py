"""The setting of the source of audio features: off by default, and known sources only."""

import pytest

from shared.adapters.reccobeats import ReccoBeats
from shared.errors import InvalidSettings
from shared.settings.config import Settings


def test_features_are_off_unless_set():
    assert Settings.from_environment({}).feature_source() is None


def test_features_come_from_reccobeats_when_asked_for():
    assert isinstance(Settings.from_environment({"SEGUE_FEATURES": "reccobeats:"}).feature_source(), ReccoBeats)


@pytest.mark.parametrize("url", ["spotify:", "reccobeats", "reccobeats://host", "yes"])
def test_another_source_of_features_is_refused(url):
    with pytest.raises(InvalidSettings) as raised:
        Settings.from_environment({"SEGUE_FEATURES": url})
    assert f"SEGUE_FEATURES: expected reccobeats: or nothing, found {url!r}" in str(raised.value)
