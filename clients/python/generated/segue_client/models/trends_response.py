from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.trend_day import TrendDay


T = TypeVar("T", bound="TrendsResponse")


@_attrs_define
class TrendsResponse:
    """Trends day by day

    Attributes:
        within_ms (list[int]): Milliseconds, ascending
        days (list[TrendDay]):
    """

    within_ms: list[int]
    days: list[TrendDay]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        within_ms = self.within_ms

        days = []
        for days_item_data in self.days:
            days_item = days_item_data.to_dict()
            days.append(days_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "within_ms": within_ms,
                "days": days,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.trend_day import TrendDay  # noqa: PLC0415

        d = dict(src_dict)
        within_ms = cast(list[int], d.pop("within_ms"))

        days = []
        _days = d.pop("days")
        for days_item_data in _days:
            days_item = TrendDay.from_dict(days_item_data)

            days.append(days_item)

        trends_response = cls(
            within_ms=within_ms,
            days=days,
        )

        trends_response.additional_properties = d
        return trends_response

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
