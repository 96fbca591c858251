from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="BlendOfListsListsItem")


@_attrs_define
class BlendOfListsListsItem:
    """
    Attributes:
        name (str):
        seeds (list[str]):
        share (float): Of the reasons, those that refer to it
    """

    name: str
    seeds: list[str]
    share: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        seeds = self.seeds

        share = self.share

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "seeds": seeds,
                "share": share,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        seeds = cast(list[str], d.pop("seeds"))

        share = d.pop("share")

        blend_of_lists_lists_item = cls(
            name=name,
            seeds=seeds,
            share=share,
        )

        blend_of_lists_lists_item.additional_properties = d
        return blend_of_lists_lists_item

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
