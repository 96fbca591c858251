from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.names_response_songs import NamesResponseSongs


T = TypeVar("T", bound="NamesResponse")


@_attrs_define
class NamesResponse:
    """
    Attributes:
        model (str):
        songs (NamesResponseSongs): By the ids that were asked for
    """

    model: str
    songs: NamesResponseSongs
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        model = self.model

        songs = self.songs.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "model": model,
                "songs": songs,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.names_response_songs import NamesResponseSongs  # noqa: PLC0415

        d = dict(src_dict)
        model = d.pop("model")

        songs = NamesResponseSongs.from_dict(d.pop("songs"))

        names_response = cls(
            model=model,
            songs=songs,
        )

        names_response.additional_properties = d
        return names_response

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
