"""The list of artists who are never recommended to a listener."""

import pytest

from shared.adapters.memory import MemoryRecords
from shared.errors import InvalidInput
from shared.record_kinds import NEVER_ARTISTS
from shared.records.never_artists import MOST_NEVER, never_again, never_artists, once_more


@pytest.fixture
def records(clock):
    return MemoryRecords(clock)


def test_artists_are_kept_in_the_order_in_which_they_were_added(records):
    never_again(records, "ada", "Drake")
    assert never_again(records, "ada", "AC/DC") == ("Drake", "AC/DC")
    assert never_artists(records, "ada") == ("Drake", "AC/DC")


def test_another_spelling_of_one_who_is_there_changes_nothing(records):
    never_again(records, "ada", "Beyoncé")
    assert never_again(records, "ada", "BEYONCE") == ("Beyoncé",)


def test_an_artist_is_taken_off_in_any_spelling(records):
    never_again(records, "ada", "Beyoncé")
    never_again(records, "ada", "Drake")
    assert once_more(records, "ada", "beyonce") == ("Drake",)
    assert never_artists(records, "ada") == ("Drake",)


def test_the_last_one_leaves_no_record_behind(records):
    never_again(records, "ada", "Drake")
    assert once_more(records, "ada", "Drake") == ()
    assert records.get(NEVER_ARTISTS.name, "ada") is None


def test_one_who_is_not_there_is_taken_off_without_a_trace(records):
    assert once_more(records, "ada", "Drake") == ()
    assert records.get(NEVER_ARTISTS.name, "ada") is None


def test_there_are_so_many_at_most_and_all_stay(records):
    for number in range(MOST_NEVER):
        never_again(records, "ada", f"Artist {number}")
    with pytest.raises(InvalidInput, match="too many") as refused:
        never_again(records, "ada", "One more")
    assert refused.value.expected == f"{MOST_NEVER} at most"
    assert len(never_artists(records, "ada")) == MOST_NEVER


def test_lists_are_each_listeners_own(records):
    never_again(records, "ada", "Drake")
    assert never_artists(records, "bob") == ()
