from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.blend_of_lists_lists_item import BlendOfListsListsItem


T = TypeVar("T", bound="BlendOfLists")


@_attrs_define
class BlendOfLists:
    """
    Attributes:
        lists (list[BlendOfListsListsItem]):
        in_common (int): Songs that go with every list, by more than how they sound
        note (None | str): What the lists do not have in common; null if every song goes with all of them
    """

    lists: list[BlendOfListsListsItem]
    in_common: int
    note: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        lists = []
        for lists_item_data in self.lists:
            lists_item = lists_item_data.to_dict()
            lists.append(lists_item)

        in_common = self.in_common

        note: None | str
        note = self.note

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "lists": lists,
                "in_common": in_common,
                "note": note,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.blend_of_lists_lists_item import BlendOfListsListsItem  # noqa: PLC0415

        d = dict(src_dict)
        lists = []
        _lists = d.pop("lists")
        for lists_item_data in _lists:
            lists_item = BlendOfListsListsItem.from_dict(lists_item_data)

            lists.append(lists_item)

        in_common = d.pop("in_common")

        def _parse_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        note = _parse_note(d.pop("note"))

        blend_of_lists = cls(
            lists=lists,
            in_common=in_common,
            note=note,
        )

        blend_of_lists.additional_properties = d
        return blend_of_lists

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
