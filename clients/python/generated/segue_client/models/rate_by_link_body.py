from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.rate_by_link_body_opinion import (
    RateByLinkBodyOpinion,
    check_rate_by_link_body_opinion,
)

T = TypeVar("T", bound="RateByLinkBody")


@_attrs_define
class RateByLinkBody:
    """
    Attributes:
        opinion (RateByLinkBodyOpinion):
    """

    opinion: RateByLinkBodyOpinion
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        opinion: str = self.opinion

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "opinion": opinion,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        opinion = check_rate_by_link_body_opinion(d.pop("opinion"))

        rate_by_link_body = cls(
            opinion=opinion,
        )

        rate_by_link_body.additional_properties = d
        return rate_by_link_body

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
