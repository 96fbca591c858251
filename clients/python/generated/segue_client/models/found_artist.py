from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.found_artist_listed_item import FoundArtistListedItem


T = TypeVar("T", bound="FoundArtist")


@_attrs_define
class FoundArtist:
    """An artist of the catalogue

    Attributes:
        name (str):
        songs (int): Different songs in the catalogue, those with the artist as a guest too
        listed (list[FoundArtistListedItem]): The songs on most playlists; 3 of an artist who was searched, up to 20 on
            the artist's page
        near (list[str]): The artists who share most playlists, the nearest first
        genres (list[str]):
        confidence (float):
    """

    name: str
    songs: int
    listed: list[FoundArtistListedItem]
    near: list[str]
    genres: list[str]
    confidence: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        songs = self.songs

        listed = []
        for listed_item_data in self.listed:
            listed_item = listed_item_data.to_dict()
            listed.append(listed_item)

        near = self.near

        genres = self.genres

        confidence = self.confidence

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "songs": songs,
                "listed": listed,
                "near": near,
                "genres": genres,
                "confidence": confidence,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.found_artist_listed_item import FoundArtistListedItem  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name")

        songs = d.pop("songs")

        listed = []
        _listed = d.pop("listed")
        for listed_item_data in _listed:
            listed_item = FoundArtistListedItem.from_dict(listed_item_data)

            listed.append(listed_item)

        near = cast(list[str], d.pop("near"))

        genres = cast(list[str], d.pop("genres"))

        confidence = d.pop("confidence")

        found_artist = cls(
            name=name,
            songs=songs,
            listed=listed,
            near=near,
            genres=genres,
            confidence=confidence,
        )

        found_artist.additional_properties = d
        return found_artist

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
