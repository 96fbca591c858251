"""A listening history as references: their order and names, and when it is refused."""

import pytest

from shared.adapters.memory_sources import MemoryHistory
from shared.domain.listening import HeardSong
from shared.errors import LimitReached, UnreadableHistory
from shared.intake import TrackReference, read_history

SO_WHAT = HeardSong("So What", "Miles Davis")


@pytest.fixture
def history() -> MemoryHistory:
    return MemoryHistory({("ada", "month"): [SO_WHAT, HeardSong("Untitled", "")]})


def test_each_song_is_a_reference_by_its_place(history):
    assert read_history(history, "ada", "month").references == (
        TrackReference("Miles Davis - So What", 1, title="So What", artist="Miles Davis"),
        TrackReference("Untitled", 2, title="Untitled"),
    )


def test_a_song_that_musicbrainz_knows_is_a_reference_by_id_and_name(history):
    mbid = "b10bbbfc-cf9e-42e0-be17-e2c3e1d2600d"
    history.known["ada", "year"] = [HeardSong("So What", "Miles Davis", mbid)]
    (reference,) = read_history(history, "ada", "year").references
    assert (reference.track_id, reference.title) == (f"musicbrainz:recording:{mbid}", "So What")


def test_a_source_has_200_characters_at_most(history):
    history.known["ada", "year"] = [HeardSong("x" * 300, "y" * 300)]
    (reference,) = read_history(history, "ada", "year").references
    assert (len(reference.source), len(reference.title)) == (200, 300)


def test_blanks_around_a_name_are_no_part_of_it(history):
    assert len(read_history(history, "  ada\n", "month").references) == 2


@pytest.mark.parametrize("name", ["bob", "a/b", "", "x" * 65])
def test_a_name_that_is_nobodys_is_refused_without_naming_it(history, name):
    with pytest.raises(
        UnreadableHistory, match=r"knows no listener of this name.*check the name for a slip"
    ) as raised:
        read_history(history, name, "month")
    assert "found" not in str(raised.value)


def test_a_span_without_songs_is_refused_with_another_way(history):
    with pytest.raises(UnreadableHistory, match=r"no songs of this listener for that time.*recent listens"):
        read_history(history, "ada", "recent")


def test_a_rate_limit_is_the_callers(history):
    history.refusal = LimitReached("too many", retry_after_seconds=3)
    with pytest.raises(LimitReached):
        read_history(history, "ada", "month")
