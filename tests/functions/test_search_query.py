"""The query that `search` reads, and the fields of a hit in its answer."""

from dataclasses import dataclass

import pytest

from functions.search.handler import Query, read_query, search
from shared.domain.track import Track
from shared.errors import InvalidInput


@pytest.mark.parametrize(
    ("arguments", "query"),
    [
        ({"q": " a song "}, Query("a song", 10)),
        ({"q": "a", "limit": "1"}, Query("a", 1)),
        ({"q": "a", "kind": "artist"}, Query("a", 10, ("artist",))),
        ({"q": "a", "kind": "artist, song"}, Query("a", 10, ("song", "artist"))),
        ({"q": "a", "limit": "50"}, Query("a", 50)),
        ({"q": "x" * 300}, Query("x" * 300, 10)),
    ],
)
def test_a_query_within_bounds_is_read(arguments, query):
    assert read_query(arguments) == query


@pytest.mark.parametrize("limit", ["0", "51", "-1", "1.5", "²", "٣", "", "ten"])
def test_a_limit_that_is_no_whole_number_from_one_to_fifty_is_refused(limit):
    with pytest.raises(InvalidInput, match="limit") as refused:
        read_query({"q": "a", "limit": limit})
    assert refused.value.found == repr(limit)
    assert "1 to 50" in refused.value.expected


@pytest.mark.parametrize("kind", ["", "album", "song,album", "Song", "song,", "x" * 50])
def test_another_kind_than_songs_and_artists_is_refused(kind):
    with pytest.raises(InvalidInput, match="kind") as refused:
        read_query({"q": "a", "kind": kind})
    assert refused.value.found == repr(kind[:40])
    assert "song or artist" in refused.value.expected


@pytest.mark.parametrize("text", ["", "  ", "x" * 301])
def test_a_text_that_is_empty_or_too_long_is_refused_with_its_length(text):
    with pytest.raises(InvalidInput, match="q") as refused:
        read_query({"q": text})
    assert refused.value.found == f"{len(text.strip())} characters"
    assert "1 to 300" in refused.value.expected


def test_of_a_long_limit_twenty_characters_are_told():
    with pytest.raises(InvalidInput) as refused:
        read_query({"q": "a", "limit": "x" * 30})
    assert refused.value.found == repr("x" * 20)


@dataclass
class Hit:
    track: Track
    confidence: float


class Catalogue:
    version = "v1"

    def search_songs(self, text, limit):
        assert (text, limit) == ("a song", 3)
        return [Hit(Track(f"spotify:track:{'1' * 22}", "A Song", "Ada", "An Album"), 0.87654)]


def test_a_hit_is_answered_with_its_names_and_confidence_to_three_digits():
    found = search(Query("a song", 3), Catalogue())
    assert (found.model, found.query) == ("v1", "a song")
    (song,) = found.results
    assert (song.uri, song.name, song.artist, song.album) == (
        f"spotify:track:{'1' * 22}",
        "A Song",
        "Ada",
        "An Album",
    )
    assert song.confidence == 0.877
