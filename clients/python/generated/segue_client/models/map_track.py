from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.map_place import MapPlace
    from ..models.offers import Offers


T = TypeVar("T", bound="MapTrack")


@_attrs_define
class MapTrack:
    """A song and its place on the map

    Attributes:
        point (int | None): null for a song that is not drawn
        place (MapPlace | None): Of a song that is not drawn, the place between the songs it is like; null if none is
            known
        uri (str): A track's id, whose prefix names its provider: `spotify:track:` and 22 letters or digits,
            `musicbrainz:recording:` and an MBID in lower case, or `demo:track:` for an invented song
        name (str):
        artist (str):
        listen (Offers): Ways to hear a song; all empty for an invented one
    """

    point: int | None
    place: MapPlace | None
    uri: str
    name: str
    artist: str
    listen: Offers
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.map_place import MapPlace  # noqa: PLC0415

        point: int | None
        point = self.point

        place: dict[str, Any] | None
        if isinstance(self.place, MapPlace):
            place = self.place.to_dict()
        else:
            place = self.place

        uri = self.uri

        name = self.name

        artist = self.artist

        listen = self.listen.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "point": point,
                "place": place,
                "uri": uri,
                "name": name,
                "artist": artist,
                "listen": listen,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.map_place import MapPlace  # noqa: PLC0415
        from ..models.offers import Offers  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_point(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        point = _parse_point(d.pop("point"))

        def _parse_place(data: object) -> MapPlace | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                place_type_0 = MapPlace.from_dict(data)

                return place_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MapPlace | None, data)

        place = _parse_place(d.pop("place"))

        uri = d.pop("uri")

        name = d.pop("name")

        artist = d.pop("artist")

        listen = Offers.from_dict(d.pop("listen"))

        map_track = cls(
            point=point,
            place=place,
            uri=uri,
            name=name,
            artist=artist,
            listen=listen,
        )

        map_track.additional_properties = d
        return map_track

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
