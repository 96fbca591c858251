from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.colours import Colours
    from ..models.map_place import MapPlace


T = TypeVar("T", bound="MapCluster")


@_attrs_define
class MapCluster:
    """A cluster as the map names it, at the mean place of its songs

    Attributes:
        id (int):
        name (str):
        words (list[str]):
        place (MapPlace): A place within the unit circle
        colours (Colours): A colour by day, and one by night
    """

    id: int
    name: str
    words: list[str]
    place: MapPlace
    colours: Colours
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        words = self.words

        place = self.place.to_dict()

        colours = self.colours.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "words": words,
                "place": place,
                "colours": colours,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.colours import Colours  # noqa: PLC0415
        from ..models.map_place import MapPlace  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        words = cast(list[str], d.pop("words"))

        place = MapPlace.from_dict(d.pop("place"))

        colours = Colours.from_dict(d.pop("colours"))

        map_cluster = cls(
            id=id,
            name=name,
            words=words,
            place=place,
            colours=colours,
        )

        map_cluster.additional_properties = d
        return map_cluster

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
