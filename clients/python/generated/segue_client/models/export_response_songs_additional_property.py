from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ExportResponseSongsAdditionalProperty")


@_attrs_define
class ExportResponseSongsAdditionalProperty:
    """
    Attributes:
        name (str):
        artist (None | str):
    """

    name: str
    artist: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        artist: None | str
        artist = self.artist

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "artist": artist,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        def _parse_artist(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        artist = _parse_artist(d.pop("artist"))

        export_response_songs_additional_property = cls(
            name=name,
            artist=artist,
        )

        export_response_songs_additional_property.additional_properties = d
        return export_response_songs_additional_property

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
