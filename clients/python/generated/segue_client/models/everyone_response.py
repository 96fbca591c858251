from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.cluster_opinions import ClusterOpinions
    from ..models.counted import Counted
    from ..models.coverage import Coverage
    from ..models.model_opinions import ModelOpinions
    from ..models.model_week import ModelWeek
    from ..models.opinion_counts import OpinionCounts
    from ..models.song_count import SongCount
    from ..models.week_count import WeekCount


T = TypeVar("T", bound="EveryoneResponse")


@_attrs_define
class EveryoneResponse:
    """Everyone's figures, for admins

    Attributes:
        model (str):
        searches (int):
        searches_by_week (list[WeekCount]):
        fallback (int): Searches answered by what is popular alone
        ratings (OpinionCounts): How many ratings say what; lists and songs together
        ratings_by_model (list[ModelOpinions]):
        ratings_by_week (list[ModelWeek]):
        ratings_by_cluster (list[ClusterOpinions]):
        genres (list[Counted]):
        loved (list[SongCount]):
        coverage (Coverage): How much of the catalogue the latest answers showed
        last_activity_at (None | str):
    """

    model: str
    searches: int
    searches_by_week: list[WeekCount]
    fallback: int
    ratings: OpinionCounts
    ratings_by_model: list[ModelOpinions]
    ratings_by_week: list[ModelWeek]
    ratings_by_cluster: list[ClusterOpinions]
    genres: list[Counted]
    loved: list[SongCount]
    coverage: Coverage
    last_activity_at: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        model = self.model

        searches = self.searches

        searches_by_week = []
        for searches_by_week_item_data in self.searches_by_week:
            searches_by_week_item = searches_by_week_item_data.to_dict()
            searches_by_week.append(searches_by_week_item)

        fallback = self.fallback

        ratings = self.ratings.to_dict()

        ratings_by_model = []
        for ratings_by_model_item_data in self.ratings_by_model:
            ratings_by_model_item = ratings_by_model_item_data.to_dict()
            ratings_by_model.append(ratings_by_model_item)

        ratings_by_week = []
        for ratings_by_week_item_data in self.ratings_by_week:
            ratings_by_week_item = ratings_by_week_item_data.to_dict()
            ratings_by_week.append(ratings_by_week_item)

        ratings_by_cluster = []
        for ratings_by_cluster_item_data in self.ratings_by_cluster:
            ratings_by_cluster_item = ratings_by_cluster_item_data.to_dict()
            ratings_by_cluster.append(ratings_by_cluster_item)

        genres = []
        for genres_item_data in self.genres:
            genres_item = genres_item_data.to_dict()
            genres.append(genres_item)

        loved = []
        for loved_item_data in self.loved:
            loved_item = loved_item_data.to_dict()
            loved.append(loved_item)

        coverage = self.coverage.to_dict()

        last_activity_at: None | str
        last_activity_at = self.last_activity_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "model": model,
                "searches": searches,
                "searches_by_week": searches_by_week,
                "fallback": fallback,
                "ratings": ratings,
                "ratings_by_model": ratings_by_model,
                "ratings_by_week": ratings_by_week,
                "ratings_by_cluster": ratings_by_cluster,
                "genres": genres,
                "loved": loved,
                "coverage": coverage,
                "last_activity_at": last_activity_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.cluster_opinions import ClusterOpinions  # noqa: PLC0415
        from ..models.counted import Counted  # noqa: PLC0415
        from ..models.coverage import Coverage  # noqa: PLC0415
        from ..models.model_opinions import ModelOpinions  # noqa: PLC0415
        from ..models.model_week import ModelWeek  # noqa: PLC0415
        from ..models.opinion_counts import OpinionCounts  # noqa: PLC0415
        from ..models.song_count import SongCount  # noqa: PLC0415
        from ..models.week_count import WeekCount  # noqa: PLC0415

        d = dict(src_dict)
        model = d.pop("model")

        searches = d.pop("searches")

        searches_by_week = []
        _searches_by_week = d.pop("searches_by_week")
        for searches_by_week_item_data in _searches_by_week:
            searches_by_week_item = WeekCount.from_dict(searches_by_week_item_data)

            searches_by_week.append(searches_by_week_item)

        fallback = d.pop("fallback")

        ratings = OpinionCounts.from_dict(d.pop("ratings"))

        ratings_by_model = []
        _ratings_by_model = d.pop("ratings_by_model")
        for ratings_by_model_item_data in _ratings_by_model:
            ratings_by_model_item = ModelOpinions.from_dict(ratings_by_model_item_data)

            ratings_by_model.append(ratings_by_model_item)

        ratings_by_week = []
        _ratings_by_week = d.pop("ratings_by_week")
        for ratings_by_week_item_data in _ratings_by_week:
            ratings_by_week_item = ModelWeek.from_dict(ratings_by_week_item_data)

            ratings_by_week.append(ratings_by_week_item)

        ratings_by_cluster = []
        _ratings_by_cluster = d.pop("ratings_by_cluster")
        for ratings_by_cluster_item_data in _ratings_by_cluster:
            ratings_by_cluster_item = ClusterOpinions.from_dict(ratings_by_cluster_item_data)

            ratings_by_cluster.append(ratings_by_cluster_item)

        genres = []
        _genres = d.pop("genres")
        for genres_item_data in _genres:
            genres_item = Counted.from_dict(genres_item_data)

            genres.append(genres_item)

        loved = []
        _loved = d.pop("loved")
        for loved_item_data in _loved:
            loved_item = SongCount.from_dict(loved_item_data)

            loved.append(loved_item)

        coverage = Coverage.from_dict(d.pop("coverage"))

        def _parse_last_activity_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last_activity_at = _parse_last_activity_at(d.pop("last_activity_at"))

        everyone_response = cls(
            model=model,
            searches=searches,
            searches_by_week=searches_by_week,
            fallback=fallback,
            ratings=ratings,
            ratings_by_model=ratings_by_model,
            ratings_by_week=ratings_by_week,
            ratings_by_cluster=ratings_by_cluster,
            genres=genres,
            loved=loved,
            coverage=coverage,
            last_activity_at=last_activity_at,
        )

        everyone_response.additional_properties = d
        return everyone_response

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
