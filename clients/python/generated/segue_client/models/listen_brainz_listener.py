from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.listen_brainz_listener_range_type_1 import (
    ListenBrainzListenerRangeType1,
    check_listen_brainz_listener_range_type_1,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="ListenBrainzListener")


@_attrs_define
class ListenBrainzListener:
    """A name at ListenBrainz, and the part of that listener's history to go on

    Attributes:
        name (str):
        range_ (ListenBrainzListenerRangeType1 | None | Unset): `recent` for the latest listens, else the most played
            songs of the last month, half-year or year that has ended, or of all time
    """

    name: str
    range_: ListenBrainzListenerRangeType1 | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        range_: None | str | Unset
        if isinstance(self.range_, Unset):
            range_ = UNSET
        elif isinstance(self.range_, str):
            range_ = self.range_
        else:
            range_ = self.range_

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
            }
        )
        if range_ is not UNSET:
            field_dict["range"] = range_

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        def _parse_range_(data: object) -> ListenBrainzListenerRangeType1 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                range_type_1 = check_listen_brainz_listener_range_type_1(data)

                return range_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ListenBrainzListenerRangeType1 | None | Unset, data)

        range_ = _parse_range_(d.pop("range", UNSET))

        listen_brainz_listener = cls(
            name=name,
            range_=range_,
        )

        return listen_brainz_listener
