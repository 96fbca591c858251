from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.opinion_counts import OpinionCounts


T = TypeVar("T", bound="ModelWeek")


@_attrs_define
class ModelWeek:
    """What was thought of one model's answers in one week

    Attributes:
        model (str):
        week (str):
        ratings (OpinionCounts): How many ratings say what; lists and songs together
    """

    model: str
    week: str
    ratings: OpinionCounts
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        model = self.model

        week = self.week

        ratings = self.ratings.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "model": model,
                "week": week,
                "ratings": ratings,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.opinion_counts import OpinionCounts  # noqa: PLC0415

        d = dict(src_dict)
        model = d.pop("model")

        week = d.pop("week")

        ratings = OpinionCounts.from_dict(d.pop("ratings"))

        model_week = cls(
            model=model,
            week=week,
            ratings=ratings,
        )

        model_week.additional_properties = d
        return model_week

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
