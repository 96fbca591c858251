from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.published_model_counts import PublishedModelCounts
    from ..models.published_model_metrics import PublishedModelMetrics


T = TypeVar("T", bound="PublishedModel")


@_attrs_define
class PublishedModel:
    """A model in the store and how good it is

    Attributes:
        version (str):
        served (bool):
        promoted_at (None | str):
        counts (PublishedModelCounts):
        metrics (PublishedModelMetrics):
        notes (list[str]):
    """

    version: str
    served: bool
    promoted_at: None | str
    counts: PublishedModelCounts
    metrics: PublishedModelMetrics
    notes: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        served = self.served

        promoted_at: None | str
        promoted_at = self.promoted_at

        counts = self.counts.to_dict()

        metrics = self.metrics.to_dict()

        notes = self.notes

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "version": version,
                "served": served,
                "promoted_at": promoted_at,
                "counts": counts,
                "metrics": metrics,
                "notes": notes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.published_model_counts import PublishedModelCounts  # noqa: PLC0415
        from ..models.published_model_metrics import PublishedModelMetrics  # noqa: PLC0415

        d = dict(src_dict)
        version = d.pop("version")

        served = d.pop("served")

        def _parse_promoted_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        promoted_at = _parse_promoted_at(d.pop("promoted_at"))

        counts = PublishedModelCounts.from_dict(d.pop("counts"))

        metrics = PublishedModelMetrics.from_dict(d.pop("metrics"))

        notes = cast(list[str], d.pop("notes"))

        published_model = cls(
            version=version,
            served=served,
            promoted_at=promoted_at,
            counts=counts,
            metrics=metrics,
            notes=notes,
        )

        published_model.additional_properties = d
        return published_model

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
