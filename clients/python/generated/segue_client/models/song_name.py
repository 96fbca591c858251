from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SongName")


@_attrs_define
class SongName:
    """
    Attributes:
        name (str):
        artist (None | str | Unset):
    """

    name: str
    artist: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        artist: None | str | Unset
        if isinstance(self.artist, Unset):
            artist = UNSET
        else:
            artist = self.artist

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
            }
        )
        if artist is not UNSET:
            field_dict["artist"] = artist

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        def _parse_artist(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        artist = _parse_artist(d.pop("artist", UNSET))

        song_name = cls(
            name=name,
            artist=artist,
        )

        return song_name
