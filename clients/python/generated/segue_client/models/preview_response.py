from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="PreviewResponse")


@_attrs_define
class PreviewResponse:
    """
    Attributes:
        address (str):
        asked_here (bool): Whether the link was asked for with this nonce
        weekly (None | str): The hour of the weekly mail that would begin, in words
    """

    address: str
    asked_here: bool
    weekly: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        address = self.address

        asked_here = self.asked_here

        weekly: None | str
        weekly = self.weekly

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "address": address,
                "asked_here": asked_here,
                "weekly": weekly,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        address = d.pop("address")

        asked_here = d.pop("asked_here")

        def _parse_weekly(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        weekly = _parse_weekly(d.pop("weekly"))

        preview_response = cls(
            address=address,
            asked_here=asked_here,
            weekly=weekly,
        )

        preview_response.additional_properties = d
        return preview_response

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
