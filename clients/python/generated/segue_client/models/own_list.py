from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.listed_song import ListedSong


T = TypeVar("T", bound="OwnList")


@_attrs_define
class OwnList:
    """
    Attributes:
        id (str):
        name (str): Yours, or the list's title, or one made of the songs it goes with
        asked_at (datetime.datetime):
        songs (int):
        first (list[ListedSong]): Its first songs
    """

    id: str
    name: str
    asked_at: datetime.datetime
    songs: int
    first: list[ListedSong]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        asked_at = self.asked_at.isoformat()

        songs = self.songs

        first = []
        for first_item_data in self.first:
            first_item = first_item_data.to_dict()
            first.append(first_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "asked_at": asked_at,
                "songs": songs,
                "first": first,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.listed_song import ListedSong  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        asked_at = datetime.datetime.fromisoformat(d.pop("asked_at"))

        songs = d.pop("songs")

        first = []
        _first = d.pop("first")
        for first_item_data in _first:
            first_item = ListedSong.from_dict(first_item_data)

            first.append(first_item)

        own_list = cls(
            id=id,
            name=name,
            asked_at=asked_at,
            songs=songs,
            first=first,
        )

        own_list.additional_properties = d
        return own_list

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
