"""The content of a digest: fresh songs from the listener's own searches, explained, or no mail at all."""

from datetime import UTC, datetime, timedelta

import pytest
from weekly_mail import Weekly, batch_of

from shared.digest.compose import compose
from shared.digest.digest import History, Love, kept_out, most_searched, seeds_of, why_these
from shared.digest.history import history_of, most_loved
from shared.domain.given import GivenSongs
from shared.domain.rating import Opinion, week_of
from shared.domain.search import Search
from shared.domain.track import Track
from shared.ports import Record
from shared.record_kinds import SEARCHES, WEEK_TRACKS
from shared.records.ratings import Preferences

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def search(days_ago, *seeds, recommended=()):
    return Search(
        f"s{days_ago}", NOW - timedelta(days=days_ago), "v1", seeds, tuple(recommended), None, None, "ada"
    )


def track(name):
    return Track(name, name.capitalize(), "Somebody")


def test_who_never_searched_has_nothing_to_go_by():
    assert seeds_of(History(loves=(Love("x", NOW),)), NOW) is None


def test_a_digest_goes_by_what_was_searched_and_loved_lately_newest_first():
    history = History((search(1, "a", "b"), search(20, "c"), search(29, "old")), (Love("d", NOW), Love("a", NOW)))
    seeds = seeds_of(history, NOW)
    assert (seeds.searched, seeds.loved, seeds.fresh) == (("a", "b", "c"), ("d", "a"), True)


def test_a_pasted_playlist_leaves_room_for_other_searches():
    history = History((search(1, *[f"p{place}" for place in range(100)]), search(2, "other")))
    assert seeds_of(history, NOW).searched == ("p0", "p1", "p2", "p3", "p4", "other")


def test_many_searches_give_no_more_seeds_than_a_digest_can_weigh():
    history = History(tuple(search(1, *[f"{place}.{seed}" for seed in range(5)]) for place in range(30)))
    assert len(seeds_of(history, NOW).searched) == 20


def test_a_week_without_anything_new_goes_by_what_was_searched_last_and_says_so():
    history = History((search(100, "a"), search(101, "b"), search(102), search(103, "c"), search(104, "d")))
    seeds = seeds_of(history, NOW)
    assert (seeds.searched, seeds.fresh) == (("a", "b", "c"), False)
    assert "nothing new" in why_these([track("a")], [], fresh=False)


def test_songs_mailed_searched_disliked_loved_or_just_answered_are_kept_out():
    history = History(
        searches=(
            search(1, "seed", recommended=["answered"]),
            search(300, "old seed", recommended=["old answer"]),
        ),
        preferences=Preferences(loved=("loved",), hated=("hated",), unwanted=("okay",)),
        mailed=frozenset({"mailed"}),
    )
    out = kept_out(history, seeds_of(history, NOW), NOW)
    assert out == {"seed", "old seed", "answered", "loved", "hated", "okay", "mailed"}


def test_songs_that_answers_leave_out_are_not_mailed():
    given = GivenSongs()
    for days_ago, song in ((300, "old"), (200, "not this"), (20, "lately")):
        given = given.with_answer([song], [song], {"not this"}, NOW - timedelta(days=days_ago))
    history = History((search(1, "seed"),), given=given)
    assert kept_out(history, seeds_of(history, NOW), NOW) == {"seed", "not this", "lately"}


def test_the_weeks_most_searched_counts_each_search_once_and_a_long_paste_by_its_first_ten():
    pasted = [f"p{place}" for place in range(30)]
    searches = [search(1, "a", "a", "b"), search(2, "a"), search(3, *pasted), search(8, "b", "b")]
    assert most_searched(searches, NOW)[:2] == [("a", 2), ("b", 1)]
    assert len(most_searched(searches, NOW)) == 5
    assert most_searched([search(3, *pasted)], NOW)[-1] == ("p4", 1)


