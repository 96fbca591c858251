from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.offers import Offers


T = TypeVar("T", bound="SongCount")


@_attrs_define
class SongCount:
    """A song, and how many listeners

    Attributes:
        uri (str): A track's id, whose prefix names its provider: `spotify:track:` and 22 letters or digits,
            `musicbrainz:recording:` and an MBID in lower case, or `demo:track:` for an invented song
        name (str):
        artist (str):
        count (int):
        listen (Offers): Ways to hear a song; all empty for an invented one
    """

    uri: str
    name: str
    artist: str
    count: int
    listen: Offers
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        uri = self.uri

        name = self.name

        artist = self.artist

        count = self.count

        listen = self.listen.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "uri": uri,
                "name": name,
                "artist": artist,
                "count": count,
                "listen": listen,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.offers import Offers  # noqa: PLC0415

        d = dict(src_dict)
        uri = d.pop("uri")

        name = d.pop("name")

        artist = d.pop("artist")

        count = d.pop("count")

        listen = Offers.from_dict(d.pop("listen"))

        song_count = cls(
            uri=uri,
            name=name,
            artist=artist,
            count=count,
            listen=listen,
        )

        song_count.additional_properties = d
        return song_count

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
