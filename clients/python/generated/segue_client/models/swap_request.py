from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SwapRequest")


@_attrs_define
class SwapRequest:
    """
    Attributes:
        list_ (str): The id of an answer
        song (str): The id, URI or link of one of its songs
        back (bool | None | Unset): Whether it was taken out before and comes back into its place
    """

    list_: str
    song: str
    back: bool | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        list_ = self.list_

        song = self.song

        back: bool | None | Unset
        if isinstance(self.back, Unset):
            back = UNSET
        else:
            back = self.back

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "list": list_,
                "song": song,
            }
        )
        if back is not UNSET:
            field_dict["back"] = back

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        list_ = d.pop("list")

        song = d.pop("song")

        def _parse_back(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        back = _parse_back(d.pop("back", UNSET))

        swap_request = cls(
            list_=list_,
            song=song,
            back=back,
        )

        return swap_request
