"""A listener's own statistics, from counters and from their latest searches."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from shared.domain.offers import offers
from shared.domain.rating import Opinion, Rating, week_of
from shared.domain.search import Search
from shared.model.atlas import ClusterInfo, Position
from shared.model.candidates.tracks import Indices
from shared.model.model import Model
from shared.ports import Records
from shared.record_kinds import COUNTERS, PLAYLISTS, RATINGS, SEARCHES
from shared.records.counter_names import LAST_AT, counts_under, of_listener
from shared.records.counters import ShardedCounter

from .contract import Counted, Place
from .contract_mine import ClusterCount, ClusterWords, GenreWeek, LovedSong, MineResponse, PastSearch, Radar
from .figures import all_opinions, by_cluster, by_week, commonest
from .own_counts import counted_again

RECENT = 200
"""Number of latest searches that describe the listener's present taste."""

SHOWN = 30
"""Number of searches shown on the map, with names."""

MOST_RATINGS = 200
"""Number of latest ratings that are read."""

MOST_LOVED = 100
"""Number of loved songs shown, the latest."""

MOST_PLAYLISTS = 200
MOST_WORDS = 60
MOST_GENRES = 40
GENRES_A_WEEK = 8

MOST_SEEDS = 1_000
"""Maximum number of songs whose mean is the listener's sound and point on the map."""

LOVED = (Opinion.LOVE, Opinion.LIKE)

RADAR = (
    "danceability",
    "energy",
    "valence",
    "tempo",
    "acousticness",
    "instrumentalness",
    "liveness",
    "speechiness",
)
"""The features of a listener's sound, as far as the model knows them."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_STOP_WORDS = frozenset("and for from mix music my playlist songs the vol with your".split())


class Mine:
    """The use case behind a listener's own statistics."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._counter = ShardedCounter(records, COUNTERS.name, shards=1)

    def figures(self, listener: str, model: Model) -> MineResponse:
        """Return a listener's own statistics; all empty for an unknown listener."""
        counted, last = self._counter.read_with(of_listener(listener), LAST_AT)
        recent, all_searches = self._recent(listener)
        ratings, all_ratings = self._ratings(listener)
        counts = counted_again(counted, recent if all_searches else None, ratings if all_ratings else None)
        seeds = _seeds(recent, model)
        cluster = usual_cluster(recent[:SHOWN], model)
        known = [name for name in RADAR if name in model.known_features]
        return MineResponse(
            model=model.version,
            searches=counts.get("searches", 0),
            searches_by_week=by_week(counts),
            ratings=all_opinions(counts),
            genres=commonest(counts_under(counts, "genres"), MOST_GENRES),
            genres_by_week=genres_by_week(recent),
            clusters=_clusters(by_cluster(counts, "searches", "cluster", model.version), model),
            cluster=_described(cluster, seeds, model) if cluster else None,
            playlist_words=self._playlist_words(listener),
            known_features=known,
            features=radar(model, known, seeds, cluster) if cluster and known else None,
            place=_place(model.position_of(seeds)),
            past=_past(recent[:SHOWN], model),
            loved=_loved(ratings, model),
            last_activity_at=last or None,
        )

    def _recent(self, listener: str) -> tuple[list[Search], bool]:
        """Return the latest searches, and whether there are no others."""
        page = self._records.page(
            SEARCHES.name, where={"listener": listener}, order_by="asked_at", descending=True, limit=RECENT
        )
        return [Search.of(record.key, record.fields) for record in page.records], page.cursor is None

    def _ratings(self, listener: str) -> tuple[list[Rating], bool]:
        """Return the latest ratings, and whether there are no others."""
        page = self._records.page(
            RATINGS.name, where={"listener": listener}, order_by="rated_at", descending=True, limit=MOST_RATINGS
        )
        return [Rating.of(record.fields) for record in page.records], page.cursor is None

    def _playlist_words(self, listener: str) -> list[Counted]:
        page = self._records.page(
            PLAYLISTS.name,
            where={"listener": listener},
            order_by="ingested_at",
            descending=True,
            limit=MOST_PLAYLISTS,
        )
        return commonest(words_of([str(record.fields["name"]) for record in page.records]), MOST_WORDS)


