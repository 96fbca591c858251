from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.cluster_count import ClusterCount
    from ..models.cluster_words import ClusterWords
    from ..models.counted import Counted
    from ..models.genre_week import GenreWeek
    from ..models.loved_song import LovedSong
    from ..models.map_place import MapPlace
    from ..models.opinion_counts import OpinionCounts
    from ..models.past_search import PastSearch
    from ..models.radar import Radar
    from ..models.week_count import WeekCount


T = TypeVar("T", bound="MineResponse")


@_attrs_define
class MineResponse:
    """A listener's own figures

    Attributes:
        model (str):
        searches (int):
        searches_by_week (list[WeekCount]):
        ratings (OpinionCounts): How many ratings say what; lists and songs together
        genres (list[Counted]):
        genres_by_week (list[GenreWeek]):
        clusters (list[ClusterCount]):
        cluster (ClusterWords | None):
        playlist_words (list[Counted]): Words in the names of the listener's playlists
        known_features (list[str]): Audio features that the songs' sound is known by
        features (None | Radar):
        place (MapPlace | None):
        past (list[PastSearch]):
        loved (list[LovedSong]): Songs that they love or like, the latest first, 100 at most
        last_activity_at (None | str):
    """

    model: str
    searches: int
    searches_by_week: list[WeekCount]
    ratings: OpinionCounts
    genres: list[Counted]
    genres_by_week: list[GenreWeek]
    clusters: list[ClusterCount]
    cluster: ClusterWords | None
    playlist_words: list[Counted]
    known_features: list[str]
    features: None | Radar
    place: MapPlace | None
    past: list[PastSearch]
    loved: list[LovedSong]
    last_activity_at: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.cluster_words import ClusterWords  # noqa: PLC0415
        from ..models.map_place import MapPlace  # noqa: PLC0415
        from ..models.radar import Radar  # noqa: PLC0415

        model = self.model

        searches = self.searches

        searches_by_week = []
        for searches_by_week_item_data in self.searches_by_week:
            searches_by_week_item = searches_by_week_item_data.to_dict()
            searches_by_week.append(searches_by_week_item)

        ratings = self.ratings.to_dict()

        genres = []
        for genres_item_data in self.genres:
            genres_item = genres_item_data.to_dict()
            genres.append(genres_item)

        genres_by_week = []
        for genres_by_week_item_data in self.genres_by_week:
            genres_by_week_item = genres_by_week_item_data.to_dict()
            genres_by_week.append(genres_by_week_item)

        clusters = []
        for clusters_item_data in self.clusters:
            clusters_item = clusters_item_data.to_dict()
            clusters.append(clusters_item)

        cluster: dict[str, Any] | None
        if isinstance(self.cluster, ClusterWords):
            cluster = self.cluster.to_dict()
        else:
            cluster = self.cluster

        playlist_words = []
        for playlist_words_item_data in self.playlist_words:
            playlist_words_item = playlist_words_item_data.to_dict()
            playlist_words.append(playlist_words_item)

        known_features = self.known_features

        features: dict[str, Any] | None
        if isinstance(self.features, Radar):
            features = self.features.to_dict()
        else:
            features = self.features

        place: dict[str, Any] | None
        if isinstance(self.place, MapPlace):
            place = self.place.to_dict()
        else:
            place = self.place

        past = []
        for past_item_data in self.past:
            past_item = past_item_data.to_dict()
            past.append(past_item)

        loved = []
        for loved_item_data in self.loved:
            loved_item = loved_item_data.to_dict()
            loved.append(loved_item)

        last_activity_at: None | str
        last_activity_at = self.last_activity_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "model": model,
                "searches": searches,
                "searches_by_week": searches_by_week,
                "ratings": ratings,
                "genres": genres,
                "genres_by_week": genres_by_week,
                "clusters": clusters,
                "cluster": cluster,
                "playlist_words": playlist_words,
                "known_features": known_features,
                "features": features,
                "place": place,
                "past": past,
                "loved": loved,
                "last_activity_at": last_activity_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.cluster_count import ClusterCount  # noqa: PLC0415
        from ..models.cluster_words import ClusterWords  # noqa: PLC0415
        from ..models.counted import Counted  # noqa: PLC0415
        from ..models.genre_week import GenreWeek  # noqa: PLC0415
        from ..models.loved_song import LovedSong  # noqa: PLC0415
        from ..models.map_place import MapPlace  # noqa: PLC0415
        from ..models.opinion_counts import OpinionCounts  # noqa: PLC0415
        from ..models.past_search import PastSearch  # noqa: PLC0415
        from ..models.radar import Radar  # noqa: PLC0415
        from ..models.week_count import WeekCount  # noqa: PLC0415

        d = dict(src_dict)
        model = d.pop("model")

        searches = d.pop("searches")

        searches_by_week = []
        _searches_by_week = d.pop("searches_by_week")
        for searches_by_week_item_data in _searches_by_week:
            searches_by_week_item = WeekCount.from_dict(searches_by_week_item_data)

            searches_by_week.append(searches_by_week_item)

        ratings = OpinionCounts.from_dict(d.pop("ratings"))

        genres = []
        _genres = d.pop("genres")
        for genres_item_data in _genres:
            genres_item = Counted.from_dict(genres_item_data)

            genres.append(genres_item)

        genres_by_week = []
        _genres_by_week = d.pop("genres_by_week")
        for genres_by_week_item_data in _genres_by_week:
            genres_by_week_item = GenreWeek.from_dict(genres_by_week_item_data)

            genres_by_week.append(genres_by_week_item)

        clusters = []
        _clusters = d.pop("clusters")
        for clusters_item_data in _clusters:
            clusters_item = ClusterCount.from_dict(clusters_item_data)

            clusters.append(clusters_item)

        def _parse_cluster(data: object) -> ClusterWords | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                cluster_type_1 = ClusterWords.from_dict(data)

                return cluster_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ClusterWords | None, data)

        cluster = _parse_cluster(d.pop("cluster"))

        playlist_words = []
        _playlist_words = d.pop("playlist_words")
        for playlist_words_item_data in _playlist_words:
            playlist_words_item = Counted.from_dict(playlist_words_item_data)

            playlist_words.append(playlist_words_item)

        known_features = cast(list[str], d.pop("known_features"))

        def _parse_features(data: object) -> None | Radar:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                features_type_1 = Radar.from_dict(data)

                return features_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Radar, data)

        features = _parse_features(d.pop("features"))

        def _parse_place(data: object) -> MapPlace | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                place_type_1 = MapPlace.from_dict(data)

                return place_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MapPlace | None, data)

        place = _parse_place(d.pop("place"))

        past = []
        _past = d.pop("past")
        for past_item_data in _past:
            past_item = PastSearch.from_dict(past_item_data)

            past.append(past_item)

        loved = []
        _loved = d.pop("loved")
        for loved_item_data in _loved:
            loved_item = LovedSong.from_dict(loved_item_data)

            loved.append(loved_item)

        def _parse_last_activity_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last_activity_at = _parse_last_activity_at(d.pop("last_activity_at"))

        mine_response = cls(
            model=model,
            searches=searches,
            searches_by_week=searches_by_week,
            ratings=ratings,
            genres=genres,
            genres_by_week=genres_by_week,
            clusters=clusters,
            cluster=cluster,
            playlist_words=playlist_words,
            known_features=known_features,
            features=features,
            place=place,
            past=past,
            loved=loved,
            last_activity_at=last_activity_at,
        )

        mine_response.additional_properties = d
        return mine_response

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
