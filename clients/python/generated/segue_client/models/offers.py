from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.offers_links_item import OffersLinksItem


T = TypeVar("T", bound="Offers")


@_attrs_define
class Offers:
    """Ways to hear a song; all empty for an invented one

    Attributes:
        spotify (str): Its URI at Spotify, empty if it is not known there
        musicbrainz (str): Its URI at MusicBrainz, empty if it is not known there
        player (str): Address of a page to embed that plays it, empty if there is none
        links (list[OffersLinksItem]): Pages of the song, the best first; without a player then searches for its name
    """

    spotify: str
    musicbrainz: str
    player: str
    links: list[OffersLinksItem]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        spotify = self.spotify

        musicbrainz = self.musicbrainz

        player = self.player

        links = []
        for links_item_data in self.links:
            links_item = links_item_data.to_dict()
            links.append(links_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "spotify": spotify,
                "musicbrainz": musicbrainz,
                "player": player,
                "links": links,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.offers_links_item import OffersLinksItem  # noqa: PLC0415

        d = dict(src_dict)
        spotify = d.pop("spotify")

        musicbrainz = d.pop("musicbrainz")

        player = d.pop("player")

        links = []
        _links = d.pop("links")
        for links_item_data in _links:
            links_item = OffersLinksItem.from_dict(links_item_data)

            links.append(links_item)

        offers = cls(
            spotify=spotify,
            musicbrainz=musicbrainz,
            player=player,
            links=links,
        )

        offers.additional_properties = d
        return offers

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
