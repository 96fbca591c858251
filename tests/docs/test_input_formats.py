"""Every list of input formats matches the register: a new format fails here until each text names it."""

import re
from pathlib import Path

import msgspec
import pytest
import yaml
from click.testing import CliRunner

from functions.recommend.contract import RecommendRequest
from ops.cli import segue
from shared.errors import InvalidInput
from shared.intake.files import read_file
from shared.intake.formats import ENDINGS, FORMAT_NAMES

ROOT = Path(__file__).parents[2]


def words_of(text: str) -> str:
    """Return the text on one line."""
    return " ".join(text.split())


@pytest.mark.parametrize("command", ["recommend", "ingest"])
def test_the_help_of_commands_names_every_format(command):
    assert FORMAT_NAMES in words_of(CliRunner().invoke(segue, [command, "--help"]).output)


def test_the_api_document_names_every_format():
    document = yaml.safe_load((ROOT / "docs" / "openapi.yaml").read_text(encoding="utf-8"))
    properties = document["components"]["schemas"]["UploadedFile"]["properties"]
    assert properties["content"]["description"] == FORMAT_NAMES


def test_the_schema_of_requests_names_every_format():
    schema = msgspec.json.schema(RecommendRequest)["$defs"]["UploadedFile"]
    assert schema["properties"]["content"]["description"] == FORMAT_NAMES


def test_the_tutorial_names_every_format():
    assert f"`--playlist` reads {FORMAT_NAMES}" in words_of((ROOT / "docs" / "tutorial.md").read_text("utf-8"))


def test_the_page_offers_to_open_files_of_every_ending():
    page = (ROOT / "site" / "index.html").read_text(encoding="utf-8")
    (accepted,) = re.findall(r'<input id="file" type="file" accept="([^"]*)" multiple>', page)
    assert accepted.split(",") == [f".{ending}" for ending in ENDINGS]


def test_a_refusal_names_every_format():
    with pytest.raises(InvalidInput) as raised:
        read_file("list.txt", b"\x00\x01")
    assert raised.value.expected == f"a playlist as {FORMAT_NAMES}"
