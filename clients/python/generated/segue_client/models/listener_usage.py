from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ListenerUsage")


@_attrs_define
class ListenerUsage:
    """How much one listener uses Segue

    Attributes:
        id (str):
        address (None | str): Of those who signed in
        searches (int):
        ratings (int):
        last_activity_at (None | str):
    """

    id: str
    address: None | str
    searches: int
    ratings: int
    last_activity_at: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        address: None | str
        address = self.address

        searches = self.searches

        ratings = self.ratings

        last_activity_at: None | str
        last_activity_at = self.last_activity_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "address": address,
                "searches": searches,
                "ratings": ratings,
                "last_activity_at": last_activity_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        def _parse_address(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        address = _parse_address(d.pop("address"))

        searches = d.pop("searches")

        ratings = d.pop("ratings")

        def _parse_last_activity_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last_activity_at = _parse_last_activity_at(d.pop("last_activity_at"))

        listener_usage = cls(
            id=id,
            address=address,
            searches=searches,
            ratings=ratings,
            last_activity_at=last_activity_at,
        )

        listener_usage.additional_properties = d
        return listener_usage

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
