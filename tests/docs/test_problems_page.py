"""site/problems.html is generated from shared/errors.py, and is where the type of each problem leads."""

import re

import pytest

from ops.problems_page import PAGE, answered, page
from shared.errors import SegueError
from shared.web.problems import PROBLEMS, problem

WRITTEN = PAGE.read_text(encoding="utf-8")


def test_the_page_is_as_the_errors_make_it():
    assert page() == WRITTEN, "run `make docs`"


@pytest.mark.parametrize("slug", [*answered(), SegueError.slug])
def test_each_type_of_problem_has_its_words_on_the_page(slug):
    words = re.search(f'<h2 id="{slug}">.*</h2>\n  <p>Status [0-9]{{3}}[.] (.+)</p>', WRITTEN)
    assert words is not None
    assert len(words[1]) > 10


def test_the_type_of_a_problem_is_an_address_on_that_page():
    path = (
        problem(SegueError("x"), "https://segue.example").get_json()["type"].removeprefix("https://segue.example")
    )
    assert path == f"{PROBLEMS}error" == f"/{PAGE.name}#error"
