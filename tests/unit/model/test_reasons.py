"""The reasons of an answer: true, the strongest first, and each seed in its turn."""

import re
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from toy import dataset, rows, track_id

from shared.domain.track import FEATURES, Track
from shared.model.candidates.retrieval import Retrieval
from shared.model.reasons import Reasons, popular
from shared.model.sound_words import SOUND_WORDS, sounds
from training.fit.order import entry_matrix, only_playlists, playlist_counts
from training.fit.playlists import playlist_arrays
from training.fit.retrieval import describe, fit_retrieval
from training.fit.scaling import scale_features

NOBODY = dict.fromkeys("pqrxyz", "")


def reasons_for(retrieval, data, seeds, answered, *, genres=None, stands_for=None):
    def track(letter):
        artist = data.tracks.artists[rows(data, letter)[0]]
        return Track(track_id(letter), f"Song {letter}", artist, genres=(genres or {}).get(letter, ()))

    named = {track_id(letter): other for letter, other in (stands_for or {}).items()}
    tracks = [[track(letter) for letter in letters] for letters in (seeds, answered)]
    return Reasons(retrieval, rows(data, seeds), tracks[0], rows(data, answered), tracks[1], named).of_each()


def world(playlists, artists=None):
    """Build a retrieval from playlists of letters, of whose sound nothing is known, and a function of reasons."""
    letters = "".join(sorted(set("".join(playlists))))
    data = dataset([list(playlist) for playlist in playlists], letters)
    ids = [each.decode()[-1] for each in data.tracks.ids.tolist()]
    credits_ = [(artists or {}).get(letter, f"Artist {letter}") for letter in ids]
    features = np.full_like(data.tracks.features, np.nan)
    data = replace(data, tracks=replace(data.tracks, artists=credits_, features=features))
    retrieval = Retrieval(fit_retrieval(data, describe(data.tracks, scale_features(features)), seed=1))
    return lambda seeds, answered, **more: reasons_for(retrieval, data, seeds, answered, **more)


def first_texts(found):
    return [reasons[0].text for reasons in found]


def kinds(found):
    return [[reason.kind for reason in reasons] for reasons in found]


def test_the_playlists_two_songs_share_are_counted(toy_retrieval, toy):
    (found,) = reasons_for(toy_retrieval, toy, "a", "b")
    assert [(reason.kind, reason.text) for reason in found][:2] == [
        ("artist", "By the same artist as “Song a”"),
        ("playlists", "On 3 playlists with “Song a”"),
    ]
    assert all(reason.seeds == (track_id("a"),) for reason in found)


def test_a_count_that_is_only_estimated_is_said_to_be_about_so_many(toy_arrays, toy):
    order = np.random.default_rng(2).permutation(2_000)
    crowded = only_playlists(toy, order % len(toy))
    arrays = toy_arrays | playlist_arrays(entry_matrix(crowded), most_entries=1_600)
    retrieval = Retrieval(arrays | {"track_counts": playlist_counts(crowded)})
    (found,) = reasons_for(retrieval, toy, "a", "b")
    (text,) = [reason.text for reason in found if reason.kind == "playlists"]
    said = int(re.fullmatch(r"On about ([\d,]+) playlists with “Song a”", text).group(1).replace(",", ""))
    assert said == pytest.approx(1_000, rel=0.1)
    assert said % 10 == 0


def test_seeds_that_share_as_much_are_named_in_turn():
    ask = world(["pqrx"] * 3)
    assert first_texts(ask("pqr", "xxx")) == [
        "On 3 playlists with “Song p” and 3 playlists with “Song q”",
        "On 3 playlists with “Song r”",
        "On 3 playlists with “Song p” and 3 playlists with “Song q”",
    ]


def test_a_seed_that_shares_far_less_has_no_turn():
    ask = world(["px"] * 5 + ["qx"] * 2 + ["qy"] * 10)
    assert first_texts(ask("qp", "xx")) == ["On 5 playlists with “Song p”"] * 2


def test_a_seed_on_many_playlists_has_no_advantage():
    ask = world(["px"] * 4 + ["qx"] * 6 + ["qy"] * 40)
    assert first_texts(ask("qp", "x")) == ["On 4 playlists with “Song p”"]


def test_a_single_playlist_is_not_told_beside_more():
    ask = world(["px"] * 2 + ["qx"], NOBODY)
    assert first_texts(ask("qp", "xx")) == ["On 2 playlists with “Song p”"] * 2


def test_a_single_playlist_is_a_reason_only_where_there_is_no_other():
    genres = dict.fromkeys("px", ("dream pop",))
    ask = world(["px"], NOBODY)
    assert first_texts(ask("p", "x")) == ["On 1 playlist with “Song p”"]
    assert kinds(ask("p", "x", genres=genres)) == [["genre"]]
    assert kinds(world(["px"])("p", "x")) == [["near_artist"]]


@pytest.mark.parametrize(
    ("shared", "expected"),
    [
        (1, ["near_artist", "genre"]),
        (2, ["near_artist", "playlists", "genre"]),
        (3, ["playlists", "near_artist", "genre"]),
    ],
)
def test_the_more_playlists_two_songs_share_the_earlier_that_is_said(shared, expected):
    genres = dict.fromkeys("px", ("dream pop",))
    assert kinds(world(["px"] * shared)("p", "x", genres=genres)) == [expected]


def test_the_same_artist_is_the_first_reason_and_then_no_artist_is_near():
    ask = world(["pqx"] * 3, {"p": "Ada", "q": "Bo", "x": "Ada"})
    assert kinds(ask("pq", "x")) == [["artist", "playlists"]]


