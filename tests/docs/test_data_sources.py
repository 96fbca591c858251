"""Every source of open data has its command, and its licence where people look for it."""

from pathlib import Path

import pytest

from ops.commands.fetch import fetch
from training.fetch.register import SOURCES

ROOT = Path(__file__).parents[2]
ROWS = [line for line in (ROOT / "docs" / "data.md").read_text().splitlines() if line.startswith("| ")]


def test_every_source_is_a_subcommand_and_every_subcommand_a_source():
    assert list(fetch.commands) == [source.name for source in SOURCES]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_a_source_has_its_row_with_its_licence(source):
    (row,) = [row for row in ROWS if f"`segue fetch {source.name}`" in row]
    assert f" {source.of}" in row
    assert f"| {source.licence} |" in row


@pytest.mark.parametrize("page", sorted((ROOT / "site").glob("*.html")), ids=lambda page: page.name)
def test_the_foot_of_every_page_names_the_sources_and_their_licence(page):
    foot = page.read_text().partition("<footer>")[2].partition("</footer>")[0]
    assert all(source.of in foot and source.licence.split()[0] in foot for source in SOURCES)


def test_the_page_says_that_genres_of_musicbrainz_are_not_used():
    assert "CC BY-NC-SA 3.0, not CC0" in (ROOT / "docs" / "data.md").read_text()
