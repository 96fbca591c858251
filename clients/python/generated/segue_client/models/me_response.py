from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.subscription_response import SubscriptionResponse


T = TypeVar("T", bound="MeResponse")


@_attrs_define
class MeResponse:
    """
    Attributes:
        signed_in (bool):
        address (None | str):
        admin (bool):
        subscription (None | SubscriptionResponse):
    """

    signed_in: bool
    address: None | str
    admin: bool
    subscription: None | SubscriptionResponse
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.subscription_response import SubscriptionResponse  # noqa: PLC0415

        signed_in = self.signed_in

        address: None | str
        address = self.address

        admin = self.admin

        subscription: dict[str, Any] | None
        if isinstance(self.subscription, SubscriptionResponse):
            subscription = self.subscription.to_dict()
        else:
            subscription = self.subscription

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "signed_in": signed_in,
                "address": address,
                "admin": admin,
                "subscription": subscription,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.subscription_response import SubscriptionResponse  # noqa: PLC0415

        d = dict(src_dict)
        signed_in = d.pop("signed_in")

        def _parse_address(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        address = _parse_address(d.pop("address"))

        admin = d.pop("admin")

        def _parse_subscription(data: object) -> None | SubscriptionResponse:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                subscription_type_1 = SubscriptionResponse.from_dict(data)

                return subscription_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SubscriptionResponse, data)

        subscription = _parse_subscription(d.pop("subscription"))

        me_response = cls(
            signed_in=signed_in,
            address=address,
            admin=admin,
            subscription=subscription,
        )

        me_response.additional_properties = d
        return me_response

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
