from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.map_artist import MapArtist
    from ..models.map_cluster import MapCluster


T = TypeVar("T", bound="MapResponse")


@_attrs_define
class MapResponse:
    """The music map: point i is at (x[i], y[i]) and of cluster[i]; better-known songs come first

    Attributes:
        model (str):
        points (int):
        x (str): Base64 of little-endian int16: -32767 to 32767 for -1 to 1
        y (str):
        cluster (str): Base64 of little-endian uint16
        clusters (list[MapCluster]):
        artists (list[MapArtist]): The one on most playlists first
    """

    model: str
    points: int
    x: str
    y: str
    cluster: str
    clusters: list[MapCluster]
    artists: list[MapArtist]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        model = self.model

        points = self.points

        x = self.x

        y = self.y

        cluster = self.cluster

        clusters = []
        for clusters_item_data in self.clusters:
            clusters_item = clusters_item_data.to_dict()
            clusters.append(clusters_item)

        artists = []
        for artists_item_data in self.artists:
            artists_item = artists_item_data.to_dict()
            artists.append(artists_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "model": model,
                "points": points,
                "x": x,
                "y": y,
                "cluster": cluster,
                "clusters": clusters,
                "artists": artists,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.map_artist import MapArtist  # noqa: PLC0415
        from ..models.map_cluster import MapCluster  # noqa: PLC0415

        d = dict(src_dict)
        model = d.pop("model")

        points = d.pop("points")

        x = d.pop("x")

        y = d.pop("y")

        cluster = d.pop("cluster")

        clusters = []
        _clusters = d.pop("clusters")
        for clusters_item_data in _clusters:
            clusters_item = MapCluster.from_dict(clusters_item_data)

            clusters.append(clusters_item)

        artists = []
        _artists = d.pop("artists")
        for artists_item_data in _artists:
            artists_item = MapArtist.from_dict(artists_item_data)

            artists.append(artists_item)

        map_response = cls(
            model=model,
            points=points,
            x=x,
            y=y,
            cluster=cluster,
            clusters=clusters,
            artists=artists,
        )

        map_response.additional_properties = d
        return map_response

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
