from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.blend_of_lists import BlendOfLists
    from ..models.bound_kept import BoundKept
    from ..models.cluster_place import ClusterPlace
    from ..models.crowd_of_songs import CrowdOfSongs
    from ..models.journey import Journey
    from ..models.kept_as import KeptAs
    from ..models.map_place import MapPlace
    from ..models.matched_track import MatchedTrack
    from ..models.recommended_track import RecommendedTrack
    from ..models.shared import Shared
    from ..models.understood import Understood
    from ..models.unmatched_line import UnmatchedLine


T = TypeVar("T", bound="RecommendResponse")


@_attrs_define
class RecommendResponse:
    """
    Attributes:
        id (str):
        model (str):
        matched (list[MatchedTrack]):
        unmatched (list[UnmatchedLine]):
        cluster (ClusterPlace | None):
        position (MapPlace | None):
        recommendations (list[RecommendedTrack]):
        fallback (None | str): Why the answer is only what is popular
        crowds (list[CrowdOfSongs]): The kinds of songs given, where they are of several, the greatest first; each has
            its share of the answer
        crowds_fit (bool): Whether half of the songs or more are of a kind that the crowds are named by; else the name
            of `cluster` is truer
        left_out (int): Songs left out as the signed-in listener was given them before; 0 with `repeat`
        title (str): The list's title: the request's, or else the name of the one list in `text` or a file; empty if it
            has none
        bounds (list[BoundKept]): The bounds of the request, the narrowest first
        few (None | str): Why there are fewer songs than were asked for, with the narrowest bound; null without bounds,
            or if there are as many
        journey (Journey | None): The songs as they follow each other, of a list that flows or a path; null for a ranked
            list
        understood (None | Understood): How the words were understood; null if nothing was read as words
        blend (BlendOfLists | None): How the songs go with several `lists`; null for a single one
        shared (None | Shared): What came of `share`; null without it
        kept (KeptAs | None): How a list that is read again is kept; null in the answer to a request
        known_features (list[str]): Audio features that `tune.targets` may name, as they are known of enough songs
    """

    id: str
    model: str
    matched: list[MatchedTrack]
    unmatched: list[UnmatchedLine]
    cluster: ClusterPlace | None
    position: MapPlace | None
    recommendations: list[RecommendedTrack]
    fallback: None | str
    crowds: list[CrowdOfSongs]
    crowds_fit: bool
    left_out: int
    title: str
    bounds: list[BoundKept]
    few: None | str
    journey: Journey | None
    understood: None | Understood
    blend: BlendOfLists | None
    shared: None | Shared
    kept: KeptAs | None
    known_features: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.blend_of_lists import BlendOfLists  # noqa: PLC0415
        from ..models.cluster_place import ClusterPlace  # noqa: PLC0415
        from ..models.journey import Journey  # noqa: PLC0415
        from ..models.kept_as import KeptAs  # noqa: PLC0415
        from ..models.map_place import MapPlace  # noqa: PLC0415
        from ..models.shared import Shared  # noqa: PLC0415
        from ..models.understood import Understood  # noqa: PLC0415

        id = self.id

        model = self.model

        matched = []
        for matched_item_data in self.matched:
            matched_item = matched_item_data.to_dict()
            matched.append(matched_item)

        unmatched = []
        for unmatched_item_data in self.unmatched:
            unmatched_item = unmatched_item_data.to_dict()
            unmatched.append(unmatched_item)

        cluster: dict[str, Any] | None
        if isinstance(self.cluster, ClusterPlace):
            cluster = self.cluster.to_dict()
        else:
            cluster = self.cluster

        position: dict[str, Any] | None
        if isinstance(self.position, MapPlace):
            position = self.position.to_dict()
        else:
            position = self.position

        recommendations = []
        for recommendations_item_data in self.recommendations:
            recommendations_item = recommendations_item_data.to_dict()
            recommendations.append(recommendations_item)

        fallback: None | str
        fallback = self.fallback

        crowds = []
        for crowds_item_data in self.crowds:
            crowds_item = crowds_item_data.to_dict()
            crowds.append(crowds_item)

        crowds_fit = self.crowds_fit

        left_out = self.left_out

        title = self.title

        bounds = []
        for bounds_item_data in self.bounds:
            bounds_item = bounds_item_data.to_dict()
            bounds.append(bounds_item)

        few: None | str
        few = self.few

        journey: dict[str, Any] | None
        if isinstance(self.journey, Journey):
            journey = self.journey.to_dict()
        else:
            journey = self.journey

        understood: dict[str, Any] | None
        if isinstance(self.understood, Understood):
            understood = self.understood.to_dict()
        else:
            understood = self.understood

        blend: dict[str, Any] | None
        if isinstance(self.blend, BlendOfLists):
            blend = self.blend.to_dict()
        else:
            blend = self.blend

        shared: dict[str, Any] | None
        if isinstance(self.shared, Shared):
            shared = self.shared.to_dict()
        else:
            shared = self.shared

        kept: dict[str, Any] | None
        if isinstance(self.kept, KeptAs):
            kept = self.kept.to_dict()
        else:
            kept = self.kept

        known_features = self.known_features

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "model": model,
                "matched": matched,
                "unmatched": unmatched,
                "cluster": cluster,
                "position": position,
                "recommendations": recommendations,
                "fallback": fallback,
                "crowds": crowds,
                "crowds_fit": crowds_fit,
                "left_out": left_out,
                "title": title,
                "bounds": bounds,
                "few": few,
                "journey": journey,
                "understood": understood,
                "blend": blend,
                "shared": shared,
                "kept": kept,
                "known_features": known_features,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.blend_of_lists import BlendOfLists  # noqa: PLC0415
        from ..models.bound_kept import BoundKept  # noqa: PLC0415
        from ..models.cluster_place import ClusterPlace  # noqa: PLC0415
        from ..models.crowd_of_songs import CrowdOfSongs  # noqa: PLC0415
        from ..models.journey import Journey  # noqa: PLC0415
        from ..models.kept_as import KeptAs  # noqa: PLC0415
        from ..models.map_place import MapPlace  # noqa: PLC0415
        from ..models.matched_track import MatchedTrack  # noqa: PLC0415
        from ..models.recommended_track import RecommendedTrack  # noqa: PLC0415
        from ..models.shared import Shared  # noqa: PLC0415
        from ..models.understood import Understood  # noqa: PLC0415
        from ..models.unmatched_line import UnmatchedLine  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        model = d.pop("model")

        matched = []
        _matched = d.pop("matched")
        for matched_item_data in _matched:
            matched_item = MatchedTrack.from_dict(matched_item_data)

            matched.append(matched_item)

        unmatched = []
        _unmatched = d.pop("unmatched")
        for unmatched_item_data in _unmatched:
            unmatched_item = UnmatchedLine.from_dict(unmatched_item_data)

            unmatched.append(unmatched_item)

        def _parse_cluster(data: object) -> ClusterPlace | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                cluster_type_1 = ClusterPlace.from_dict(data)

                return cluster_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ClusterPlace | None, data)

        cluster = _parse_cluster(d.pop("cluster"))

        def _parse_position(data: object) -> MapPlace | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                position_type_1 = MapPlace.from_dict(data)

                return position_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MapPlace | None, data)

        position = _parse_position(d.pop("position"))

        recommendations = []
        _recommendations = d.pop("recommendations")
        for recommendations_item_data in _recommendations:
            recommendations_item = RecommendedTrack.from_dict(recommendations_item_data)

            recommendations.append(recommendations_item)

        def _parse_fallback(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        fallback = _parse_fallback(d.pop("fallback"))

        crowds = []
        _crowds = d.pop("crowds")
        for crowds_item_data in _crowds:
            crowds_item = CrowdOfSongs.from_dict(crowds_item_data)

            crowds.append(crowds_item)

        crowds_fit = d.pop("crowds_fit")

        left_out = d.pop("left_out")

        title = d.pop("title")

        bounds = []
        _bounds = d.pop("bounds")
        for bounds_item_data in _bounds:
            bounds_item = BoundKept.from_dict(bounds_item_data)

            bounds.append(bounds_item)

        def _parse_few(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        few = _parse_few(d.pop("few"))

        def _parse_journey(data: object) -> Journey | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                journey_type_1 = Journey.from_dict(data)

                return journey_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Journey | None, data)

        journey = _parse_journey(d.pop("journey"))

        def _parse_understood(data: object) -> None | Understood:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                understood_type_1 = Understood.from_dict(data)

                return understood_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Understood, data)

        understood = _parse_understood(d.pop("understood"))

        def _parse_blend(data: object) -> BlendOfLists | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                blend_type_1 = BlendOfLists.from_dict(data)

                return blend_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BlendOfLists | None, data)

        blend = _parse_blend(d.pop("blend"))

        def _parse_shared(data: object) -> None | Shared:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                shared_type_1 = Shared.from_dict(data)

                return shared_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Shared, data)

        shared = _parse_shared(d.pop("shared"))

        def _parse_kept(data: object) -> KeptAs | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                kept_type_1 = KeptAs.from_dict(data)

                return kept_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(KeptAs | None, data)

        kept = _parse_kept(d.pop("kept"))

        known_features = cast(list[str], d.pop("known_features"))

        recommend_response = cls(
            id=id,
            model=model,
            matched=matched,
            unmatched=unmatched,
            cluster=cluster,
            position=position,
            recommendations=recommendations,
            fallback=fallback,
            crowds=crowds,
            crowds_fit=crowds_fit,
            left_out=left_out,
            title=title,
            bounds=bounds,
            few=few,
            journey=journey,
            understood=understood,
            blend=blend,
            shared=shared,
            kept=kept,
            known_features=known_features,
        )

        recommend_response.additional_properties = d
        return recommend_response

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
