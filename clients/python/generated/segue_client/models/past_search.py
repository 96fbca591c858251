from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.map_place import MapPlace


T = TypeVar("T", bound="PastSearch")


@_attrs_define
class PastSearch:
    """A search of the listener's, and where it stands on the map

    Attributes:
        id (str):
        asked_at (str):
        songs (list[str]):
        place (MapPlace | None):
    """

    id: str
    asked_at: str
    songs: list[str]
    place: MapPlace | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.map_place import MapPlace  # noqa: PLC0415

        id = self.id

        asked_at = self.asked_at

        songs = self.songs

        place: dict[str, Any] | None
        if isinstance(self.place, MapPlace):
            place = self.place.to_dict()
        else:
            place = self.place

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "asked_at": asked_at,
                "songs": songs,
                "place": place,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.map_place import MapPlace  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        asked_at = d.pop("asked_at")

        songs = cast(list[str], d.pop("songs"))

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

        past_search = cls(
            id=id,
            asked_at=asked_at,
            songs=songs,
            place=place,
        )

        past_search.additional_properties = d
        return past_search

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
