from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.import_response_refused_item import ImportResponseRefusedItem


T = TypeVar("T", bound="ImportResponse")


@_attrs_define
class ImportResponse:
    """
    Attributes:
        imported (int):
        unchanged (int):
        refused (list[ImportResponseRefusedItem]):
    """

    imported: int
    unchanged: int
    refused: list[ImportResponseRefusedItem]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        imported = self.imported

        unchanged = self.unchanged

        refused = []
        for refused_item_data in self.refused:
            refused_item = refused_item_data.to_dict()
            refused.append(refused_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "imported": imported,
                "unchanged": unchanged,
                "refused": refused,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.import_response_refused_item import ImportResponseRefusedItem  # noqa: PLC0415

        d = dict(src_dict)
        imported = d.pop("imported")

        unchanged = d.pop("unchanged")

        refused = []
        _refused = d.pop("refused")
        for refused_item_data in _refused:
            refused_item = ImportResponseRefusedItem.from_dict(refused_item_data)

            refused.append(refused_item)

        import_response = cls(
            imported=imported,
            unchanged=unchanged,
            refused=refused,
        )

        import_response.additional_properties = d
        return import_response

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
