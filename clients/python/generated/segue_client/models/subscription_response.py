from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.subscription_response_state import (
    SubscriptionResponseState,
    check_subscription_response_state,
)

T = TypeVar("T", bound="SubscriptionResponse")


@_attrs_define
class SubscriptionResponse:
    """
    Attributes:
        state (SubscriptionResponseState):
        weekday (int):
        hour (int):
        time_zone (str):
        due_at (datetime.datetime): When the next mail is due
        lists (int): Number of lists that it starts from
    """

    state: SubscriptionResponseState
    weekday: int
    hour: int
    time_zone: str
    due_at: datetime.datetime
    lists: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        state: str = self.state

        weekday = self.weekday

        hour = self.hour

        time_zone = self.time_zone

        due_at = self.due_at.isoformat()

        lists = self.lists

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "state": state,
                "weekday": weekday,
                "hour": hour,
                "time_zone": time_zone,
                "due_at": due_at,
                "lists": lists,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        state = check_subscription_response_state(d.pop("state"))

        weekday = d.pop("weekday")

        hour = d.pop("hour")

        time_zone = d.pop("time_zone")

        due_at = datetime.datetime.fromisoformat(d.pop("due_at"))

        lists = d.pop("lists")

        subscription_response = cls(
            state=state,
            weekday=weekday,
            hour=hour,
            time_zone=time_zone,
            due_at=due_at,
            lists=lists,
        )

        subscription_response.additional_properties = d
        return subscription_response

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
