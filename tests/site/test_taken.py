"""The words for what a piece of the input was taken for: a song or an artist."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SONG = {"source": "Sad Songs", "line": 1, "name": "Hurt", "artist": "Johnny Cash"}


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("song", "Taken for “Hurt” by Johnny Cash"),
        ("artist", "For the artist Sad Songs: “Hurt”"),
    ],
)
def test_a_song_and_an_artist_are_worded_apart(modules: Page, kind, words):
    piece = {**SONG, "kind": kind}
    told = modules.evaluate("(piece) => import('/find/taken.js').then(({ takenFor }) => takenFor(piece))", piece)
    assert told == words


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        (["artist", "artist"], "1 of 2 songs found"),
        (["song"], "1 of 2 songs found"),
    ],
)
def test_songs_that_stand_for_something_else_are_not_counted_as_found(modules: Page, kinds, words):
    answer = {"matched": [{**SONG, "kind": kind} for kind in kinds], "unmatched": [{"source": "x", "line": 2}]}
    told = modules.evaluate("(answer) => import('/find/taken.js').then(({ foundOf }) => foundOf(answer))", answer)
    assert told == words
