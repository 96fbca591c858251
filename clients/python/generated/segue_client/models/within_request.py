from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.within_request_known_type_1 import (
    WithinRequestKnownType1,
    check_within_request_known_type_1,
)
from ..models.within_request_not_versions_type_0_item import (
    WithinRequestNotVersionsType0Item,
    check_within_request_not_versions_type_0_item,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.length import Length
    from ..models.tempo import Tempo
    from ..models.years import Years


T = TypeVar("T", bound="WithinRequest")


@_attrs_define
class WithinRequest:
    """Bounds. A song keeps to all of them, or is not recommended: one whose year, tempo, length or mark is not known keeps
    to no bound on it. A bound that no song can be judged by, such as years where the catalogue knows none, one that
    contradicts itself, and one that leaves no song at all is `invalid-input`, which says so

        Attributes:
            years (None | Unset | Years):
            tempo (None | Tempo | Unset):
            length (Length | None | Unset):
            genres (list[str] | None | Unset): A song has one of these at least; “hip hop” is also “southern hip hop” and
                “Hip-Hop”
            not_genres (list[str] | None | Unset):
            not_artists (list[str] | None | Unset): Nor as guests, nor as one of several
            not_versions (list[WithinRequestNotVersionsType0Item] | None | Unset): Versions that a title names, as “Tonight
                (Live)” does and “Live Forever” does not
            not_words (list[str] | None | Unset): Words that neither title nor album has
            explicit (bool | None | Unset): Whether songs must be marked explicit, or must be marked as not explicit; null
                for any
            known (None | Unset | WithinRequestKnownType1): `many` for the best known songs, which make up half of all
                playlists, `few` for those outside the best known that make up four fifths; null for any
    """

    years: None | Unset | Years = UNSET
    tempo: None | Tempo | Unset = UNSET
    length: Length | None | Unset = UNSET
    genres: list[str] | None | Unset = UNSET
    not_genres: list[str] | None | Unset = UNSET
    not_artists: list[str] | None | Unset = UNSET
    not_versions: list[WithinRequestNotVersionsType0Item] | None | Unset = UNSET
    not_words: list[str] | None | Unset = UNSET
    explicit: bool | None | Unset = UNSET
    known: None | Unset | WithinRequestKnownType1 = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.length import Length  # noqa: PLC0415
        from ..models.tempo import Tempo  # noqa: PLC0415
        from ..models.years import Years  # noqa: PLC0415

        years: dict[str, Any] | None | Unset
        if isinstance(self.years, Unset):
            years = UNSET
        elif isinstance(self.years, Years):
            years = self.years.to_dict()
        else:
            years = self.years

        tempo: dict[str, Any] | None | Unset
        if isinstance(self.tempo, Unset):
            tempo = UNSET
        elif isinstance(self.tempo, Tempo):
            tempo = self.tempo.to_dict()
        else:
            tempo = self.tempo

        length: dict[str, Any] | None | Unset
        if isinstance(self.length, Unset):
            length = UNSET
        elif isinstance(self.length, Length):
            length = self.length.to_dict()
        else:
            length = self.length

        genres: list[str] | None | Unset
        if isinstance(self.genres, Unset):
            genres = UNSET
        elif isinstance(self.genres, list):
            genres = self.genres

        else:
            genres = self.genres

        not_genres: list[str] | None | Unset
        if isinstance(self.not_genres, Unset):
            not_genres = UNSET
        elif isinstance(self.not_genres, list):
            not_genres = self.not_genres

        else:
            not_genres = self.not_genres

        not_artists: list[str] | None | Unset
        if isinstance(self.not_artists, Unset):
            not_artists = UNSET
        elif isinstance(self.not_artists, list):
            not_artists = self.not_artists

        else:
            not_artists = self.not_artists

        not_versions: list[str] | None | Unset
        if isinstance(self.not_versions, Unset):
            not_versions = UNSET
        elif isinstance(self.not_versions, list):
            not_versions = []
            for not_versions_type_0_item_data in self.not_versions:
                not_versions_type_0_item: str = not_versions_type_0_item_data
                not_versions.append(not_versions_type_0_item)

        else:
            not_versions = self.not_versions

        not_words: list[str] | None | Unset
        if isinstance(self.not_words, Unset):
            not_words = UNSET
        elif isinstance(self.not_words, list):
            not_words = self.not_words

        else:
            not_words = self.not_words

        explicit: bool | None | Unset
        if isinstance(self.explicit, Unset):
            explicit = UNSET
        else:
            explicit = self.explicit

        known: None | str | Unset
        if isinstance(self.known, Unset):
            known = UNSET
        elif isinstance(self.known, str):
            known = self.known
        else:
            known = self.known

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if years is not UNSET:
            field_dict["years"] = years
        if tempo is not UNSET:
            field_dict["tempo"] = tempo
        if length is not UNSET:
            field_dict["length"] = length
        if genres is not UNSET:
            field_dict["genres"] = genres
        if not_genres is not UNSET:
            field_dict["not_genres"] = not_genres
        if not_artists is not UNSET:
            field_dict["not_artists"] = not_artists
        if not_versions is not UNSET:
            field_dict["not_versions"] = not_versions
        if not_words is not UNSET:
            field_dict["not_words"] = not_words
        if explicit is not UNSET:
            field_dict["explicit"] = explicit
        if known is not UNSET:
            field_dict["known"] = known

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.length import Length  # noqa: PLC0415
        from ..models.tempo import Tempo  # noqa: PLC0415
        from ..models.years import Years  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_years(data: object) -> None | Unset | Years:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                years_type_1 = Years.from_dict(data)

                return years_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | Years, data)

        years = _parse_years(d.pop("years", UNSET))

        def _parse_tempo(data: object) -> None | Tempo | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tempo_type_1 = Tempo.from_dict(data)

                return tempo_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Tempo | Unset, data)

        tempo = _parse_tempo(d.pop("tempo", UNSET))

        def _parse_length(data: object) -> Length | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                length_type_1 = Length.from_dict(data)

                return length_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Length | None | Unset, data)

        length = _parse_length(d.pop("length", UNSET))

        def _parse_genres(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                genres_type_0 = cast(list[str], data)

                return genres_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        genres = _parse_genres(d.pop("genres", UNSET))

        def _parse_not_genres(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                not_genres_type_0 = cast(list[str], data)

                return not_genres_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        not_genres = _parse_not_genres(d.pop("not_genres", UNSET))

        def _parse_not_artists(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                not_artists_type_0 = cast(list[str], data)

                return not_artists_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        not_artists = _parse_not_artists(d.pop("not_artists", UNSET))

        def _parse_not_versions(data: object) -> list[WithinRequestNotVersionsType0Item] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                not_versions_type_0 = []
                _not_versions_type_0 = data
                for not_versions_type_0_item_data in _not_versions_type_0:
                    not_versions_type_0_item = check_within_request_not_versions_type_0_item(
                        not_versions_type_0_item_data
                    )

                    not_versions_type_0.append(not_versions_type_0_item)

                return not_versions_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[WithinRequestNotVersionsType0Item] | None | Unset, data)

        not_versions = _parse_not_versions(d.pop("not_versions", UNSET))

        def _parse_not_words(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                not_words_type_0 = cast(list[str], data)

                return not_words_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        not_words = _parse_not_words(d.pop("not_words", UNSET))

        def _parse_explicit(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        explicit = _parse_explicit(d.pop("explicit", UNSET))

        def _parse_known(data: object) -> None | Unset | WithinRequestKnownType1:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                known_type_1 = check_within_request_known_type_1(data)

                return known_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | WithinRequestKnownType1, data)

        known = _parse_known(d.pop("known", UNSET))

        within_request = cls(
            years=years,
            tempo=tempo,
            length=length,
            genres=genres,
            not_genres=not_genres,
            not_artists=not_artists,
            not_versions=not_versions,
            not_words=not_words,
            explicit=explicit,
            known=known,
        )

        return within_request
