from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.front_response_doors_item import FrontResponseDoorsItem
    from ..models.front_response_list_item import FrontResponseListItem


T = TypeVar("T", bound="FrontResponse")


@_attrs_define
class FrontResponse:
    """
    Attributes:
        model (str):
        invented (bool): Whether the songs are invented, as the demo's are
        doors (list[FrontResponseDoorsItem]): The best known music first
        list_ (list[FrontResponseListItem]): The answer to the first door
    """

    model: str
    invented: bool
    doors: list[FrontResponseDoorsItem]
    list_: list[FrontResponseListItem]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        model = self.model

        invented = self.invented

        doors = []
        for doors_item_data in self.doors:
            doors_item = doors_item_data.to_dict()
            doors.append(doors_item)

        list_ = []
        for list_item_data in self.list_:
            list_item = list_item_data.to_dict()
            list_.append(list_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "model": model,
                "invented": invented,
                "doors": doors,
                "list": list_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.front_response_doors_item import FrontResponseDoorsItem  # noqa: PLC0415
        from ..models.front_response_list_item import FrontResponseListItem  # noqa: PLC0415

        d = dict(src_dict)
        model = d.pop("model")

        invented = d.pop("invented")

        doors = []
        _doors = d.pop("doors")
        for doors_item_data in _doors:
            doors_item = FrontResponseDoorsItem.from_dict(doors_item_data)

            doors.append(doors_item)

        list_ = []
        _list_ = d.pop("list")
        for list_item_data in _list_:
            list_item = FrontResponseListItem.from_dict(list_item_data)

            list_.append(list_item)

        front_response = cls(
            model=model,
            invented=invented,
            doors=doors,
            list_=list_,
        )

        front_response.additional_properties = d
        return front_response

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
