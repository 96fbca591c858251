"""Numbers in sentences: years, tempo, length, and how many songs."""

import pytest

from shared.domain.bounds import Range
from shared.model.words.numbers import numbered
from shared.model.words.tokens import tokens_of


def read(words):
    return numbered(tokens_of(words)).sense.turns[""].effect


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("90s", 1990, 1999),
        ("'90s", 1990, 1999),
        ("1970's", 1970, 1979),
        ("2010s", 2010, 2019),
        ("nineties", 1990, 1999),
        ("80er", 1980, 1989),
        ("années 80", 1980, 1989),
        ("los 60", 1960, 1969),
        ("anni 90", 1990, 1999),
        ("anos 70", 1970, 1979),
        ("jaren 80", 1980, 1989),
        ("70s and 80s", 1970, 1989),
        ("los 80 y 90", 1980, 1999),
        ("80 und 90er", 1980, 1999),
        ("années 70 et 80", 1970, 1989),
        ("early 90s", 1990, 1994),
        ("late 60s", 1965, 1969),
        ("1994", 1994, 1994),
        ("since 1994", 1994, None),
        ("after 1994", 1995, None),
        ("before 1970", None, 1969),
        ("before the 80s", None, 1979),
        ("1990-1995", 1990, 1995),
        ("from 1990 to 1995", 1990, 1995),
        ("between 1995 and 1990", 1990, 1995),
    ],
)
def test_years_are_read(words, first, last):
    assert read(words).bounds.years == Range(first, last)


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [("120 bpm", 115, 125), ("120-130 bpm", 120, 130), ("over 150 bpm", 150, None), ("under 90 bpm", None, 90)],
)
def test_a_tempo_is_read(words, least, most):
    assert read(words).bounds.tempo == Range(least, most)


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [("under 3 minutes", None, 180), ("shorter than 3:30", None, 210), ("over five minutes", 300, None)],
)
def test_a_length_is_read(words, least, most):
    assert read(words).bounds.seconds == Range(least, most)


@pytest.mark.parametrize(
    ("words", "songs"),
    [
        ("20 songs", 20),
        ("ten songs", 10),
        ("an hour of", 16),
        ("half an hour of", 8),
        ("5000 songs", 100),
        ("0 songs", 1),
    ],
)
def test_a_number_of_songs_is_read(words, songs):
    assert read(words).n == songs


@pytest.mark.parametrize("words", ["50 cent", "blink 182", "3", "99999999999", "1e9 songs"])
def test_other_numbers_mean_nothing(words):
    assert numbered(tokens_of(words)) is None
