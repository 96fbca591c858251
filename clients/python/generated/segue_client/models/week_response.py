from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.artist_chart import ArtistChart
    from ..models.chart import Chart


T = TypeVar("T", bound="WeekResponse")


@_attrs_define
class WeekResponse:
    """This week's charts

    Attributes:
        model (str):
        week (str):
        songs (Chart): The most searched and the most loved
        artists (ArtistChart): The most searched and the most loved artists, summed over the songs of the chart's longer
            list
    """

    model: str
    week: str
    songs: Chart
    artists: ArtistChart
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        model = self.model

        week = self.week

        songs = self.songs.to_dict()

        artists = self.artists.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "model": model,
                "week": week,
                "songs": songs,
                "artists": artists,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.artist_chart import ArtistChart  # noqa: PLC0415
        from ..models.chart import Chart  # noqa: PLC0415

        d = dict(src_dict)
        model = d.pop("model")

        week = d.pop("week")

        songs = Chart.from_dict(d.pop("songs"))

        artists = ArtistChart.from_dict(d.pop("artists"))

        week_response = cls(
            model=model,
            week=week,
            songs=songs,
            artists=artists,
        )

        week_response.additional_properties = d
        return week_response

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
