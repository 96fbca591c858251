from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Radar")


@_attrs_define
class Radar:
    """Mean audio features, each 0 to 1 within the catalogue (a percentile)

    Attributes:
        features (list[str]):
        mine (list[float]):
        cluster (list[float]):
    """

    features: list[str]
    mine: list[float]
    cluster: list[float]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        features = self.features

        mine = self.mine

        cluster = self.cluster

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "features": features,
                "mine": mine,
                "cluster": cluster,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        features = cast(list[str], d.pop("features"))

        mine = cast(list[float], d.pop("mine"))

        cluster = cast(list[float], d.pop("cluster"))

        radar = cls(
            features=features,
            mine=mine,
            cluster=cluster,
        )

        radar.additional_properties = d
        return radar

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
