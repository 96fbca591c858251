"""Artists and songs in sentences, and the words that are none."""

import pytest


@pytest.fixture(scope="session")
def song(model):
    return model.tracks([0])[0]


@pytest.fixture(scope="session")
def other(model, song):
    """Return a popular song by another artist, of whom the name is several words."""
    return next(each for each in model.tracks(range(50)) if each.artist != song.artist and " " in each.artist)


def seeds(read, sentence):
    return [(part.kind, part.text) for part in read(sentence).parts if part.kind in ("artist", "song")]


@pytest.mark.parametrize("pattern", ["like {}", "similar to {}", "songs by {}", "wie {}", "comme {}", "“{}”"])
def test_an_introduced_or_quoted_artist_is_a_seed(read, song, pattern):
    ((kind, text),) = seeds(read, pattern.format(song.artist))
    assert kind == "artist"
    assert song.artist in text


def test_two_artists_are_two_seeds(read, song, other):
    assert [kind for kind, _ in seeds(read, f"like {song.artist} and {other.artist}")] == ["artist", "artist"]


def test_an_artist_is_left_out(effect, song):
    assert effect(f"jazz but not {song.artist}").bounds.not_artists == (song.artist,)


@pytest.mark.parametrize("pattern", ["like {} by {}", "{} by {}"])
def test_a_song_by_its_artist_is_a_seed(read, song, pattern):
    ((kind, text),) = seeds(read, pattern.format(song.name, song.artist))
    assert (kind, song.name in text) == ("song", True)


def test_an_artist_alone_is_an_artist(read, other):
    assert seeds(read, other.artist.lower()) == [("artist", other.artist.lower())]


def test_a_slip_in_an_artist_is_understood(read, other):
    name = other.artist
    assert [kind for kind, _ in seeds(read, f"like {name[:-2]}{name[-1]}{name[-2]}")] == ["artist"]


def test_a_genre_is_no_artist_whatever_songs_are_called(read):
    assert [part.kind for part in read("jazz").parts] == ["genre"]


@pytest.fixture(scope="session")
def one_word(model):
    """Return a well known artist of one long word."""
    return next(each.artist for each in model.tracks(range(200)) if each.artist.isalpha() and len(each.artist) > 6)


@pytest.mark.parametrize("pattern", ["{}", "{} but calmer", "songs by {}, no remixes", "a party with {}"])
def test_a_slip_in_a_name_of_one_word_is_understood(read, one_word, pattern):
    sentence = pattern.format(f"{one_word[:3]}{one_word[4:]}".lower())
    assert [kind for kind, _ in seeds(read, sentence)] == ["artist"]


@pytest.mark.parametrize("pattern", ["like the {}", "{}", "songs by the {}, no remixes"])
def test_a_slip_in_a_name_with_an_article_is_understood(read, model, pattern):
    name = next(each.artist for each in model.tracks(range(200)) if each.artist.startswith("The "))
    _, first, *others = name.lower().split()
    sentence = pattern.format(" ".join([f"{first[0]}{first[2:]}", *others]))
    assert [kind for kind, _ in seeds(read, sentence)] == ["artist"]


@pytest.mark.parametrize("word", ["girlfriend", "saxophone", "everybody"])
def test_an_ordinary_word_is_no_artist_with_slips(read, word):
    assert seeds(read, f"jazz with my {word}") == []


@pytest.mark.parametrize("pattern", ["{} but calmer", "{}, without remixes", "{} for running"])
def test_a_title_before_a_change_is_a_seed_in_small_letters(read, song, pattern):
    assert seeds(read, pattern.format(song.name.lower())) == [("song", song.name.lower())]
