from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.subscription_response import SubscriptionResponse


T = TypeVar("T", bound="SessionResponse")


@_attrs_define
class SessionResponse:
    """
    Attributes:
        token (str):
        apart (bool): Whether the visitor whose token was sent stays a listener of their own
        subscription (None | SubscriptionResponse): The weekly mail that began with it
        merge (None | str): A ticket, good for a day, to merge the visitor who is apart into the account, if its
            listener agrees; null in a browser that did not ask for the link
    """

    token: str
    apart: bool
    subscription: None | SubscriptionResponse
    merge: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.subscription_response import SubscriptionResponse  # noqa: PLC0415

        token = self.token

        apart = self.apart

        subscription: dict[str, Any] | None
        if isinstance(self.subscription, SubscriptionResponse):
            subscription = self.subscription.to_dict()
        else:
            subscription = self.subscription

        merge: None | str
        merge = self.merge

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "token": token,
                "apart": apart,
                "subscription": subscription,
                "merge": merge,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.subscription_response import SubscriptionResponse  # noqa: PLC0415

        d = dict(src_dict)
        token = d.pop("token")

        apart = d.pop("apart")

        def _parse_subscription(data: object) -> None | SubscriptionResponse:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                subscription_type_0 = SubscriptionResponse.from_dict(data)

                return subscription_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SubscriptionResponse, data)

        subscription = _parse_subscription(d.pop("subscription"))

        def _parse_merge(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        merge = _parse_merge(d.pop("merge"))

        session_response = cls(
            token=token,
            apart=apart,
            subscription=subscription,
            merge=merge,
        )

        session_response.additional_properties = d
        return session_response

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
