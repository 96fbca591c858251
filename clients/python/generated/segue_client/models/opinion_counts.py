from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="OpinionCounts")


@_attrs_define
class OpinionCounts:
    """How many ratings say what; lists and songs together

    Attributes:
        love (int):
        like (int):
        okay (int):
        hate (int):
        average (float | None): From 1, hate, to 4, love; null without ratings
        like_rate (float | None): The share of love and like
    """

    love: int
    like: int
    okay: int
    hate: int
    average: float | None
    like_rate: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        love = self.love

        like = self.like

        okay = self.okay

        hate = self.hate

        average: float | None
        average = self.average

        like_rate: float | None
        like_rate = self.like_rate

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "love": love,
                "like": like,
                "okay": okay,
                "hate": hate,
                "average": average,
                "like_rate": like_rate,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        love = d.pop("love")

        like = d.pop("like")

        okay = d.pop("okay")

        hate = d.pop("hate")

        def _parse_average(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        average = _parse_average(d.pop("average"))

        def _parse_like_rate(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        like_rate = _parse_like_rate(d.pop("like_rate"))

        opinion_counts = cls(
            love=love,
            like=like,
            okay=okay,
            hate=hate,
            average=average,
            like_rate=like_rate,
        )

        opinion_counts.additional_properties = d
        return opinion_counts

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
