from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="JourneyStop")


@_attrs_define
class JourneyStop:
    """
    Attributes:
        uri (str): A track's id, whose prefix names its provider: `spotify:track:` and 22 letters or digits,
            `musicbrainz:recording:` and an MBID in lower case, or `demo:track:` for an invented song
        name (str):
        artist (str):
        key (None | str): Its key on the Camelot wheel, such as 8A for A minor; null is not known
        tempo (int | None): Beats a minute
        energy (float | None):
        step (float | None): Distance from the song before, by all that is known of both; null for the first
        position (float | None): How far along a path it is; null in a list that flows
    """

    uri: str
    name: str
    artist: str
    key: None | str
    tempo: int | None
    energy: float | None
    step: float | None
    position: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        uri = self.uri

        name = self.name

        artist = self.artist

        key: None | str
        key = self.key

        tempo: int | None
        tempo = self.tempo

        energy: float | None
        energy = self.energy

        step: float | None
        step = self.step

        position: float | None
        position = self.position

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "uri": uri,
                "name": name,
                "artist": artist,
                "key": key,
                "tempo": tempo,
                "energy": energy,
                "step": step,
                "position": position,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        uri = d.pop("uri")

        name = d.pop("name")

        artist = d.pop("artist")

        def _parse_key(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        key = _parse_key(d.pop("key"))

        def _parse_tempo(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        tempo = _parse_tempo(d.pop("tempo"))

        def _parse_energy(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        energy = _parse_energy(d.pop("energy"))

        def _parse_step(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        step = _parse_step(d.pop("step"))

        def _parse_position(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        position = _parse_position(d.pop("position"))

        journey_stop = cls(
            uri=uri,
            name=name,
            artist=artist,
            key=key,
            tempo=tempo,
            energy=energy,
            step=step,
            position=position,
        )

        journey_stop.additional_properties = d
        return journey_stop

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
