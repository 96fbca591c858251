"""Unknown songs of unknown artists in an Exportify file: songs of their genres or sound stand for them."""

from dataclasses import replace

import msgspec
import numpy as np
import pytest
from exportify import exported, raw_features

from shared.domain.track import FEATURES
from shared.intake.files import read_file
from shared.model.answer import NOTHING_MATCHED, answer
from shared.model.feature_scale import standardised
from shared.model.model import Model
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.selection import Rules
from shared.model.stand_ins import BESIDE, DESCRIBED_ALONE
from shared.model.understood import understood

START = "this song is not in our catalogue; we go on with "


def resolved(model, *songs, known=()):
    """Return the resolution of an Exportify file of unknown songs, and of known tracks after them."""
    references = read_file("list.csv", exported(*songs)).references
    ids = "\n".join(track.id for track in known)
    return understood([*references, *read_file("more.txt", ids).references] if known else references, model)


@pytest.fixture(scope="module")
def genre(model):
    """Return the genre that most of the popular songs have."""
    genres = [genre for track in model.tracks(range(300)) for genre in track.genres]
    return max(sorted(set(genres)), key=genres.count)


@pytest.fixture(scope="module")
def sound(model):
    return raw_features(model, 5)


def test_songs_of_its_genre_stand_for_an_unknown_song_of_an_unknown_artist(model, genre):
    found = resolved(model, ([genre], {}))
    assert {match.kind for match in found.matched} == {"stand_in"}
    assert len(found.evidence) == DESCRIBED_ALONE
    assert all(genre in match.track.genres for match in found.matched)


def test_the_line_says_which_genre_is_gone_on_with(model, genre):
    assert resolved(model, ([genre], {})).unmatched[0].why == f"{START}songs of its genre, {genre}"


def test_the_ten_songs_are_of_the_genre(model, genre):
    found = answer(
        model, read_file("list.csv", exported(*[([genre], {})] * 5)), RecommendationQuery(rules=Rules(n=10))
    )
    assert sum(genre in each.track.genres for each in found.recommendations) >= 9
    assert found.fallback is None


def test_a_genre_that_no_song_has_is_taken_for_the_more_general_one_that_ends_its_name(model, genre):
    assert resolved(model, ([f"Underwater {genre}"], {})).unmatched[0].why.endswith(f"its genre, {genre}")


def test_of_the_songs_of_its_genre_those_near_in_sound_stand_for_it(model, genre, sound):
    features = standardised(tuple(map(sound.get, FEATURES)), model.manifest.feature_scales)

    def apart(found):
        theirs = model.retrieval.audio.standardised(found.evidence)
        return np.nanmean(np.abs(theirs - features))

    assert apart(resolved(model, ([genre], sound))) < apart(resolved(model, ([genre], {})))


def test_songs_that_sound_like_it_stand_for_a_song_without_a_genre(model, sound):
    found = resolved(model, ([], sound))
    assert found.unmatched[0].why == f"{START}songs that sound like it"
    assert len(found.evidence) == DESCRIBED_ALONE


def test_few_features_tell_no_sound(model):
    found = resolved(model, ([], {"duration_ms": 200_000, "tempo": 120}))
    assert (found.matched, found.unmatched[0].why) == ((), "no song in the catalogue is near enough to this title")


def test_a_song_of_which_nothing_is_told_is_answered_by_what_is_popular(model):
    assert (
        answer(model, read_file("list.csv", exported(([], {}))), RecommendationQuery(rules=Rules(n=3))).fallback
        == NOTHING_MATCHED
    )


def test_unknown_songs_of_the_same_facts_count_once(model, genre):
    found = resolved(model, ([genre], {}), ([genre], {}))
    assert [len(row) for row in found.stand_ins] == [BESIDE, BESIDE]
    assert len(found.unmatched) == 2


def test_the_songs_of_a_described_one_are_two_rows_the_likelier_ones_first(model, genre):
    found = resolved(model, ([genre], {}))
    assert np.concatenate(found.stand_ins).tolist() == [match.index for match in found.matched]
    assert [match.row for match in found.matched] == [0] * BESIDE + [1] * BESIDE


def test_no_more_unknown_songs_count_than_songs_were_found(model, genre, sound):
    songs = [([genre], {**sound, "energy": energy}) for energy in (0.1, 0.5, 0.9)]
    found = resolved(model, *songs, known=model.tracks([0]))
    assert (len(found.seeds), [len(row) for row in found.stand_ins]) == (1, [BESIDE])


def test_songs_of_a_known_artist_come_before_those_of_the_genre(model, genre):
    (reference,) = read_file("list.csv", exported(([genre], {}))).references
    artist = model.tracks([0])[0].artist
    by_known = read_file("more.txt", f"{artist} - Qqqq Wwww").references[0]
    (line,) = understood([replace(by_known, facts=reference.facts)], model).unmatched
    assert f"by {artist}" in line.why


def test_reasons_name_what_the_songs_stand_for_and_no_song_that_was_not_given(model, sound):
    found = answer(model, read_file("list.csv", exported(([], sound))), RecommendationQuery(rules=Rules(n=10)))
    texts = [reason.text for each in found.recommendations for reason in each.reasons if reason.seeds]
    assert any("songs that sound like “Qqqq0 Wwww”" in text for text in texts)


def test_a_model_from_before_scales_were_noted_knows_no_sound_of_other_songs(model_folder, model, sound):
    older = Model(model_folder, msgspec.structs.replace(model.manifest, feature_scales={}))
    assert resolved(older, ([], sound)).matched == ()
