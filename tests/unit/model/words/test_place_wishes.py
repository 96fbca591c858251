"""Wishes that name songs of the last list by their places."""

import pytest

from shared.model.words.places import PlaceWish, place_wishes


def places(sentence: str) -> list[tuple[int, bool]]:
    return [(wish.place, wish.more) for wish in place_wishes(sentence)[1]]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("more like number 3", (3, True)),
        ("more like no. 7", (7, True)),
        ("More like #12 please", (12, True)),
        ("like the 3rd song but faster", (3, True)),
        ("not the second one", (2, False)),
        ("less like song 5", (5, False)),
        ("mehr wie Nummer 2", (2, True)),
        ("nicht das dritte", (3, False)),
        ("plus comme le numéro 4", (4, True)),
        ("pas la deuxième", (2, False)),
        ("más como la tercera", (3, True)),
        ("senza la quarta", (4, False)),
        ("mais como a música 6", (6, True)),
        ("zonder nummer 8", (8, False)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_place_is_read_with_whether_more_of_it_is_wanted(sentence: str, expected: tuple[int, bool]) -> None:
    assert places(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    ["20 songs", "90s hip hop for running", "no. 3", "no First Aid Kit", "not 50 Cent", "like Number 1 Crush",
     "no 2 Unlimited", "the first time", ""],
)  # fmt: skip
def test_numbers_in_names_and_counts_are_no_places(sentence: str) -> None:
    assert place_wishes(sentence) == (sentence, [])


def test_several_places_share_one_wish() -> None:
    assert places("without songs 2, 4 and 5") == [(2, False), (4, False), (5, False)]


def test_the_rest_of_the_sentence_keeps_its_capitals() -> None:
    rest, wishes = place_wishes("not number 2, more like Björk")

    assert rest == ", more like Björk"
    assert wishes == [PlaceWish("not number 2", 2, more=False)]
