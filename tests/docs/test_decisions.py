"""Decisions: one a page, with its alternatives and its cost, numbered without gaps, all in the index."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "decisions"
INDEX = (FOLDER / "README.md").read_text(encoding="utf-8")
PAGES = sorted(FOLDER.glob("[0-9]*.md"))
NUMBERS = [int(page.name[:4]) for page in PAGES]


@pytest.fixture(params=PAGES, ids=lambda page: page.stem)
def page(request) -> Path:
    return request.param


def test_a_page_has_one_title_and_one_decision(page):
    lines = page.read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line.startswith("# ")]) == 1
    assert len([line for line in lines if line.startswith("**Chosen.**")]) == 1


def test_a_page_names_what_else_there_was_and_what_it_costs(page):
    text = page.read_text(encoding="utf-8")
    assert re.search("instead of", text, re.IGNORECASE)
    assert re.search(r"^\*\*Costs\.\*\* \S", text, re.MULTILINE)


def test_a_page_is_in_the_index_under_its_title(page):
    title = page.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
    assert f"- {int(page.name[:4])}. [{title}]({page.name})\n" in INDEX


def test_no_number_is_given_twice():
    assert len(set(NUMBERS)) == len(NUMBERS)


def test_every_missing_number_is_explained_in_the_index():
    missing = {*range(1, max(NUMBERS) + 1)} - {*NUMBERS}
    assert missing == {int(number) for number in re.findall(r"\bNumber (\d+) was\b", INDEX)}
