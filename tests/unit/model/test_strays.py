"""Unsure matches beside sure ones: they are seeds only where they fit some of these."""

import numpy as np
import pytest

from shared.intake import TrackReference, Unread
from shared.model.answer import answer_resolved
from shared.model.catalogue.similarity import TITLE_ALONE
from shared.model.ranking.preferences import LEAST_SIMILARITY
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.selection import Rules
from shared.model.resolve import Match, Resolution
from shared.model.strays import without_strays

SURE, NEAR, FAR = 0, 1, 2
"""Places of the songs in the fixture."""


@pytest.fixture(scope="module")
def songs(model):
    """Return a song, one that is near it and one that is not, as indices."""
    first = np.array([0], dtype=np.int32)
    others = np.arange(1, 300, dtype=np.int32)
    cosines = model.retrieval.factors.mean_cosine(others, first)
    assert cosines.max() >= LEAST_SIMILARITY > cosines.min()
    return [0, int(others[cosines.argmax()]), int(others[cosines.argmin()])]


@pytest.fixture
def match(model, songs):
    """Return a function that makes a match of one of the songs."""

    def made(place, confidence=TITLE_ALONE, kind="song", *, others=True):
        index = songs[place]
        reference = TrackReference(f"line {place}", place + 1, title=f"title {place}")
        alternatives = tuple(model.tracks([5])) if others else ()
        return Match(reference, index, model.tracks([index])[0], confidence, alternatives, kind=kind)

    return made


def kept(model, *matches):
    """Return the indices that stay seeds, and those that are left out."""
    found = without_strays(Resolution(matches, ()), model)
    return found.seeds.tolist(), [each.index for each in found.strays]


def test_an_unsure_song_near_a_sure_one_is_a_seed(model, songs, match):
    assert kept(model, match(SURE, 1.0), match(NEAR)) == ([songs[SURE], songs[NEAR]], [])


def test_an_unsure_song_that_fits_no_sure_one_is_left_out(model, songs, match):
    assert kept(model, match(SURE, 1.0), match(FAR)) == ([songs[SURE]], [songs[FAR]])


def test_unsure_songs_are_all_seeds_where_none_is_sure(model, songs, match):
    assert kept(model, match(SURE), match(FAR)) == ([songs[SURE], songs[FAR]], [])


def test_the_only_song_of_a_title_is_a_seed_whatever_the_others_are(model, songs, match):
    assert kept(model, match(SURE, 1.0), match(FAR, others=False)) == ([songs[SURE], songs[FAR]], [])


def test_in_a_list_that_is_mostly_of_titles_all_are_seeds(model, songs, match):
    assert kept(model, match(SURE, 1.0), match(FAR), match(NEAR))[1] == []


def test_a_song_that_is_surer_than_a_title_alone_stays(model, songs, match):
    assert kept(model, match(SURE, 1.0), match(FAR, TITLE_ALONE + 0.01)) == ([songs[SURE], songs[FAR]], [])


@pytest.mark.parametrize("kind", ["artist", "wish"])
def test_a_song_that_stands_for_something_else_stays(model, songs, match, kind):
    assert kept(model, match(SURE, 1.0), match(FAR, 0.5, kind)) == ([songs[SURE], songs[FAR]], [])


def test_an_unsure_song_that_is_also_given_for_sure_stays(model, songs, match):
    assert kept(model, match(SURE, 1.0), match(FAR, 1.0), match(FAR)) == ([songs[SURE], songs[FAR]], [])


def test_an_unsure_song_that_fits_one_of_several_kinds_of_songs_stays(model, songs, match):
    assert [crowd.size for crowd in model.crowds_of(np.array([songs[SURE], songs[FAR]], dtype=np.int32))] == [1, 1]
    assert kept(model, match(SURE, 1.0), match(FAR, 1.0), match(NEAR))[1] == []


def test_a_song_that_was_left_out_is_not_recommended(model, songs, match):
    found = Resolution((match(SURE, 1.0),), (), strays=(match(NEAR),))
    asked = answer_resolved(model, [], found, RecommendationQuery(rules=Rules(n=100, max_per_artist=None)))
    plain = answer_resolved(
        model,
        [],
        Resolution((match(SURE, 1.0),), ()),
        RecommendationQuery(rules=Rules(n=100, max_per_artist=None)),
    )
    near = model.tracks([songs[NEAR]])[0]
    assert near in [each.track for each in plain.recommendations]
    assert near not in [each.track for each in asked.recommendations]


def test_what_was_not_found_stays_so(model, match):
    nothing = Unread("qqqq", 9, "no song")
    found = without_strays(Resolution((match(SURE, 1.0), match(FAR)), (nothing,)), model)
    assert found.unmatched == (nothing,)