@pytest.mark.parametrize(
    ("searched", "loved", "line"),
    [
        (["a"], [], "Because you searched for “A” lately."),
        (["a", "b"], [], "Because you searched for “A” and “B” lately."),
        (["a", "b", "c", "d"], ["e"], "Because you searched for “A”, “B” and 2 more, and loved “E” lately."),
        ([], ["e"], "Because you loved “E” lately."),
    ],
)
def test_why_these_is_one_line(searched, loved, line):
    assert why_these([track(each) for each in searched], [track(each) for each in loved], fresh=True) == line


@pytest.fixture
def weekly(model, clock):
    return Weekly(model, clock)


def digest(weekly, name="ada"):
    history = history_of(weekly.records, name)
    return compose(weekly.model, history, most_loved(weekly.records, weekly.clock()), weekly.clock())


def ids(songs):
    return [song.track.id for song in songs]


def test_ten_songs_each_with_a_reason_and_none_of_the_same_artist(weekly):
    weekly.subscribe("ada")
    songs = digest(weekly).songs
    assert len(set(ids(songs))) == 10
    assert all(song.because for song in songs)
    assert len({song.track.artist for song in songs}) == 10


def test_no_song_comes_again_in_ten_weeks(weekly, clock):
    weekly.subscribe("ada")
    mailed = []
    for _ in range(10):
        mailed += ids(digest(weekly).songs)
        weekly.tick()
        weekly.deliver()
        clock.advance(timedelta(days=7))
    assert len(set(mailed)) == 100
    assert not set(mailed) & set(weekly.track_ids(0, 3))


def test_hated_songs_and_those_found_only_okay_are_not_mailed(weekly):
    weekly.subscribe("ada")
    first = ids(digest(weekly).songs)
    for place, song in enumerate(first):
        weekly.rate("ada", song, Opinion.HATE if place % 2 else Opinion.OKAY)
    assert not set(first) & set(ids(digest(weekly).songs))


def test_a_song_loved_lately_pulls_the_digest(weekly):
    weekly.subscribe("ada")
    before = digest(weekly)
    loved = weekly.track_ids(400, 401)[0]
    weekly.rate("ada", loved, Opinion.LOVE)
    after = digest(weekly)
    assert loved in [seed.id for seed in after.seeds]
    assert ids(before.songs) != ids(after.songs)


def test_nobody_is_mailed_what_is_merely_popular(weekly, clock):
    weekly.subscribe("ada", songs=0)
    weekly.search("ada", ("0" * 22,), clock())
    assert digest(weekly) is None
    weekly.function().handle(batch_of(weekly.subscription("ada")))
    assert weekly.mailer.sent == []


def test_what_everyone_loved_this_week_is_mailed_but_not_what_the_listener_hates(weekly, clock):
    weekly.subscribe("ada")
    loved = weekly.track_ids(50, 53)
    for place, each in enumerate(loved):
        count = {"loved": 9 - place}
        fields = {"week": week_of(clock() - timedelta(days=3)), "track": each, "counts": count, **count}
        weekly.records.create(WEEK_TRACKS.name, Record(f"w{place}", fields))
    weekly.rate("ada", loved[1], Opinion.HATE)
    assert [(each.track.id, each.count) for each in digest(weekly).loved] == [(loved[0], 9), (loved[2], 7)]


def test_what_nobody_loves_any_more_is_not_told(weekly, clock):
    week = week_of(clock() - timedelta(days=3))
    weekly.records.create(WEEK_TRACKS.name, Record("w", {"week": week, "loved": 0, "track": "x", "counts": {}}))
    assert most_loved(weekly.records, clock()) == []


def test_a_digest_names_the_artist_a_listener_searched_for_and_no_song_that_stood_for_them(weekly, clock):
    weekly.subscribe("ada", songs=0)
    seeds = weekly.track_ids(0, 3)
    made = Search(
        "s", clock(), weekly.model.version, seeds, (), None, None, "ada", (), dict.fromkeys(seeds, "Nika")
    )
    weekly.records.create(SEARCHES.name, Record("s", made.to_fields()))
    mailed = digest(weekly)
    assert mailed.why == "Because you searched for Nika lately."
    said = " ".join(song.because for song in mailed.songs)
    assert not any(f"“{seed.name}”" in said for seed in mailed.seeds)
