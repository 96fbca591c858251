from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.colours import Colours
    from ..models.front_response_list_item_because_item import (
        FrontResponseListItemBecauseItem,
    )
    from ..models.offers import Offers


T = TypeVar("T", bound="FrontResponseListItem")


@_attrs_define
class FrontResponseListItem:
    """
    Attributes:
        uri (str): A track's id, whose prefix names its provider: `spotify:track:` and 22 letters or digits,
            `musicbrainz:recording:` and an MBID in lower case, or `demo:track:` for an invented song
        name (str):
        artist (str):
        listen (Offers): Ways to hear a song; all empty for an invented one
        colours (Colours | None): Of its place on the map; null if that is unknown
        because (list[FrontResponseListItemBecauseItem]): Why the song is there, the strongest reason first
    """

    uri: str
    name: str
    artist: str
    listen: Offers
    colours: Colours | None
    because: list[FrontResponseListItemBecauseItem]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.colours import Colours  # noqa: PLC0415

        uri = self.uri

        name = self.name

        artist = self.artist

        listen = self.listen.to_dict()

        colours: dict[str, Any] | None
        if isinstance(self.colours, Colours):
            colours = self.colours.to_dict()
        else:
            colours = self.colours

        because = []
        for because_item_data in self.because:
            because_item = because_item_data.to_dict()
            because.append(because_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "uri": uri,
                "name": name,
                "artist": artist,
                "listen": listen,
                "colours": colours,
                "because": because,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.colours import Colours  # noqa: PLC0415
        from ..models.front_response_list_item_because_item import (
            FrontResponseListItemBecauseItem,  # noqa: PLC0415
        )
        from ..models.offers import Offers  # noqa: PLC0415

        d = dict(src_dict)
        uri = d.pop("uri")

        name = d.pop("name")

        artist = d.pop("artist")

        listen = Offers.from_dict(d.pop("listen"))

        def _parse_colours(data: object) -> Colours | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                colours_type_0 = Colours.from_dict(data)

                return colours_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Colours | None, data)

        colours = _parse_colours(d.pop("colours"))

        because = []
        _because = d.pop("because")
        for because_item_data in _because:
            because_item = FrontResponseListItemBecauseItem.from_dict(because_item_data)

            because.append(because_item)

        front_response_list_item = cls(
            uri=uri,
            name=name,
            artist=artist,
            listen=listen,
            colours=colours,
            because=because,
        )

        front_response_list_item.additional_properties = d
        return front_response_list_item

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
