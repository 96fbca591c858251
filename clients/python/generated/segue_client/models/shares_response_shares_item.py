from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SharesResponseSharesItem")


@_attrs_define
class SharesResponseSharesItem:
    """
    Attributes:
        id (str):
        search (str): The id of the answer that it shows
        url (str):
        title (str):
        created_at (datetime.datetime):
    """

    id: str
    search: str
    url: str
    title: str
    created_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        search = self.search

        url = self.url

        title = self.title

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "search": search,
                "url": url,
                "title": title,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        search = d.pop("search")

        url = d.pop("url")

        title = d.pop("title")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        shares_response_shares_item = cls(
            id=id,
            search=search,
            url=url,
            title=title,
            created_at=created_at,
        )

        shares_response_shares_item.additional_properties = d
        return shares_response_shares_item

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
