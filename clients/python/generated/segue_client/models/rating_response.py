from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.opinion_type_1 import OpinionType1, check_opinion_type_1
from ..models.rating_response_kind import RatingResponseKind, check_rating_response_kind

T = TypeVar("T", bound="RatingResponse")


@_attrs_define
class RatingResponse:
    """
    Attributes:
        kind (RatingResponseKind):
        target (str): A search's id, or a track's URI
        opinion (None | OpinionType1): null takes an opinion back
    """

    kind: RatingResponseKind
    target: str
    opinion: None | OpinionType1
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind: str = self.kind

        target = self.target

        opinion: None | str
        if isinstance(self.opinion, str):
            opinion = self.opinion
        else:
            opinion = self.opinion

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "target": target,
                "opinion": opinion,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = check_rating_response_kind(d.pop("kind"))

        target = d.pop("target")

        def _parse_opinion(data: object) -> None | OpinionType1:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                componentsschemas_opinion_type_1 = check_opinion_type_1(data)

                return componentsschemas_opinion_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | OpinionType1, data)

        opinion = _parse_opinion(d.pop("opinion"))

        rating_response = cls(
            kind=kind,
            target=target,
            opinion=opinion,
        )

        rating_response.additional_properties = d
        return rating_response

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
