from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.front_song import FrontSong


T = TypeVar("T", bound="FrontResponseDoorsItem")


@_attrs_define
class FrontResponseDoorsItem:
    """
    Attributes:
        name (str): The name of the songs, as an answer to them has it
        songs (list[FrontSong]):
    """

    name: str
    songs: list[FrontSong]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        songs = []
        for songs_item_data in self.songs:
            songs_item = songs_item_data.to_dict()
            songs.append(songs_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "songs": songs,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.front_song import FrontSong  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name")

        songs = []
        _songs = d.pop("songs")
        for songs_item_data in _songs:
            songs_item = FrontSong.from_dict(songs_item_data)

            songs.append(songs_item)

        front_response_doors_item = cls(
            name=name,
            songs=songs,
        )

        front_response_doors_item.additional_properties = d
        return front_response_doors_item

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
