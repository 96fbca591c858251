from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="CrowdOfSongs")


@_attrs_define
class CrowdOfSongs:
    """
    Attributes:
        name (None | str): What its songs have in common, in words
        share (float):
        seeds (list[str]):
        unknown (list[str]): Lines of its songs that are not in the catalogue, for which others stand (`stand_in`)
    """

    name: None | str
    share: float
    seeds: list[str]
    unknown: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name: None | str
        name = self.name

        share = self.share

        seeds = self.seeds

        unknown = self.unknown

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "share": share,
                "seeds": seeds,
                "unknown": unknown,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        name = _parse_name(d.pop("name"))

        share = d.pop("share")

        seeds = cast(list[str], d.pop("seeds"))

        unknown = cast(list[str], d.pop("unknown"))

        crowd_of_songs = cls(
            name=name,
            share=share,
            seeds=seeds,
            unknown=unknown,
        )

        crowd_of_songs.additional_properties = d
        return crowd_of_songs

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
