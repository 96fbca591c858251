"""Songs that a listener was given: what later answers leave out, for how long, and which come back first."""

from datetime import UTC, datetime, timedelta

from shared.domain.given import LATELY, MOST_SONGS, SAME_SEEDS, SITTING, SKIPPED_AFTER, GivenSongs

START = datetime(2026, 11, 2, 20, tzinfo=UTC)
MOMENT = timedelta(seconds=1)
MONTH = LATELY + MOMENT


def given(*answers: tuple[timedelta, str, str], unwanted: str = "") -> GivenSongs:
    """Return what is remembered of answers: each a time after START, its seeds and its songs, a letter each."""
    found = GivenSongs()
    for after, seeds, songs in answers:
        found = found.with_answer(seeds, songs, set(unwanted), START + after)
    return found


def left_out(songs: GivenSongs, seeds: str, after: timedelta) -> str:
    return "".join(songs.left_out(seeds, START + after))


NOW = timedelta()


def remembered(given: GivenSongs) -> set[str]:
    return {song for each in given.lists for song in each.songs}


def test_a_song_stays_out_for_four_weeks():
    songs = given((NOW, "s", "ab"))
    assert left_out(songs, "s", LATELY) == "ab"
    assert left_out(songs, "s", MONTH) == ""


def test_whatever_is_asked_songs_stay_for_a_sitting():
    songs = given((NOW, "s", "ab"))
    assert left_out(songs, "t", SITTING) == ""
    assert left_out(songs, "t", SITTING + MOMENT) == "ab"


def test_a_sitting_lasts_as_long_as_it_goes_on():
    moved = [(minutes * timedelta(minutes=20), "s", "ab") for minutes in range(4)]
    assert left_out(given(*moved), "t", timedelta(minutes=80)) == ""


def test_the_same_seeds_in_any_order_find_their_songs_again_on_the_same_day():
    songs = given((NOW, "st", "ab"))
    assert left_out(songs, "ts", SAME_SEEDS) == ""
    assert left_out(songs, "s", SAME_SEEDS) == "ab"


def test_the_same_seeds_each_evening_find_other_songs():
    evenings = [(NOW, "s", "ab"), (SAME_SEEDS, "s", "ab")]
    assert left_out(given(*evenings), "s", timedelta(days=1)) == "ab"


def test_the_oldest_songs_come_back_first():
    songs = given((NOW, "s", "ab"), (timedelta(days=1), "t", "cd"), (timedelta(days=2), "s", "a"))
    assert left_out(songs, "s", timedelta(days=3)) == "bcda"


def test_a_song_called_not_this_stays_out_when_others_come_back():
    songs = given((NOW, "s", "ab"), unwanted="a")
    assert left_out(songs, "s", MONTH) == "a"


def test_not_this_counts_at_once_in_answers_to_other_seeds():
    assert left_out(given((NOW, "s", "ab"), unwanted="a"), "t", MOMENT) == "a"


def test_not_this_can_be_taken_back_in_the_same_sitting():
    songs = given((NOW, "s", "ab"), unwanted="a").with_answer("s", "ab", set(), START + MOMENT)
    assert left_out(songs, "s", MONTH + MOMENT) == ""


def test_not_this_counts_for_songs_that_the_listener_was_given_alone():
    assert given((NOW, "s", "ab"), unwanted="az").lists[0].unwanted == ("a",)


def test_a_song_given_three_times_without_a_rating_stays_out():
    times = [(MONTH * number, "s", "ab"[: 1 + (number > 0)]) for number in range(SKIPPED_AFTER)]
    assert left_out(given(*times), "s", MONTH * SKIPPED_AFTER) == "a"


def test_a_song_given_in_one_sitting_to_growing_seeds_was_given_once():
    growing = [(MOMENT * number, "stuvw"[: number + 1], "a") for number in range(5)]
    assert left_out(given(*growing), "z", MONTH * 2) == ""


def test_songs_that_are_not_wanted_come_back_last():
    songs = given((NOW, "s", "ab"), unwanted="a").with_answer("t", "c", set(), START + timedelta(days=1))
    assert left_out(songs, "s", timedelta(days=2)) == "bca"


def test_the_newest_songs_are_remembered():
    songs = GivenSongs()
    for day in range(3):
        names = [f"{day}.{number}" for number in range(MOST_SONGS // 2)]
        songs = songs.with_answer([str(day)], names, set(), START + timedelta(days=day))
    assert remembered(songs) == {f"{day}.{number}" for day in (1, 2) for number in range(MOST_SONGS // 2)}


def test_what_is_remembered_reads_back():
    songs = given((NOW, "s", "ab"), (MONTH, "t", "cd"), unwanted="ac")
    assert GivenSongs.of(songs.to_fields()) == songs


def test_lists_of_before_a_moment_are_dropped():
    songs = given((NOW, "s", "ab"), (MONTH, "t", "cd"))
    assert remembered(songs.since(START + MOMENT)) == {"c", "d"}
    assert songs.since(START) == songs
