"""Answers that are kept in the record of their search, and those that are too long to be."""

import random

from shared.records.kept_answers import packed, unpacked
from shared.records.personal_data import PAGE

MOST_TOGETHER_MB = 150
"""Texts of pages that twenty requests may hold at once in an instance of 512 MB, which parses them as well."""


def noise(count: int) -> bytes:
    """Return bytes that no compression makes shorter."""
    return random.Random(1).randbytes(count)


def test_an_answer_comes_back_as_it_was():
    assert unpacked(packed(b'{"songs":[]}')) == b'{"songs":[]}'


def test_pages_of_the_longest_answers_fit_into_the_memory_of_an_instance():
    """A visitor who sends thousands of made-up lines again and again would else have it killed."""
    longest = max(count for count in range(5_000, 400_000, 5_000) if packed(noise(count)))
    size_mb = len(str(packed(noise(longest)))) / 1e6
    assert 20 * PAGE * size_mb < MOST_TOGETHER_MB
