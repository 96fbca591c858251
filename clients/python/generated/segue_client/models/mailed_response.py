from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.mailed_list import MailedList


T = TypeVar("T", bound="MailedResponse")


@_attrs_define
class MailedResponse:
    """
    Attributes:
        mail (MailedList | None):
    """

    mail: MailedList | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.mailed_list import MailedList  # noqa: PLC0415

        mail: dict[str, Any] | None
        if isinstance(self.mail, MailedList):
            mail = self.mail.to_dict()
        else:
            mail = self.mail

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "mail": mail,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.mailed_list import MailedList  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_mail(data: object) -> MailedList | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                mail_type_1 = MailedList.from_dict(data)

                return mail_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MailedList | None, data)

        mail = _parse_mail(d.pop("mail"))

        mailed_response = cls(
            mail=mail,
        )

        mailed_response.additional_properties = d
        return mailed_response

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
