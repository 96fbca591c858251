from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="WeeklyRequest")


@_attrs_define
class WeeklyRequest:
    """
    Attributes:
        search (str): The id of an answer of yours
        weekday (int): 0 is Monday
        hour (int):
        time_zone (str): An IANA name, such as Europe/Berlin
    """

    search: str
    weekday: int
    hour: int
    time_zone: str

    def to_dict(self) -> dict[str, Any]:
        search = self.search

        weekday = self.weekday

        hour = self.hour

        time_zone = self.time_zone

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "search": search,
                "weekday": weekday,
                "hour": hour,
                "time_zone": time_zone,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        search = d.pop("search")

        weekday = d.pop("weekday")

        hour = d.pop("hour")

        time_zone = d.pop("time_zone")

        weekly_request = cls(
            search=search,
            weekday=weekday,
            hour=hour,
            time_zone=time_zone,
        )

        return weekly_request