def words_of(names: Sequence[str]) -> Counter[str]:
    """Count the names each word occurs in, without short words and stop words."""
    return Counter(
        word for name in names for word in set(_WORD.findall(name.casefold())) if word not in _STOP_WORDS
    )


def genres_by_week(searches: Sequence[Search]) -> list[GenreWeek]:
    """Return the genres of searches by week, the earliest first."""
    weeks: dict[str, Counter[str]] = {}
    for search in searches:
        weeks.setdefault(week_of(search.asked_at), Counter()).update(search.genres)
    return [GenreWeek(week, commonest(counts, GENRES_A_WEEK)) for week, counts in sorted(weeks.items()) if counts]


def radar(model: Model, features: list[str], seeds: Indices, cluster: ClusterInfo) -> Radar:
    """Compute the mean sound of tracks beside that of a cluster's playlists, as percentiles by some features."""
    return Radar(
        features=features,
        mine=[round(model.level_of(seeds, name), 3) for name in features],
        cluster=[round(model.level_of_cluster(cluster.id, name), 3) for name in features],
    )


def usual_cluster(searches: Sequence[Search], model: Model) -> ClusterInfo | None:
    """Return the cluster that at least half of some searches are in: of a mixed taste no single one tells."""
    found = [model.cluster_of(_seeds([search], model)) for search in searches if search.seeds]
    counts = Counter(cluster.id for cluster in found if cluster)
    most, count = max(counts.items(), key=lambda item: item[1], default=(0, 0))
    return model.clusters[most] if count and 2 * count >= len(found) else None


def _loved(ratings: Sequence[Rating], model: Model) -> list[LovedSong]:
    """Return the loved and liked songs that the catalogue has, the latest first."""
    songs = [each for each in ratings if each.target.kind == "track" and each.opinion in LOVED]
    searches = {each.target.id: each.search for each in songs[:MOST_LOVED]}
    places = dict(zip(searches, model.index_of_each(list(searches)).tolist(), strict=True))
    known = {id: place for id, place in places.items() if place >= 0}
    indices = np.array(list(known.values()), dtype=np.int32)
    described = zip(known, model.tracks(indices), model.atlas.colours_of(indices), strict=True)
    return [
        LovedSong(id, track.name, track.artist, offers(track), colours, searches[id])
        for id, track, colours in described
    ]


def _seeds(searches: Sequence[Search], model: Model) -> Indices:
    ids = list(dict.fromkeys(track for search in searches for track in search.seeds))[:MOST_SEEDS]
    return model.indices_of(ids)


def _clusters(counts: dict[int, int], model: Model) -> list[ClusterCount]:
    known = [each for each in model.clusters if counts.get(each.id)]
    return sorted(
        (ClusterCount(each.id, each.name, counts[each.id]) for each in known), key=lambda each: -each.count
    )


def _described(cluster: ClusterInfo, seeds: Indices, model: Model) -> ClusterWords:
    """Describe the listener's songs, and what playlists of their cluster are about."""
    name = model.name_of(seeds) or cluster.name
    return ClusterWords(cluster.id, name, cluster.words, model.sound_of(seeds))


def _place(position: Position | None) -> Place | None:
    return Place(round(position.x, 4), round(position.y, 4)) if position else None


def _past(searches: Sequence[Search], model: Model) -> list[PastSearch]:
    seeds = [_seeds([search], model) for search in searches]
    titles = iter(model.tracks([int(each) for found in seeds for each in found[:3]]))
    return [
        PastSearch(
            search.id,
            search.asked_at.isoformat(),
            [next(titles).title for _ in found[:3]],
            _place(model.position_of(found)),
        )
        for search, found in zip(searches, seeds, strict=True)
    ]
