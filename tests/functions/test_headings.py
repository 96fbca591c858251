"""Names of answers, which pages show as headings: they fit the songs below them."""

import pytest

from bench.headings import KINDS, headings, share
from shared.domain.track import Track


@pytest.mark.parametrize("kind", KINDS)
def test_the_headings_of_200_random_answers_fit_half_of_their_songs(model, kind):
    """Measured: .98 to .995; crowds named by their first genre alone fit fewer answers to three songs."""
    found = headings(model, kind, 200)
    assert len(found.fitting) == 200
    assert found.share >= 0.95


def test_the_headings_of_random_answers_name_four_genres_at_most_and_none_twice(model):
    names = headings(model, "three random songs", 60).names
    named = [name.casefold().replace(" / ", " · ").split(" · ") for name in names]
    assert max(map(len, named)) <= 4
    assert [each for each in named if len(set(each)) < len(each)] == []


def test_a_song_fits_by_any_genre_of_any_name():
    songs = [Track("", "A", "X", genres=genres) for genres in (("Dub",), ("ska", "punk"), ("house",), ())]
    assert share(["Ska · dub", "Rap"], songs) == 0.5
