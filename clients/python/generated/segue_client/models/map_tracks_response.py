from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.map_track import MapTrack


T = TypeVar("T", bound="MapTracksResponse")


@_attrs_define
class MapTracksResponse:
    """Some songs of the map, or of the catalogue, in the order they were asked for

    Attributes:
        model (str):
        tracks (list[MapTrack]):
    """

    model: str
    tracks: list[MapTrack]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        model = self.model

        tracks = []
        for tracks_item_data in self.tracks:
            tracks_item = tracks_item_data.to_dict()
            tracks.append(tracks_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "model": model,
                "tracks": tracks,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.map_track import MapTrack  # noqa: PLC0415

        d = dict(src_dict)
        model = d.pop("model")

        tracks = []
        _tracks = d.pop("tracks")
        for tracks_item_data in _tracks:
            tracks_item = MapTrack.from_dict(tracks_item_data)

            tracks.append(tracks_item)

        map_tracks_response = cls(
            model=model,
            tracks=tracks,
        )

        map_tracks_response.additional_properties = d
        return map_tracks_response

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
