from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.list_response_made_from_item import ListResponseMadeFromItem
    from ..models.list_response_songs_item import ListResponseSongsItem


T = TypeVar("T", bound="ListResponse")


@_attrs_define
class ListResponse:
    """
    Attributes:
        title (str):
        songs (list[ListResponseSongsItem]):
        made_from (list[ListResponseMadeFromItem]): What it was made from, of each who brought something; empty where
            that was left out
    """

    title: str
    songs: list[ListResponseSongsItem]
    made_from: list[ListResponseMadeFromItem]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        title = self.title

        songs = []
        for songs_item_data in self.songs:
            songs_item = songs_item_data.to_dict()
            songs.append(songs_item)

        made_from = []
        for made_from_item_data in self.made_from:
            made_from_item = made_from_item_data.to_dict()
            made_from.append(made_from_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "title": title,
                "songs": songs,
                "made_from": made_from,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.list_response_made_from_item import ListResponseMadeFromItem  # noqa: PLC0415
        from ..models.list_response_songs_item import ListResponseSongsItem  # noqa: PLC0415

        d = dict(src_dict)
        title = d.pop("title")

        songs = []
        _songs = d.pop("songs")
        for songs_item_data in _songs:
            songs_item = ListResponseSongsItem.from_dict(songs_item_data)

            songs.append(songs_item)

        made_from = []
        _made_from = d.pop("made_from")
        for made_from_item_data in _made_from:
            made_from_item = ListResponseMadeFromItem.from_dict(made_from_item_data)

            made_from.append(made_from_item)

        list_response = cls(
            title=title,
            songs=songs,
            made_from=made_from,
        )

        list_response.additional_properties = d
        return list_response

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
