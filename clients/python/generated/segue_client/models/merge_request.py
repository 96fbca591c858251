from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="MergeRequest")


@_attrs_define
class MergeRequest:
    """
    Attributes:
        visitor (str): The visitor's own token
        ticket (str): As it was answered at the sign-in
    """

    visitor: str
    ticket: str

    def to_dict(self) -> dict[str, Any]:
        visitor = self.visitor

        ticket = self.ticket

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "visitor": visitor,
                "ticket": ticket,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        visitor = d.pop("visitor")

        ticket = d.pop("ticket")

        merge_request = cls(
            visitor=visitor,
            ticket=ticket,
        )

        return merge_request
