from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ShareRequest")


@_attrs_define
class ShareRequest:
    """
    Attributes:
        search (str): The id of the answer
        title (None | str | Unset): Empty for one made of the seeds' names
        made_from (bool | None | Unset): Whether the page names the songs that the list was made from; if not, no reason
            does. Left out: it does, or a list that is shared already stays as it is
    """

    search: str
    title: None | str | Unset = UNSET
    made_from: bool | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        search = self.search

        title: None | str | Unset
        if isinstance(self.title, Unset):
            title = UNSET
        else:
            title = self.title

        made_from: bool | None | Unset
        if isinstance(self.made_from, Unset):
            made_from = UNSET
        else:
            made_from = self.made_from

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "search": search,
            }
        )
        if title is not UNSET:
            field_dict["title"] = title
        if made_from is not UNSET:
            field_dict["made_from"] = made_from

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        search = d.pop("search")

        def _parse_title(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        title = _parse_title(d.pop("title", UNSET))

        def _parse_made_from(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        made_from = _parse_made_from(d.pop("made_from", UNSET))

        share_request = cls(
            search=search,
            title=title,
            made_from=made_from,
        )

        return share_request
