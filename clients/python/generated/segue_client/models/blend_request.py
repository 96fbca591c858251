from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="BlendRequest")


@_attrs_define
class BlendRequest:
    """
    Attributes:
        search (str): The id of an answer to you
        name (str): A name of your choice, which whoever has the link sees
    """

    search: str
    name: str

    def to_dict(self) -> dict[str, Any]:
        search = self.search

        name = self.name

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "search": search,
                "name": name,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        search = d.pop("search")

        name = d.pop("name")

        blend_request = cls(
            search=search,
            name=name,
        )

        return blend_request
