from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.shares_response_blends_item import SharesResponseBlendsItem
    from ..models.shares_response_shares_item import SharesResponseSharesItem


T = TypeVar("T", bound="SharesResponse")


@_attrs_define
class SharesResponse:
    """
    Attributes:
        cursor (None | str): Of the next ones
        blends (list[SharesResponseBlendsItem]):
        shares (list[SharesResponseSharesItem]):
    """

    cursor: None | str
    blends: list[SharesResponseBlendsItem]
    shares: list[SharesResponseSharesItem]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        cursor: None | str
        cursor = self.cursor

        blends = []
        for blends_item_data in self.blends:
            blends_item = blends_item_data.to_dict()
            blends.append(blends_item)

        shares = []
        for shares_item_data in self.shares:
            shares_item = shares_item_data.to_dict()
            shares.append(shares_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "cursor": cursor,
                "blends": blends,
                "shares": shares,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.shares_response_blends_item import SharesResponseBlendsItem  # noqa: PLC0415
        from ..models.shares_response_shares_item import SharesResponseSharesItem  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_cursor(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        cursor = _parse_cursor(d.pop("cursor"))

        blends = []
        _blends = d.pop("blends")
        for blends_item_data in _blends:
            blends_item = SharesResponseBlendsItem.from_dict(blends_item_data)

            blends.append(blends_item)

        shares = []
        _shares = d.pop("shares")
        for shares_item_data in _shares:
            shares_item = SharesResponseSharesItem.from_dict(shares_item_data)

            shares.append(shares_item)

        shares_response = cls(
            cursor=cursor,
            blends=blends,
            shares=shares,
        )

        shares_response.additional_properties = d
        return shares_response

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