def test_artists_are_named_alone_without_their_guests():
    ask = world(["px"], {"p": "Fergie Featuring Ludacris", "x": "Nelly feat. Tim McGraw"})
    assert first_texts(ask("p", "x")) == ["People who list Fergie often list Nelly too"]


def test_seeds_whose_artists_are_near_are_named_in_turn():
    ask = world(["pqx"])
    assert first_texts(ask("pq", "xx")) == [
        f"People who list Artist {each} often list Artist x too" for each in "pq"
    ]


def test_seeds_of_one_genre_are_named_in_turn():
    genres = dict.fromkeys("pqrx", ("dream pop",))
    ask = world(["p", "q", "r", "x"], NOBODY)
    assert first_texts(ask("pqr", "xx", genres=genres)) == [
        "Dream pop, like “Song p” and “Song q”",
        "Dream pop, like “Song r”",
    ]


def test_the_genre_of_two_seeds_is_named_and_of_such_the_longest():
    genres = {"p": ("pop", "dream pop"), "q": ("pop", "dream pop"), "x": ("pop", "dream pop", "melodic dream pop")}
    genres["r"] = ("melodic dream pop",)
    ask = world(["p", "q", "r", "x"], NOBODY)
    assert first_texts(ask("rpq", "x", genres=genres)) == ["Dream pop, like “Song p” and “Song q”"]


def test_a_genre_that_a_seed_lists_twice_names_it_once():
    genres = dict.fromkeys("px", ("dream pop", "dream pop"))
    assert first_texts(world(["p", "x"], NOBODY)("p", "x", genres=genres)) == ["Dream pop, like “Song p”"]


def test_a_genre_is_written_as_in_a_name():
    genres = dict.fromkeys("px", ("uk r&b",))
    assert first_texts(world(["p", "x"], NOBODY)("p", "x", genres=genres)) == ["UK R&B, like “Song p”"]


def test_a_song_that_stands_for_an_artist_is_named_by_the_artist():
    genres = dict.fromkeys("pqx", ("art rock",))
    ask = world(["pqx"] * 3, {"p": "Radiohead", "q": "Radiohead"})
    (reasons,) = ask("pq", "x", genres=genres, stands_for=dict.fromkeys("pq", "Radiohead"))
    assert [reason.text for reason in reasons] == [
        "On 3 playlists or more with Radiohead",
        "People who list Radiohead often list Artist x too",
        "Art rock, like Radiohead",
    ]


def test_a_song_of_an_artist_who_was_named_is_by_that_artist():
    ask = world(["px"], {"p": "Radiohead", "x": "Radiohead feat. Nika"})
    assert first_texts(ask("p", "x", stands_for={"p": "Radiohead"})) == ["By Radiohead"]


@pytest.mark.parametrize(("credit", "answered"), [("Nika feat. Radiohead", "Nika"), ("Radiohead", "Muse")])
def test_nobody_is_named_whom_the_listener_did_not_name(credit, answered):
    ask = world(["px"] * 2, {"p": credit, "x": answered})
    named = "songs of “art rock”" if credit == "Radiohead" else "Radiohead"
    assert first_texts(ask("p", "x", stands_for={"p": named})) == [f"On 2 playlists or more with {named}"]


def test_songs_that_sound_alike_are_called_so_by_what_is_far_out_in_both(toy_retrieval, toy):
    heard = sounds(toy_retrieval.audio, np.arange(len(toy.tracks), dtype=np.int32))
    for seed, answered in product("abcdefgh", repeat=2):
        (found,) = reasons_for(toy_retrieval, toy, seed, answered)
        both = np.flatnonzero(heard[rows(toy, seed)[0]] & heard[rows(toy, answered)[0]])
        said = [reason.text.lower() for reason in found if reason.kind == "sound"]
        assert bool(said) == (len(both) >= 2)
        assert all(SOUND_WORDS[word] in said[0] for word in both[:3] if said)


def test_a_song_with_nothing_in_common_is_called_popular_or_little_known(toy_retrieval, toy):
    for letter, expected in (("a", "Popular: on 4 playlists we learned from"), ("z", "Little known")):
        (text,) = first_texts(reasons_for(toy_retrieval, toy, "", letter))
        assert text.startswith(expected)


def test_a_song_of_two_playlists_is_not_called_popular():
    assert popular(2).text == "On 2 playlists we learned from"


def test_only_what_is_far_from_the_mean_is_called_by_a_word(toy_retrieval, toy):
    tracks = np.arange(len(toy.tracks), dtype=np.int32)
    calm, energetic = sounds(toy_retrieval.audio, tracks)[:, :2].T
    energy = toy_retrieval.audio.standardised(tracks)[:, FEATURES.index("energy")]
    levels = toy_retrieval.audio.percentiles(tracks, "energy")
    assert calm.any()
    assert energetic.any()
    assert (energy[calm] <= -0.75).all()
    assert (energy[energetic] >= 0.75).all()
    assert (levels[calm] <= 0.25).all()
    assert (levels[energetic] >= 0.75).all()


def test_what_is_not_known_of_a_song_has_no_word(toy_arrays, toy):
    steps = toy_arrays["audio_steps"].copy()
    steps[:, FEATURES.index("energy")] = -128
    heard = sounds(
        Retrieval(toy_arrays | {"audio_steps": steps}).audio, np.arange(len(toy.tracks), dtype=np.int32)
    )
    assert not heard[:, :2].any()
    assert heard[:, 2:].any()
