"""Specification of keys: the keys of a text cut anywhere are those of its cuts."""

import pytest

from shared.model.catalogue.keys import cut_keys, cuts, pair_keys


@pytest.mark.parametrize(
    "words",
    [
        pytest.param([], id="no word"),
        pytest.param(["hello"], id="one word"),
        pytest.param(["by", "hello", "by"], id="by at an end"),
        pytest.param(["feeling", "good", "by", "nina", "simone"], id="by between"),
        pytest.param(["déjà", "vu", "日本"], id="letters of several bytes"),
    ],
)
def test_cut_keys_are_the_keys_of_the_cuts(words: list[str]) -> None:
    assert set(cut_keys(words)) == {key for title, artist in cuts(words) for key in pair_keys([title], [artist])}


def test_a_word_such_as_by_is_also_left_out_between_title_and_artist() -> None:
    assert ("helloworld", "adele") in list(cuts(["hello", "world", "by", "adele"]))
