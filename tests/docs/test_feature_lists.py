"""Every list of audio features matches `shared/domain/track.py`, or is part of it where it is a choice."""

import re
from pathlib import Path

import yaml

from functions.insights.mine import RADAR
from shared.domain.track import FEATURES
from shared.model.sound_words import SOUND

ROOT = Path(__file__).parents[2]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def targets() -> list[str]:
    """Return the features that the page asks for by a dial."""
    (listed,) = re.findall(r"export const TARGETS = \[([^\]]*)\];", read("site/find/request.js"))
    return re.findall(r'"(\w+)"', listed)


def test_the_api_document_names_every_feature():
    schema = yaml.safe_load(read("docs/openapi.yaml"))["components"]["schemas"]["TuneRequest"]
    assert schema["properties"]["targets"]["propertyNames"]["enum"] == list(FEATURES)


def test_every_dial_for_a_feature_is_sent_as_a_target_and_no_other():
    assert re.findall(r'key: "(\w+)".*target: true', read("site/find/dials.js")) == targets()
    assert 0 < len(targets()) == len(set(targets()) & set(FEATURES))


def test_the_page_has_a_name_for_every_feature_of_the_radar_and_no_other():
    (names,) = re.findall(r"const RADAR_NAMES = \{([^}]*)\};", read("site/music/figures.js"))
    assert re.findall(r"(\w+):", names) == list(RADAR)
    assert set(RADAR) <= set(FEATURES)


def test_reasons_speak_of_features_that_there_are():
    assert SOUND.keys() <= set(FEATURES)
