from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.song_count import SongCount


T = TypeVar("T", bound="Chart")


@_attrs_define
class Chart:
    """The most searched and the most loved

    Attributes:
        searched (list[SongCount]):
        loved (list[SongCount]):
    """

    searched: list[SongCount]
    loved: list[SongCount]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        searched = []
        for searched_item_data in self.searched:
            searched_item = searched_item_data.to_dict()
            searched.append(searched_item)

        loved = []
        for loved_item_data in self.loved:
            loved_item = loved_item_data.to_dict()
            loved.append(loved_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "searched": searched,
                "loved": loved,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.song_count import SongCount  # noqa: PLC0415

        d = dict(src_dict)
        searched = []
        _searched = d.pop("searched")
        for searched_item_data in _searched:
            searched_item = SongCount.from_dict(searched_item_data)

            searched.append(searched_item)

        loved = []
        _loved = d.pop("loved")
        for loved_item_data in _loved:
            loved_item = SongCount.from_dict(loved_item_data)

            loved.append(loved_item)

        chart = cls(
            searched=searched,
            loved=loved,
        )

        chart.additional_properties = d
        return chart

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
