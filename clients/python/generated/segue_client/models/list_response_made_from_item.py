from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.list_response_made_from_item_songs_item import (
        ListResponseMadeFromItemSongsItem,
    )


T = TypeVar("T", bound="ListResponseMadeFromItem")


@_attrs_define
class ListResponseMadeFromItem:
    """
    Attributes:
        by (str): Their name in a blend, else empty
        count (int): Of all that was brought
        songs (list[ListResponseMadeFromItemSongsItem]): Those that are named, 50 at most; in a blend only those that
            reasons are about
    """

    by: str
    count: int
    songs: list[ListResponseMadeFromItemSongsItem]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        by = self.by

        count = self.count

        songs = []
        for songs_item_data in self.songs:
            songs_item = songs_item_data.to_dict()
            songs.append(songs_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "by": by,
                "count": count,
                "songs": songs,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.list_response_made_from_item_songs_item import (
            ListResponseMadeFromItemSongsItem,  # noqa: PLC0415
        )

        d = dict(src_dict)
        by = d.pop("by")

        count = d.pop("count")

        songs = []
        _songs = d.pop("songs")
        for songs_item_data in _songs:
            songs_item = ListResponseMadeFromItemSongsItem.from_dict(songs_item_data)

            songs.append(songs_item)

        list_response_made_from_item = cls(
            by=by,
            count=count,
            songs=songs,
        )

        list_response_made_from_item.additional_properties = d
        return list_response_made_from_item

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
