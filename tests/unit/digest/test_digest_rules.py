"""The rules of a digest at their moments and bounds, on hand-made histories."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shared.adapters.memory import MemoryRecords
from shared.digest.digest import Digest, History, Love, Song, kept_out, seeds_of, why_these
from shared.digest.history import history_of
from shared.digest.rendering import heading_of, listen_link, one_line, sent_digest_of, short, subject_of
from shared.domain.rating import Opinion, Target, rated
from shared.domain.search import Search
from shared.domain.subscription import Schedule, StartList, State, Subscription
from shared.domain.track import Track
from shared.ports import Record
from shared.record_kinds import RATINGS, SEARCHES, SENT_DIGESTS
from shared.records.sent_digests import SentDigest, SentSong

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
WEEK = timedelta(days=7)
LATELY = timedelta(days=28)


def search(ago, *seeds, id="s", recommended=(), **others):
    return Search(id, NOW - ago, "v1", seeds, tuple(recommended), None, None, "ada", **others)


def track(name):
    return Track(f"id of {name}", name, "Somebody")


# Seeds


def test_a_search_of_28_days_ago_is_lately_and_an_older_one_is_not():
    history = History((search(LATELY, "in"), search(LATELY + MOMENT, "out")))
    assert seeds_of(history, NOW).searched == ("in",)


def test_a_love_of_28_days_ago_is_lately_and_an_older_one_is_not():
    loves = (Love("in", NOW - LATELY), Love("out", NOW - LATELY - MOMENT))
    assert seeds_of(History((search(WEEK, "a"),), loves), NOW).loved == ("in",)


@pytest.mark.parametrize(("ago", "fresh"), [(WEEK, True), (WEEK + MOMENT, False)])
def test_a_digest_is_fresh_for_seven_days_after_a_search(ago, fresh):
    assert seeds_of(History((search(ago, "a"),)), NOW).fresh is fresh


@pytest.mark.parametrize(("ago", "fresh"), [(WEEK, True), (WEEK + MOMENT, False)])
def test_a_digest_is_fresh_for_seven_days_after_a_love(ago, fresh):
    history = History((search(LATELY, "a"),), (Love("b", NOW - ago),))
    assert seeds_of(history, NOW).fresh is fresh


def test_old_searches_give_no_seeds_while_there_is_a_love_of_late():
    history = History((search(LATELY * 2, "old"),), (Love("new", NOW),))
    assert (seeds_of(history, NOW).searched, seeds_of(history, NOW).loved) == ((), ("new",))


def test_of_many_loves_the_twenty_newest_give_seeds():
    loves = tuple(Love(str(number), NOW) for number in range(21))
    assert seeds_of(History((search(WEEK, "a"),), loves), NOW).loved == tuple(map(str, range(20)))


@pytest.mark.parametrize(("lists", "each_of"), [(1, 10), (2, 10), (3, 6)])
def test_lists_share_the_seeds(lists, each_of):
    started = tuple(
        StartList(f"s{number}", tuple(f"{number} {seed}" for seed in range(10))) for number in range(lists)
    )
    seeds = seeds_of(History((search(MOMENT, "other"),), lists=started), NOW)
    assert seeds.searched == tuple(f"{number} {seed}" for number in range(lists) for seed in range(each_of))


def test_the_songs_of_a_list_are_not_mailed_though_its_search_is_nobodys():
    history = History(lists=(StartList("s", ("seed",), ("answered",)),))
    assert kept_out(history, seeds_of(history, NOW), NOW) == {"seed", "answered"}


def test_what_a_seed_of_a_list_stands_for_is_named():
    history = History((search(WEEK, "a", stands_for={"a": "Nika"}),), lists=(StartList("s", ("a",)),))
    assert seeds_of(history, NOW).stands_for == {"a": "Nika"}


def test_a_week_without_anything_new_says_what_the_songs_are_neighbours_of():
    line = why_these([track("A")], [], fresh=False)
    told = "You looked for nothing new this week, so these are neighbours of your last searches: "
    assert line == f"{told}you searched for “A”."


def test_three_seeds_are_two_names_and_one_more():
    assert why_these([track("A"), track("B"), track("C")], [], fresh=True).endswith("“A”, “B” and 1 more lately.")


def test_songs_that_stand_for_an_artist_are_one_name():
    named = {"id of A": "Radiohead", "id of B": "Radiohead"}
    line = why_these([track("A"), track("B"), track("C")], [], fresh=True, stands_for=named)
    assert line == "Because you searched for Radiohead and “C” lately."
    assert subject_of(replace(digest(1, ("A", "B", "C")), stands_for=named)).endswith("with Radiohead and “C”")


def test_a_song_that_was_searched_for_or_loved_itself_stands_for_nobody():
    radiohead = dict.fromkeys(("a", "b", "c"), "Radiohead")
    searches = (search(MOMENT, "a", "b", "c", stands_for=radiohead), search(WEEK, "b"))
    assert seeds_of(History(searches, (Love("c", NOW),)), NOW).stands_for == {"a": "Radiohead"}


# The history


@pytest.fixture
def records():
    return MemoryRecords()


def rating(kind, id, opinion, minutes=0, listener="ada"):
    at = NOW + timedelta(minutes=minutes)
    return rated(None, listener, Target(kind, id), search(MOMENT), opinion, at)


def keep_ratings(records, *ratings):
    for each in ratings:
        records.create(RATINGS.name, Record(each.key, each.to_fields()))


def test_songs_that_are_loved_or_liked_are_loves_the_newest_first(records):
    keep_ratings(
        records,
        rating("track", "old", Opinion.LIKE, 1),
        rating("track", "new", Opinion.LOVE, 2),
        rating("track", "okay", Opinion.OKAY, 3),
        rating("track", "bad", Opinion.HATE, 4),
        rating("list", "a list", Opinion.LOVE, 5),
        rating("track", "other", Opinion.LOVE, 6, listener="bo"),
    )
    assert [love.track for love in history_of(records, "ada").loves] == ["new", "old"]


def test_a_love_is_of_the_moment_it_was_said(records):
    keep_ratings(records, rating("track", "x", Opinion.LOVE, 7))
    assert history_of(records, "ada").loves == (Love("x", NOW + timedelta(minutes=7)),)


def test_the_fifty_newest_searches_are_read_the_newest_first(records):
    for number in range(51):
        made = search(timedelta(hours=number), id=f"s{number}")
        records.create(SEARCHES.name, Record(made.id, made.to_fields()))
    assert [each.id for each in history_of(records, "ada").searches] == [f"s{number}" for number in range(50)]


def test_the_songs_of_120_digests_are_not_mailed_again(records):
    for number in range(121):
        at = NOW - number * WEEK
        mailed = SentDigest("ada", at, at, (SentSong(f"song {number}", "A Song"),))
        records.create(SENT_DIGESTS.name, Record(mailed.key, mailed.to_fields()))
    assert history_of(records, "ada").mailed == {f"song {number}" for number in range(120)}


# Words of the mail


def digest(count=1, seeds=("Hurt",)):
    songs = tuple(Song(track(f"Song {number}"), "because") for number in range(count))
    return Digest("v1", None, tuple(map(track, seeds)), songs, "why")


def test_a_title_of_60_characters_is_whole_and_a_longer_one_ends_with_a_mark():
    assert short("x" * 60) == "x" * 60
    assert short("x" * 61) == "x" * 59 + "…"


def test_no_blank_stands_before_the_mark():
    assert short("x" * 58 + " " + "y" * 9) == "x" * 58 + "…"


@pytest.mark.parametrize("mark", ["\n", "\x00", "\x7f", "\x9f", "\u2028", "\u200e", "\u202e", "\u2066"], ids=ascii)
def test_what_moves_the_text_around_it_becomes_a_blank(mark):
    assert one_line(f"{mark}a{mark}{mark} b{mark}") == "a b"


@pytest.mark.parametrize("kept", ["\u200d", "\u00a1", "\u2030", "é"], ids=ascii)
def test_other_characters_stay(kept):
    assert one_line(f"a{kept}b") == f"a{kept}b"


@pytest.mark.parametrize(
    ("count", "heading"),
    [(1, "Your song this week"), (2, "Your two songs this week"), (10, "Your ten songs this week")],
)
def test_a_heading_counts_the_songs_in_words(count, heading):
    assert heading_of(digest(count)) == heading


def test_a_subject_names_two_seeds_of_three():
    assert subject_of(digest(2, ("A", "B", "C"))) == "Two songs to go with “A” and “B”"


def test_a_subject_shortens_each_name():
    assert subject_of(digest(1, ("x" * 61,))) == f"One song to go with “{'x' * 59}…”"


@pytest.mark.parametrize(
    ("id", "site"),
    [
        (f"spotify:track:{'0' * 22}", "Spotify"),
        ("musicbrainz:recording:b10bbbfc-cf9e-42e0-be17-e2c3e1d2600d", "ListenBrainz"),
    ],
)
def test_a_song_is_opened_at_the_best_of_its_links(id, site):
    assert listen_link(replace(track("A"), id=id)).name == site


def test_an_invented_song_is_opened_nowhere():
    assert listen_link(replace(track("A"), id=f"demo:track:{'0' * 22}")) is None


def test_the_record_of_a_digest_has_its_songs_in_one_line_each():
    subscription = Subscription("ada", State.ACTIVE, Schedule(0, 8, "UTC"), NOW - timedelta(hours=1))
    made = replace(digest(), songs=(Song(replace(track("A\nB"), artist="C"), "because"),))
    assert sent_digest_of(made, subscription, NOW) == SentDigest(
        "ada", NOW - timedelta(hours=1), NOW, (SentSong("id of A\nB", "A B by C"),)
    )
