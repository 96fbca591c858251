from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.export_response_records import ExportResponseRecords
    from ..models.export_response_songs import ExportResponseSongs


T = TypeVar("T", bound="ExportResponse")


@_attrs_define
class ExportResponse:
    """
    Attributes:
        listener (str):
        exported_at (datetime.datetime):
        records (ExportResponseRecords):
        songs (ExportResponseSongs): What the songs of lists are called, by their ids
    """

    listener: str
    exported_at: datetime.datetime
    records: ExportResponseRecords
    songs: ExportResponseSongs
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        listener = self.listener

        exported_at = self.exported_at.isoformat()

        records = self.records.to_dict()

        songs = self.songs.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "listener": listener,
                "exported_at": exported_at,
                "records": records,
                "songs": songs,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.export_response_records import ExportResponseRecords  # noqa: PLC0415
        from ..models.export_response_songs import ExportResponseSongs  # noqa: PLC0415

        d = dict(src_dict)
        listener = d.pop("listener")

        exported_at = datetime.datetime.fromisoformat(d.pop("exported_at"))

        records = ExportResponseRecords.from_dict(d.pop("records"))

        songs = ExportResponseSongs.from_dict(d.pop("songs"))

        export_response = cls(
            listener=listener,
            exported_at=exported_at,
            records=records,
            songs=songs,
        )

        export_response.additional_properties = d
        return export_response

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
