"""Statistics known by construction: synthetic searches and ratings, counted by `tally`, read from `insights`."""

import sys
import uuid
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import msgspec
import pytest

from shared.adapters.memory import MemoryRecords
from shared.domain.rating import Opinion, Rating, Target, rated
from shared.domain.search import Search
from shared.messaging.messages import RatingChanged, SearchMade
from shared.messaging.push import Message
from shared.ports import Record
from shared.record_kinds import RATINGS, SEARCHES

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
WEEK = "2026-W48"


def of_function(function: str, module: str):
    """Import a module of a function as the framework does, from its own folder."""
    folder = str(Path(__file__).parents[2])
    if folder not in sys.path:
        sys.path.append(folder)
    return import_module(f"functions.{function}.{module}")


class World:
    """Records, and events on them; `again` redelivers every message so far."""

    def __init__(self, model) -> None:
        self.model = model
        self.records = MemoryRecords(lambda: NOW)
        self.tally = of_function("tally", "handler").TallyActivity(self.records)
        self.published = []

    def publish(self, activity) -> None:
        message = Message(uuid.uuid4().hex, msgspec.json.encode(activity), {}, "", "", 1)
        self.published.append(message)
        self.tally.handle(message)

    def again(self) -> None:
        for message in reversed(self.published):
            self.tally.handle(message)

    def search(self, id, listener=None, seeds=(), version=None, cluster=0, at=NOW, genres=(), recommended=()):
        version = version or self.model.version
        of_it = tuple(seeds), tuple(recommended), cluster, None, listener, tuple(genres)
        made = Search(id, at, version, *of_it, charted=listener is not None)
        self.records.create(SEARCHES.name, Record(id, made.to_fields(), NOW + timedelta(days=400)))
        self.publish(SearchMade(id=id))
        return made

    def rate(self, listener, made, opinion, track="", at=NOW):
        target = Target("track", track) if track else Target("list", made.id)
        key = target.key(listener)

        def change(before):
            return rated(
                before and Rating.of(before), listener, target, made, opinion, at, charted=True
            ).to_fields()

        self.records.update(RATINGS.name, key, change)
        self.publish(RatingChanged(key=key))

    def mine(self, listener="ada"):
        return of_function("insights", "mine").Mine(self.records).figures(listener, self.model)

    def everyone(self):
        return of_function("insights", "everyone").Everyone(self.records).figures(self.model)

    def charts(self):
        return of_function("insights", "week").charts(self.records, self.model, NOW)


@pytest.fixture
def world(model):
    return World(model)


@pytest.fixture
def ids(model):
    return [track.id for track in model.catalogue.tracks(range(30))]


def test_opinions_are_averaged_from_hate_one_to_love_four(world):
    made = world.search("s1")
    for listener, opinion in (("a", Opinion.LOVE), ("b", Opinion.LOVE), ("c", Opinion.OKAY), ("d", Opinion.HATE)):
        world.rate(listener, made, opinion)
    ratings = world.everyone().ratings
    assert (ratings.love, ratings.like, ratings.okay, ratings.hate) == (2, 0, 1, 1)
    assert (ratings.average, ratings.like_rate) == (2.75, 0.5)


def test_nothing_changes_where_everything_is_delivered_again(world, ids):
    made = world.search("s1", "ada", ids[:2], genres=["folk"])
    world.rate("ada", made, Opinion.LOVE, ids[5])
    world.rate("ada", made, Opinion.HATE, ids[5])
    before = world.mine(), world.everyone(), world.charts()
    world.again()
    assert (world.mine(), world.everyone(), world.charts()) == before


def test_what_is_taken_back_is_in_no_figure(world, ids):
    made = world.search("s1", "ada", ids[:2])
    world.rate("ada", made, Opinion.LOVE, ids[5])
    world.rate("ada", made, None, ids[5])
    assert world.mine().ratings.love == 0
    assert world.everyone().loved == []
    assert world.charts().songs.loved == []


def test_ratings_are_told_by_model_and_week_and_for_the_served_model_by_cluster(world):
    old = world.search("s1", version="0ld0ld0ld0ld", cluster=1, at=NOW - timedelta(days=14))
    new = world.search("s2", cluster=0)
    world.rate("a", old, Opinion.HATE, at=NOW - timedelta(days=14))
    world.rate("b", new, Opinion.LOVE)
    everyone = world.everyone()
    assert {each.model: each.ratings.like_rate for each in everyone.ratings_by_model} == {
        "0ld0ld0ld0ld": 0.0,
        world.model.version: 1.0,
    }
    assert {(each.model, each.week): each.ratings.average for each in everyone.ratings_by_week} == {
        ("0ld0ld0ld0ld", "2026-W46"): 1.0,
        (world.model.version, WEEK): 4.0,
    }
    name = world.model.atlas.clusters[0].name
    assert [(each.id, each.name, each.ratings.love) for each in everyone.ratings_by_cluster] == [(0, name, 1)]


def test_clusters_of_another_model_are_not_the_listeners(world):
    world.search("s1", "ada", version="0ld0ld0ld0ld", cluster=1)
    world.search("s2", "ada", cluster=0)
    assert [(each.id, each.count) for each in world.mine().clusters] == [(0, 1)]


