from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="NeverArtistRequest")


@_attrs_define
class NeverArtistRequest:
    """
    Attributes:
        artist (str): The artist's name, with a letter
    """

    artist: str

    def to_dict(self) -> dict[str, Any]:
        artist = self.artist

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "artist": artist,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        artist = d.pop("artist")

        never_artist_request = cls(
            artist=artist,
        )

        return never_artist_request
