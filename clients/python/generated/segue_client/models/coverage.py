from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Coverage")


@_attrs_define
class Coverage:
    """How much of the catalogue the latest answers showed

    Attributes:
        answers (int):
        recommended (int):
        distinct (int):
        catalogue (int):
    """

    answers: int
    recommended: int
    distinct: int
    catalogue: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        answers = self.answers

        recommended = self.recommended

        distinct = self.distinct

        catalogue = self.catalogue

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "answers": answers,
                "recommended": recommended,
                "distinct": distinct,
                "catalogue": catalogue,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        answers = d.pop("answers")

        recommended = d.pop("recommended")

        distinct = d.pop("distinct")

        catalogue = d.pop("catalogue")

        coverage = cls(
            answers=answers,
            recommended=recommended,
            distinct=distinct,
            catalogue=catalogue,
        )

        coverage.additional_properties = d
        return coverage

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
