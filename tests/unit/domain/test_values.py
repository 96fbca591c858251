"""Domain values at their edges: weeks, stored searches and lists, moments of a schedule, what a `repr` shows."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from shared.domain.mail import Mail
from shared.domain.names import credited_artists, leading_artist
from shared.domain.rating import Change, CountedOpinion, Opinion, Rating, Target, rated, week_of
from shared.domain.search import Search
from shared.domain.share import Share, SharedSong, shared_key
from shared.domain.subscription import Schedule, State, Subscription, zone_of
from shared.domain.track import FEATURES
from shared.errors import InvalidInput

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ID = "4uLU6hMCjMI75M1A2tKUQC"
SEARCH = Search("s", NOW, "v1", ("a", "b"), ("x",), 3, None, "ada", ("rock",), {"a": "Ada"})


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        ("2026-11-22T23:59:59+00:00", "2026-W47"),
        ("2026-11-23T00:00:00+00:00", "2026-W48"),
        ("2027-01-03T23:59:59+00:00", "2026-W53"),
        ("2027-01-04T00:00:00+00:00", "2027-W01"),
        ("2024-12-30T00:00:00+00:00", "2025-W01"),
        ("2026-11-23T00:30:00+01:00", "2026-W47"),
    ],
)
def test_a_week_is_that_of_iso_8601_in_utc(moment, week):
    assert week_of(datetime.fromisoformat(moment)) == week


def test_opinions_are_scored_from_hate_to_love():
    order = (Opinion.HATE, Opinion.OKAY, Opinion.LIKE, Opinion.LOVE)
    assert [opinion.score for opinion in order] == [1, 2, 3, 4]


def test_a_song_and_a_list_of_one_id_are_rated_apart():
    assert Target("track", "x").key("ada") == "ada.track.x"
    assert Target("list", "x").key("ada") == "ada.list.x"


@pytest.mark.parametrize("value", [None, "x", {}, {"revision": 1, "before": None}])
def test_a_change_that_lacks_a_field_cannot_be_read(value):
    with pytest.raises(LookupError):
        Change.of(value)


@pytest.mark.parametrize("value", [None, "love", 1, []])
def test_what_holds_no_opinion_is_none(value):
    assert CountedOpinion.of(value) is None


def test_taking_back_what_was_never_said_has_nothing_before_and_nothing_after():
    taken = rated(rated(None, "ada", Target("track", "x"), SEARCH, Opinion.LOVE, NOW), "ada", *again(None))
    assert (taken.opinion, taken.revision, taken.uncounted[-1].after) == (None, 2, None)


def again(opinion):
    return Target("track", "x"), SEARCH, opinion, NOW


def test_a_rating_is_of_the_week_it_was_given_in_utc():
    monday = datetime(2026, 11, 23, 0, 30, tzinfo=timezone(timedelta(hours=1)))
    assert rated(None, "ada", Target("track", "x"), SEARCH, Opinion.LOVE, monday).given.week == "2026-W47"


def test_a_rating_without_a_list_of_changes_has_none():
    fields = rated(None, "ada", *again(Opinion.LOVE)).to_fields()
    assert Rating.of(fields | {"uncounted": None, "revision": None}).uncounted == ()
    assert Rating.of(fields | {"revision": None}).revision == 0


def test_counting_a_change_that_is_not_there_changes_nothing():
    loved = rated(None, "ada", *again(Opinion.LOVE))
    assert loved.counted({2, 3}) == loved


def test_a_search_is_read_back():
    assert Search.of("s", SEARCH.to_fields()) == SEARCH


def test_a_search_from_before_there_were_listeners_and_genres_is_read():
    old = {name: value for name, value in SEARCH.to_fields().items() if name not in {"listener", "genres"}}
    assert (Search.of("s", old).listener, Search.of("s", old).genres) == (None, ())


@pytest.mark.parametrize("fallback", [None, "popular"])
def test_a_fallback_is_read_back(fallback):
    assert Search.of("s", SEARCH.to_fields() | {"fallback": fallback}).fallback == fallback


@pytest.mark.parametrize("cluster", [None, "3", 3.5])
def test_what_is_no_cluster_is_none(cluster):
    assert Search.of("s", SEARCH.to_fields() | {"cluster": cluster}).cluster is None


@pytest.mark.parametrize(("count", "counted"), [(10, 10), (11, 10)])
def test_the_first_ten_seeds_of_a_search_count(count, counted):
    seeds = tuple(map(str, range(count)))
    assert Search("s", NOW, "v1", seeds, (), None, None).counted_seeds == seeds[:counted]


SHARE = Share("l", "ada", "s", "Mine", (SharedSong("spotify:track:x", "Hurt", "Cash", ("a", "b")),), "v1", NOW)


def test_a_shared_list_is_read_back():
    assert Share.of("l", SHARE.to_fields()) == SHARE


@pytest.mark.parametrize("songs", [None, "x", {}])
def test_a_shared_list_without_songs_is_empty(songs):
    assert Share.of("l", SHARE.to_fields() | {"songs": songs}).songs == ()


@pytest.mark.parametrize("song", [None, {}, {"because": "x"}])
def test_a_shared_song_that_lacks_all_is_empty(song):
    assert Share.of("l", SHARE.to_fields() | {"songs": [song]}).songs == (SharedSong("", "", "", ()),)


def test_a_search_is_shared_once_by_each_owner():
    assert shared_key("ada", "s") == "ada.s"


@pytest.mark.parametrize(
    ("weekday", "words"),
    [(0, "Monday at 08:00 (UTC)"), (6, "Sunday at 08:00 (UTC)"), (2, "Wednesday at 08:00 (UTC)")],
)
def test_a_schedule_is_told_in_words(weekday, words):
    assert Schedule(weekday, 8, "UTC").in_words == words


def test_midnight_and_late_hours_have_two_digits():
    assert Schedule(0, 0, "UTC").in_words == "Monday at 00:00 (UTC)"
    assert Schedule(0, 23, "UTC").in_words == "Monday at 23:00 (UTC)"


@pytest.mark.parametrize("weekday", range(7))
def test_the_next_mail_is_on_its_weekday_within_seven_days(weekday):
    due = Schedule(weekday, 12, "UTC").next_after(NOW)
    assert due.weekday() == weekday
    assert timedelta(0) < due - NOW <= timedelta(days=7)


def test_of_a_time_zone_that_is_not_known_eighty_characters_are_told_in_ascii():
    with pytest.raises(InvalidInput) as caught:
        zone_of("é" * 81)
    assert caught.value.found == ascii("é" * 80)


def test_a_subscription_is_stored_in_utc_to_the_second():
    due = datetime(2026, 11, 23, 8, 0, 0, 999, tzinfo=timezone(timedelta(hours=1)))
    fields = Subscription("ada", State.PAUSED, Schedule(0, 8, "Europe/Berlin"), due).to_fields()
    assert (fields["due_at"], fields["state"]) == ("2026-11-23T07:00:00+00:00", "paused")


def test_a_mail_shows_nothing_but_its_id():
    mail = Mail("m1", "ada@example.com", "Hi Ada", "text", "<p>html</p>", "https://segue.example/u?token=x")
    assert repr(mail) == "Mail(id='m1')"


def test_there_are_thirteen_features_in_the_order_of_every_array():
    assert (len(FEATURES), FEATURES[0], FEATURES[10], FEATURES[12]) == (
        13,
        "danceability",
        "tempo",
        "time_signature",
    )


def test_a_credit_of_commas_alone_names_nobody():
    assert (credited_artists(" , ,"), leading_artist(" , ,")) == ((), "")
