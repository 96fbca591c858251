from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="TrendDay")


@_attrs_define
class TrendDay:
    """The counts of one day in UTC

    Attributes:
        day (datetime.date):
        new_listeners (int): Whose first search or rating was on that day; visitors count
        returning_listeners (int): Who searched or rated on that day and on an earlier one
        searches (int):
        ratings (int):
        mails_sent (int):
        mails_opened (int): Weekly mails of which a link was followed for the first time
        shares_made (int):
        shares_opened (int): Times that a browser opened the page of a shared list, at least
        answers (int):
        refusals (int): Requests answered with 4xx
        errors (int): Requests answered with 5xx
        took (list[int]): Answers to recommend by their time: one count for each of within_ms, then the slower ones
    """

    day: datetime.date
    new_listeners: int
    returning_listeners: int
    searches: int
    ratings: int
    mails_sent: int
    mails_opened: int
    shares_made: int
    shares_opened: int
    answers: int
    refusals: int
    errors: int
    took: list[int]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        day = self.day.isoformat()

        new_listeners = self.new_listeners

        returning_listeners = self.returning_listeners

        searches = self.searches

        ratings = self.ratings

        mails_sent = self.mails_sent

        mails_opened = self.mails_opened

        shares_made = self.shares_made

        shares_opened = self.shares_opened

        answers = self.answers

        refusals = self.refusals

        errors = self.errors

        took = self.took

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "day": day,
                "new_listeners": new_listeners,
                "returning_listeners": returning_listeners,
                "searches": searches,
                "ratings": ratings,
                "mails_sent": mails_sent,
                "mails_opened": mails_opened,
                "shares_made": shares_made,
                "shares_opened": shares_opened,
                "answers": answers,
                "refusals": refusals,
                "errors": errors,
                "took": took,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        day = datetime.date.fromisoformat(d.pop("day"))

        new_listeners = d.pop("new_listeners")

        returning_listeners = d.pop("returning_listeners")

        searches = d.pop("searches")

        ratings = d.pop("ratings")

        mails_sent = d.pop("mails_sent")

        mails_opened = d.pop("mails_opened")

        shares_made = d.pop("shares_made")

        shares_opened = d.pop("shares_opened")

        answers = d.pop("answers")

        refusals = d.pop("refusals")

        errors = d.pop("errors")

        took = cast(list[int], d.pop("took"))

        trend_day = cls(
            day=day,
            new_listeners=new_listeners,
            returning_listeners=returning_listeners,
            searches=searches,
            ratings=ratings,
            mails_sent=mails_sent,
            mails_opened=mails_opened,
            shares_made=shares_made,
            shares_opened=shares_opened,
            answers=answers,
            refusals=refusals,
            errors=errors,
            took=took,
        )

        trend_day.additional_properties = d
        return trend_day

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
