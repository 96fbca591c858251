"""A line that is a kind of music and nothing else: no song or artist that is only called nearly so."""

import pytest

from shared.intake import TrackReference
from shared.model.resolve import Match, Resolution
from shared.model.words.asked import NO_SONG_OF_GENRE, with_words
from shared.model.words.genres import genre_words


@pytest.fixture
def guessed(model):
    """Read a line that was found to be a song, for sure or not."""

    def ask(line, confidence=0.57):
        reference = TrackReference(line, 1, title=line)
        match = Match(reference, 0, model.tracks([0])[0], confidence)
        return with_words(Resolution((match,), ()), (), line, model)

    return ask


def test_every_genre_of_the_catalogue_typed_alone_is_that_genre(guessed, model):
    read = {genre: guessed(genre).interpretation for genre in model.catalogue.genres.sizes}
    assert len(read) > 20
    assert [genre for genre, found in read.items() if [part.text for part in found.parts] != [genre]] == []
    assert {part.kind for found in read.values() for part in found.parts} == {"genre"}


@pytest.mark.parametrize("line", ["math rock", "bebop", "symphonic doom metal", "liquid drum and bass"])
def test_a_kind_of_music_that_no_song_here_has_is_no_song_of_nearly_that_name(guessed, model, line):
    assert line not in model.catalogue.genres.sizes
    asked = guessed(line)
    assert asked.line == line
    assert asked.resolution.matched == ()
    assert {part.kind for part in asked.interpretation.parts} == {"genre"}


def test_the_general_kind_is_told_in_place_of_one_that_no_song_here_has(guessed):
    (part,) = guessed("bebop").interpretation.parts
    assert part.meaning.startswith("no song here is called bebop; songs of jazz")


def test_a_kind_of_music_with_nothing_near_it_is_told_to_be_none_here(guessed):
    asked = guessed("gqom")
    assert (asked.resolution.matched, asked.words) == ((), None)
    assert [(each.source, each.why) for each in asked.resolution.unmatched] == [("gqom", NO_SONG_OF_GENRE)]


@pytest.mark.parametrize("line", ["jailhose rock", "gqom"], ids=["no genre", "the title"])
def test_a_song_stays_where_its_words_are_no_genre_or_it_is_called_so_for_sure(guessed, line):
    confidence = 0.57 if line == "jailhose rock" else 1.0
    assert [match.index for match in guessed(line, confidence).resolution.matched] == [0]


@pytest.mark.parametrize(("line", "is_read"), [("jazz", True), ("k-pop", True), ("bebop", False)])
def test_a_rare_kind_of_music_that_no_song_here_has_is_the_song_of_that_title(guessed, line, is_read):
    assert bool(guessed(line, 1.0).words) == is_read


def test_a_genre_in_a_name_of_other_words_is_no_genre_alone(model):
    genres = genre_words(model.catalogue.genres)
    assert genres.is_alike(["symphonic", "doom", "metal"])
    assert not genres.is_alike(["jailhose", "rock"])
    assert not genres.is_alike(["rock", "me"])
