from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.weekly_request import WeeklyRequest


T = TypeVar("T", bound="SignInRequest")


@_attrs_define
class SignInRequest:
    """
    Attributes:
        address (str): A mail address
        nonce (None | str | Unset): A random text that the client keeps; the link holds its hash
        weekly (None | Unset | WeeklyRequest):
    """

    address: str
    nonce: None | str | Unset = UNSET
    weekly: None | Unset | WeeklyRequest = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.weekly_request import WeeklyRequest  # noqa: PLC0415

        address = self.address

        nonce: None | str | Unset
        if isinstance(self.nonce, Unset):
            nonce = UNSET
        else:
            nonce = self.nonce

        weekly: dict[str, Any] | None | Unset
        if isinstance(self.weekly, Unset):
            weekly = UNSET
        elif isinstance(self.weekly, WeeklyRequest):
            weekly = self.weekly.to_dict()
        else:
            weekly = self.weekly

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "address": address,
            }
        )
        if nonce is not UNSET:
            field_dict["nonce"] = nonce
        if weekly is not UNSET:
            field_dict["weekly"] = weekly

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.weekly_request import WeeklyRequest  # noqa: PLC0415

        d = dict(src_dict)
        address = d.pop("address")

        def _parse_nonce(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        nonce = _parse_nonce(d.pop("nonce", UNSET))

        def _parse_weekly(data: object) -> None | Unset | WeeklyRequest:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                weekly_type_0 = WeeklyRequest.from_dict(data)

                return weekly_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | WeeklyRequest, data)

        weekly = _parse_weekly(d.pop("weekly", UNSET))

        sign_in_request = cls(
            address=address,
            nonce=nonce,
            weekly=weekly,
        )

        return sign_in_request
