from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.front_song import FrontSong


T = TypeVar("T", bound="MailedList")


@_attrs_define
class MailedList:
    """
    Attributes:
        search (str): The id of its list, by which its songs are rated
        sent_at (datetime.datetime):
        songs (list[FrontSong]): Those that the catalogue still has
    """

    search: str
    sent_at: datetime.datetime
    songs: list[FrontSong]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        search = self.search

        sent_at = self.sent_at.isoformat()

        songs = []
        for songs_item_data in self.songs:
            songs_item = songs_item_data.to_dict()
            songs.append(songs_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "search": search,
                "sent_at": sent_at,
                "songs": songs,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.front_song import FrontSong  # noqa: PLC0415

        d = dict(src_dict)
        search = d.pop("search")

        sent_at = datetime.datetime.fromisoformat(d.pop("sent_at"))

        songs = []
        _songs = d.pop("songs")
        for songs_item_data in _songs:
            songs_item = FrontSong.from_dict(songs_item_data)

            songs.append(songs_item)

        mailed_list = cls(
            search=search,
            sent_at=sent_at,
            songs=songs,
        )

        mailed_list.additional_properties = d
        return mailed_list

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