def test_genres_are_counted_by_search_and_told_week_by_week(world):
    world.search("s1", "ada", genres=["folk", "r.&b"], at=NOW - timedelta(days=7))
    world.search("s2", "ada", genres=["folk"])
    mine = world.mine()
    assert [(each.name, each.count) for each in mine.genres] == [("folk", 2), ("r.&b", 1)]
    weeks = {week.week: [(each.name, each.count) for each in week.genres] for week in mine.genres_by_week}
    assert weeks == {"2026-W47": [("folk", 1), ("r.&b", 1)], WEEK: [("folk", 1)]}


def test_the_last_activity_is_the_latest_whatever_came_last(world):
    world.search("s1", "ada", at=NOW)
    world.search("s2", "ada", at=NOW - timedelta(days=3))
    assert world.mine().last_activity_at == world.everyone().last_activity_at == NOW.isoformat()


def test_charts_are_of_this_week_and_name_the_artists(world, ids, model):
    for place in range(4):
        world.search(f"this {place}", f"listener {place}", seeds=ids[: 1 if place == 3 else 2])
        world.search(f"last {place}", f"listener {place}", seeds=ids[2:3], at=NOW - timedelta(days=7))
    charts = world.charts()
    assert [(song.uri, song.count) for song in charts.songs.searched] == [(ids[0], 4), (ids[1], 3)]
    first, second = model.catalogue.tracks([0, 1])
    assert {each.name: each.count for each in charts.artists.searched} == {second.artist: 3} | {first.artist: 4}


def test_an_artist_has_the_listeners_of_their_foremost_song_as_one_may_search_for_all_of_them(world, model):
    artist = model.catalogue.tracks([0])[0].artist
    tracks = [track.id for track in model.catalogue.tracks(range(1_000)) if track.artist == artist][:10]
    for place in range(3):
        world.search(f"s{place}", f"listener {place}", seeds=tracks)
    charts = world.charts()
    assert len(charts.songs.searched) == len(tracks) > 1
    assert [(each.name, each.count) for each in charts.artists.searched] == [(artist, 3)]


def test_songs_that_the_served_model_lacks_are_in_no_chart(world):
    for place in range(3):
        world.search(f"s{place}", f"listener {place}", seeds=["0" * 22])
    assert world.charts().songs.searched == []


def test_what_is_loved_is_told_since_the_beginning(world, ids):
    made = world.search("s1")
    world.rate("ada", made, Opinion.LOVE, ids[7], at=NOW - timedelta(days=50))
    world.rate("bob", made, Opinion.LOVE, ids[7])
    world.rate("bob", made, Opinion.LOVE, ids[8])
    assert [(song.uri, song.count) for song in world.everyone().loved] == [(ids[7], 2), (ids[8], 1)]
    assert world.charts().songs.loved == []
    for listener in ("cy", "dora"):
        world.rate(listener, made, Opinion.LOVE, ids[7])
    assert [(song.uri, song.count) for song in world.charts().songs.loved] == [(ids[7], 3)]


def test_coverage_counts_distinct_songs_of_the_latest_answers(world, ids):
    world.search("s1", recommended=ids[:4])
    world.search("s2", recommended=ids[2:6])
    coverage = world.everyone().coverage
    assert (coverage.answers, coverage.recommended, coverage.distinct) == (2, 8, 6)
    assert coverage.catalogue == len(world.model.catalogue)


def test_plain_and_short_words_of_playlist_names_do_not_count():
    words = of_function("insights", "mine").words_of(["My Rainy Day Mix", "rainy RAINY 90s", "été à Paris"])
    assert words == {"rainy": 2, "day": 1, "été": 1, "paris": 1}


def test_what_is_loved_is_listed_and_counted_before_it_is_tallied(world, ids):
    made = world.search("s1", "ada", ids[:2])
    for song, opinion in zip(ids[5:9], (Opinion.LOVE, Opinion.LIKE, Opinion.OKAY, Opinion.HATE), strict=True):
        world.rate("ada", made, opinion, song, at=NOW + timedelta(minutes=ids.index(song)))
    world.records.delete("figures", "listener.ada.0")  # as if nothing were counted yet

    mine = world.mine()

    assert [(song.uri, song.search) for song in mine.loved] == [(ids[6], "s1"), (ids[5], "s1")]
    assert (mine.ratings.love, mine.ratings.like, mine.ratings.hate, mine.searches) == (1, 1, 1, 1)


def test_a_deleted_list_is_in_no_number_of_the_screen(world, ids):
    world.search("s1", "ada", ids[:2], genres=["folk"])
    world.search("s2", "ada", ids[2:4], genres=["jazz"])
    world.records.delete(SEARCHES.name, "s1")

    mine = world.mine()

    assert (mine.searches, [each.name for each in mine.genres]) == (1, ["jazz"])
    assert [week.count for week in mine.searches_by_week] == [1]


def test_a_mixed_taste_is_of_no_one_kind(world, model):
    kinds = {}
    for place in range(200):
        found = model.cluster_of(model.indices_of([model.tracks([place])[0].id]))
        if found:
            kinds.setdefault(found.id, model.tracks([place])[0].id)
    assert len(kinds) >= 3
    for number, song in enumerate(list(kinds.values())[:3]):
        world.search(f"s{number}", "ada", [song])
    assert world.mine().cluster is None

    first = next(iter(kinds))
    for number in range(3):
        world.search(f"t{number}", "ada", [kinds[first]])
    assert world.mine().cluster.id == first
