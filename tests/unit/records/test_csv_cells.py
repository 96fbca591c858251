"""Cells of tables: no formula, nothing lost, and the same rule on the site."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shared.records.csv_cells import FORMULA, guarded, unguarded

ROOT = Path(__file__).parents[3]


@given(st.text())
@example("'=1")
@example("''")
@example("=")
def test_a_text_comes_back_from_its_cell(text):
    assert unguarded(guarded(text)) == text


@given(st.sampled_from(FORMULA), st.text())
def test_no_cell_begins_as_a_formula(start, text):
    assert guarded(start + text).startswith("'")


@pytest.mark.parametrize("text", ["", "abc", "1", "a=b", " =1"])
def test_another_text_is_its_cell(text):
    assert guarded(text) == text


def test_the_site_guards_the_same_letters():
    (letters,) = re.findall(r"const FORMULA = /\^\[(.+)\]/", (ROOT / "site/find/csv.js").read_text())
    assert [f"\\{letter}" if letter == "-" else repr(letter)[1:-1] for letter in FORMULA] == re.findall(
        r"\\?.", letters
    )
