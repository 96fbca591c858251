"""Wishes in words: the words that are understood, and the songs that stand for them."""

import pytest

from shared.intake import read_text
from shared.model.answer import answer
from shared.model.atlas import ClusterInfo
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.selection import Rules
from shared.model.resolve import resolve
from shared.model.wishes import SONGS_OF_WISH, read_wish, with_wishes

CLUSTERS = [
    ClusterInfo(0, "indie pop", playlists=90, words=["indie pop"], sound=["cheerful"]),
    ClusterInfo(1, "indie folk", playlists=20, words=["indie folk"], sound=["sad", "acoustic"]),
    ClusterInfo(2, "hard rock", playlists=50, words=["hard rock"], sound=["energetic"]),
]


def understood(text):
    """Return the cluster's name and the words of a wish; None if the text is none."""
    wish = read_wish(text, CLUSTERS)
    return wish and (wish.cluster.name, wish.words)


def test_a_wish_is_for_the_cluster_that_has_most_of_its_words():
    assert understood("sad indie songs for a rainy evening") == ("indie folk", ("sad", "indie"))


def test_of_clusters_that_suit_a_wish_equally_the_larger_one_counts():
    assert understood("some indie music") == ("indie pop", ("indie",))


def test_words_that_are_all_understood_need_no_word_such_as_songs():
    assert understood("Acoustic Folk") == ("indie folk", ("acoustic", "folk"))


@pytest.mark.parametrize("text", ["sad songs", "a hard day that nobody saw", "I said maybe", ""])
def test_a_text_that_names_no_genre_or_that_may_be_a_title_is_no_wish(text):
    assert understood(text) is None


def wish_of(model):
    """Return a wish for the model's first cluster."""
    return f"{' '.join(model.clusters[0].words[:3])} songs for a rainy evening"


def test_popular_songs_of_the_genre_stand_for_a_wish(model):
    found = with_wishes(resolve(read_text(wish_of(model)).references, model), model)
    assert {match.kind for match in found.matched} == {"wish"}
    assert 0 < len(found.matched) <= SONGS_OF_WISH
    assert set(found.stands_for.values()) == {f"songs of “{model.clusters[0].name}”"}


def test_the_answer_to_a_wish_names_the_words_it_went_by(model):
    found = answer(model, read_text(wish_of(model)), RecommendationQuery(rules=Rules(n=5)))
    assert found.fallback is None
    assert "taken for a wish for" in found.unmatched[0].why


def test_a_wish_beside_a_song_is_only_reported(model):
    first = model.tracks([0])[0]
    references = read_text(f"{first.artist} - {first.name}\n{wish_of(model)}").references
    assert {match.kind for match in with_wishes(resolve(references, model), model).matched} == {"song"}
