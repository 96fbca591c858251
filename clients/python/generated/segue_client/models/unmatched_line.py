from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.alternative import Alternative


T = TypeVar("T", bound="UnmatchedLine")


@_attrs_define
class UnmatchedLine:
    """A piece of the input that is no seed, and the reason

    Attributes:
        source (str):
        line (int): 0 for a `title` that says nothing
        why (str):
        alternatives (list[Alternative]): Songs it may name, the likeliest first, where it was left out as that one fits
            none of the others
    """

    source: str
    line: int
    why: str
    alternatives: list[Alternative]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        source = self.source

        line = self.line

        why = self.why

        alternatives = []
        for alternatives_item_data in self.alternatives:
            alternatives_item = alternatives_item_data.to_dict()
            alternatives.append(alternatives_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "source": source,
                "line": line,
                "why": why,
                "alternatives": alternatives,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.alternative import Alternative  # noqa: PLC0415

        d = dict(src_dict)
        source = d.pop("source")

        line = d.pop("line")

        why = d.pop("why")

        alternatives = []
        _alternatives = d.pop("alternatives")
        for alternatives_item_data in _alternatives:
            alternatives_item = Alternative.from_dict(alternatives_item_data)

            alternatives.append(alternatives_item)

        unmatched_line = cls(
            source=source,
            line=line,
            why=why,
            alternatives=alternatives,
        )

        unmatched_line.additional_properties = d
        return unmatched_line

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
