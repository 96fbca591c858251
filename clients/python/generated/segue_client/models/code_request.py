from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="CodeRequest")


@_attrs_define
class CodeRequest:
    """
    Attributes:
        asked (str): As it was answered when the mail was asked for
        code (str): Six digits; blanks and dashes do not matter
        nonce (None | str | Unset): The text that was sent when the mail was asked for
    """

    asked: str
    code: str
    nonce: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        asked = self.asked

        code = self.code

        nonce: None | str | Unset
        if isinstance(self.nonce, Unset):
            nonce = UNSET
        else:
            nonce = self.nonce

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "asked": asked,
                "code": code,
            }
        )
        if nonce is not UNSET:
            field_dict["nonce"] = nonce

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        asked = d.pop("asked")

        code = d.pop("code")

        def _parse_nonce(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        nonce = _parse_nonce(d.pop("nonce", UNSET))

        code_request = cls(
            asked=asked,
            code=code,
            nonce=nonce,
        )

        return code_request
