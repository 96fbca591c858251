"""The content of a digest: fresh songs from the listener's own searches, explained, or no mail at all."""

from datetime import UTC, datetime, timedelta

import pytest
from weekly_mail import Weekly, batch_of

from shared.digest.compose import compose
from shared.digest.digest import History, Love, kept_out, seeds_of, why_these
from shared.digest.history import history_of
from shared.domain.given import GivenSongs
from shared.domain.rating import Opinion
from shared.domain.search import Search
from shared.domain.subscription import StartList, Subscription
from shared.domain.track import Track
from shared.ports import Record
from shared.record_kinds import SEARCHES, SUBSCRIPTIONS
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
    record = weekly.records.get(SUBSCRIPTIONS.name, name)
    lists = Subscription.of(record.fields).lists if record else ()
    return compose(weekly.model, history_of(weekly.records, name, lists), weekly.clock())


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


def started(weekly, name, *lists):
    """Have a subscriber's mail start from lists."""
    subscription = weekly.subscription(name)
    for each in lists:
        subscription = subscription.starting_from(each)
    weekly.records.update(SUBSCRIPTIONS.name, name, lambda _: subscription.to_fields())


def test_a_mail_that_starts_from_a_list_goes_on_with_it_and_not_with_other_searches(weekly):
    weekly.subscribe("ada", at=0)
    seeds, answered = weekly.track_ids(400, 403), tuple(ids(digest(weekly).songs))
    started(weekly, "ada", StartList("s", seeds, answered))
    made = digest(weekly)
    assert {track.id for track in made.seeds} == set(seeds)
    assert made.why.startswith("Because you wanted more like your list with “")
    assert not set(ids(made.songs)) & {*answered, *seeds, *weekly.track_ids(0, 3)}


def test_who_never_searched_gets_the_mail_of_their_list(weekly):
    weekly.subscribe("ada", songs=0)
    started(weekly, "ada", StartList("s", weekly.track_ids(0, 3)))
    assert len(digest(weekly).songs) == 10


def test_what_is_loved_of_late_pulls_a_mail_that_starts_from_a_list(weekly):
    weekly.subscribe("ada", songs=0)
    started(weekly, "ada", StartList("s", weekly.track_ids(0, 3)))
    loved = weekly.track_ids(400, 401)[0]
    weekly.rate("ada", loved, Opinion.LOVE)
    assert loved in [seed.id for seed in digest(weekly).seeds]


def test_a_mail_of_a_list_repeats_no_song_in_five_weeks(weekly, clock):
    weekly.subscribe("ada", songs=0)
    started(weekly, "ada", StartList("s", weekly.track_ids(0, 3)))
    mailed = []
    for _ in range(5):
        mailed += ids(digest(weekly).songs)
        weekly.tick()
        weekly.deliver()
        clock.advance(timedelta(days=7))
    assert len(set(mailed)) == 50


def test_each_song_has_the_colours_of_its_place(weekly):
    weekly.subscribe("ada")
    assert any(song.colours for song in digest(weekly).songs)


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
