from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.recommend_request_curve_type_1 import (
    RecommendRequestCurveType1,
    check_recommend_request_curve_type_1,
)
from ..models.recommend_request_forget_type_0_item import (
    RecommendRequestForgetType0Item,
    check_recommend_request_forget_type_0_item,
)
from ..models.recommend_request_order_type_1 import (
    RecommendRequestOrderType1,
    check_recommend_request_order_type_1,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.correction import Correction
    from ..models.left_out_songs import LeftOutSongs
    from ..models.list_of_songs import ListOfSongs
    from ..models.listen_brainz_listener import ListenBrainzListener
    from ..models.song_collection import SongCollection
    from ..models.song_name import SongName
    from ..models.tune_request import TuneRequest
    from ..models.uploaded_file import UploadedFile
    from ..models.within_request import WithinRequest


T = TypeVar("T", bound="RecommendRequest")


@_attrs_define
class RecommendRequest:
    """
    Attributes:
        tracks (list[str] | None | Unset): Ids, URIs or links
        artists (list[str] | None | Unset): Names or links of artists; some of their songs stand for each of them, as
            many for each
        text (None | str | Unset): Pasted links, ids or “Artist - Title” lines; 10,000 lines are read
        file (None | Unset | UploadedFile):
        files (list[UploadedFile] | None | Unset): Several files, whose songs are one list
        part (None | str | Unset): The name of one of the playlists in `text`, `file` and `files`, where any of these
            holds several
        title (None | str | Unset): The playlist's title, beside songs or alone. Left out, it is the name of the one
            list in `text` or a file
        words (None | str | Unset): What is wanted, in words, in any of seven languages: "90s hip hop for running, no
            remixes"; beside songs or alone. What the request sets itself wins. A `text` of one line that names no song for
            sure is read so too
        after (None | str | Unset): The id of an answer to go on from: what this request leaves out is as it was there,
            and its words are added, "less electronic", "not number 2 but more like number 3". What it names wins, songs of
            any kind in place of all songs. Lists of more than 8,000 characters are not kept, and have to be sent again;
            words are gone on from up to 50 sentences of 2,000 characters together. Only the listener who asked may go on
            from an answer
        forget (list[RecommendRequestForgetType0Item] | None | Unset): With `after`, wishes that are not as they were in
            that answer, but as where a request leaves them out. A field that the request holds as well is as it is there.
            An `order` that is named or forgotten does without the `curve` before
        ignore (list[str] | None | Unset): Parts of the words that are left out, as `understood` of an answer has their
            `text`
        song (None | SongName | Unset):
        playlist (None | str | Unset): A playlist's link
        lists (list[ListOfSongs] | None | Unset): Two lists or more to blend, in place of all other songs. Beside them a
            `title`, wishes, opinions, bounds and orders count; each list has a song at least that the catalogue knows
        listenbrainz (ListenBrainzListener | None | Unset):
        corrections (list[Correction] | None | Unset): What the listener put right of an answer to the same input
        n (int | None | Unset): Left out, it is the number that the words ask for, or else 10
        exclude (list[str] | None | Unset): Ids, URIs or links of songs that must not come back
        loved (list[str] | None | Unset): Ids, URIs or links of songs the listener loves; those like the seeds pull,
            none comes back
        hated (list[str] | None | Unset): Ids, URIs or links of songs the listener hates; they and their like stay away
        max_per_artist (int | None | Unset): Songs of one artist; 0 for any number
        tune (None | TuneRequest | Unset):
        focus (int | None | Unset): The place, from 0, of one of the answer's `crowds`: only its songs are gone on. A
            place that the songs do not have is refused (`no-such-crowd`)
        order (None | RecommendRequestOrderType1 | Unset): `ranked` is best first. `flow` has the same songs with the
            same scores, in an order in which each agrees with the next in tempo, key, energy and listeners; the best one
            comes first unless a curve asks for another
        curve (None | RecommendRequestCurveType1 | Unset): With `order: flow`, the course of energy; `arch` rises and
            falls again. It is not followed where the energy of too few songs is known, and `journey.note` says so
        from_ (None | str | Unset): With `to`, the song from which a path of `n` songs starts: a link, an id, a song's
            name, or an artist, who stands for their best known song. Of the other fields, bounds, `exclude`, `loved`,
            `hated`, `max_per_artist` and `repeat` count, and any other is refused. A text that names no known song or
            several is refused (`unclear-song`)
        to (None | str | Unset): The song at which the path arrives; as `from`
        repeat (bool | None | Unset): Whether songs may come that the listener was given before. Without it, a signed-in
            listener is not given again what answers and weekly mails gave them within four weeks, what they called `hated`
            in a request before, and what they were given three times without rating it. Songs of the last 30 minutes stay,
            and for 12 hours those of answers to the same songs; if others run out, the oldest come back. It changes nothing
            for anybody else
        within (None | Unset | WithinRequest): Bounds that every recommended song keeps to
        only (None | SongCollection | Unset): Songs of which alone some are recommended, such as the listener's own
            collection; all lists in its files count, and 10,000 songs of its text and files are read. `invalid-input` where
            the catalogue has none of them
        leave_out (LeftOutSongs | None | Unset): Songs that are not recommended, in no release
        share (bool | None | Unset): Whether the listener agrees that we store the given songs, if more than one, and
            train on them. Of signed-in listeners only, 20 playlists a day; the answer's `shared` tells what came of it
    """

    tracks: list[str] | None | Unset = UNSET
    artists: list[str] | None | Unset = UNSET
    text: None | str | Unset = UNSET
    file: None | Unset | UploadedFile = UNSET
    files: list[UploadedFile] | None | Unset = UNSET
    part: None | str | Unset = UNSET
    title: None | str | Unset = UNSET
    words: None | str | Unset = UNSET
    after: None | str | Unset = UNSET
    forget: list[RecommendRequestForgetType0Item] | None | Unset = UNSET
    ignore: list[str] | None | Unset = UNSET
    song: None | SongName | Unset = UNSET
    playlist: None | str | Unset = UNSET
    lists: list[ListOfSongs] | None | Unset = UNSET
    listenbrainz: ListenBrainzListener | None | Unset = UNSET
    corrections: list[Correction] | None | Unset = UNSET
    n: int | None | Unset = UNSET
    exclude: list[str] | None | Unset = UNSET
    loved: list[str] | None | Unset = UNSET
    hated: list[str] | None | Unset = UNSET
    max_per_artist: int | None | Unset = UNSET
    tune: None | TuneRequest | Unset = UNSET
    focus: int | None | Unset = UNSET
    order: None | RecommendRequestOrderType1 | Unset = UNSET
    curve: None | RecommendRequestCurveType1 | Unset = UNSET
    from_: None | str | Unset = UNSET
    to: None | str | Unset = UNSET
    repeat: bool | None | Unset = UNSET
    within: None | Unset | WithinRequest = UNSET
    only: None | SongCollection | Unset = UNSET
    leave_out: LeftOutSongs | None | Unset = UNSET
    share: bool | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.left_out_songs import LeftOutSongs  # noqa: PLC0415
        from ..models.listen_brainz_listener import ListenBrainzListener  # noqa: PLC0415
        from ..models.song_collection import SongCollection  # noqa: PLC0415
        from ..models.song_name import SongName  # noqa: PLC0415
        from ..models.tune_request import TuneRequest  # noqa: PLC0415
        from ..models.uploaded_file import UploadedFile  # noqa: PLC0415
        from ..models.within_request import WithinRequest  # noqa: PLC0415

        tracks: list[str] | None | Unset
        if isinstance(self.tracks, Unset):
            tracks = UNSET
        elif isinstance(self.tracks, list):
            tracks = self.tracks

        else:
            tracks = self.tracks

        artists: list[str] | None | Unset
        if isinstance(self.artists, Unset):
            artists = UNSET
        elif isinstance(self.artists, list):
            artists = self.artists

        else:
            artists = self.artists

        text: None | str | Unset
        if isinstance(self.text, Unset):
            text = UNSET
        else:
            text = self.text

        file: dict[str, Any] | None | Unset
        if isinstance(self.file, Unset):
            file = UNSET
        elif isinstance(self.file, UploadedFile):
            file = self.file.to_dict()
        else:
            file = self.file

        files: list[dict[str, Any]] | None | Unset
        if isinstance(self.files, Unset):
            files = UNSET
        elif isinstance(self.files, list):
            files = []
            for files_type_0_item_data in self.files:
                files_type_0_item = files_type_0_item_data.to_dict()
                files.append(files_type_0_item)

        else:
            files = self.files

        part: None | str | Unset
        if isinstance(self.part, Unset):
            part = UNSET
        else:
            part = self.part

        title: None | str | Unset
        if isinstance(self.title, Unset):
            title = UNSET
        else:
            title = self.title

        words: None | str | Unset
        if isinstance(self.words, Unset):
            words = UNSET
        else:
            words = self.words

        after: None | str | Unset
        if isinstance(self.after, Unset):
            after = UNSET
        else:
            after = self.after

        forget: list[str] | None | Unset
        if isinstance(self.forget, Unset):
            forget = UNSET
        elif isinstance(self.forget, list):
            forget = []
            for forget_type_0_item_data in self.forget:
                forget_type_0_item: str = forget_type_0_item_data
                forget.append(forget_type_0_item)

        else:
            forget = self.forget

        ignore: list[str] | None | Unset
        if isinstance(self.ignore, Unset):
            ignore = UNSET
        elif isinstance(self.ignore, list):
            ignore = self.ignore

        else:
            ignore = self.ignore

        song: dict[str, Any] | None | Unset
        if isinstance(self.song, Unset):
            song = UNSET
        elif isinstance(self.song, SongName):
            song = self.song.to_dict()
        else:
            song = self.song

        playlist: None | str | Unset
        if isinstance(self.playlist, Unset):
            playlist = UNSET
        else:
            playlist = self.playlist

        lists: list[dict[str, Any]] | None | Unset
        if isinstance(self.lists, Unset):
            lists = UNSET
        elif isinstance(self.lists, list):
            lists = []
            for lists_type_1_item_data in self.lists:
                lists_type_1_item = lists_type_1_item_data.to_dict()
                lists.append(lists_type_1_item)

        else:
            lists = self.lists

        listenbrainz: dict[str, Any] | None | Unset
        if isinstance(self.listenbrainz, Unset):
            listenbrainz = UNSET
        elif isinstance(self.listenbrainz, ListenBrainzListener):
            listenbrainz = self.listenbrainz.to_dict()
        else:
            listenbrainz = self.listenbrainz

        corrections: list[dict[str, Any]] | None | Unset
        if isinstance(self.corrections, Unset):
            corrections = UNSET
        elif isinstance(self.corrections, list):
            corrections = []
            for corrections_type_0_item_data in self.corrections:
                corrections_type_0_item = corrections_type_0_item_data.to_dict()
                corrections.append(corrections_type_0_item)

        else:
            corrections = self.corrections

        n: int | None | Unset
        if isinstance(self.n, Unset):
            n = UNSET
        else:
            n = self.n

        exclude: list[str] | None | Unset
        if isinstance(self.exclude, Unset):
            exclude = UNSET
        elif isinstance(self.exclude, list):
            exclude = self.exclude

        else:
            exclude = self.exclude

        loved: list[str] | None | Unset
        if isinstance(self.loved, Unset):
            loved = UNSET
        elif isinstance(self.loved, list):
            loved = self.loved

        else:
            loved = self.loved

        hated: list[str] | None | Unset
        if isinstance(self.hated, Unset):
            hated = UNSET
        elif isinstance(self.hated, list):
            hated = self.hated

        else:
            hated = self.hated

        max_per_artist: int | None | Unset
        if isinstance(self.max_per_artist, Unset):
            max_per_artist = UNSET
        else:
            max_per_artist = self.max_per_artist

        tune: dict[str, Any] | None | Unset
        if isinstance(self.tune, Unset):
            tune = UNSET
        elif isinstance(self.tune, TuneRequest):
            tune = self.tune.to_dict()
        else:
            tune = self.tune

        focus: int | None | Unset
        if isinstance(self.focus, Unset):
            focus = UNSET
        else:
            focus = self.focus

        order: None | str | Unset
        if isinstance(self.order, Unset):
            order = UNSET
        elif isinstance(self.order, str):
            order = self.order
        else:
            order = self.order

        curve: None | str | Unset
        if isinstance(self.curve, Unset):
            curve = UNSET
        elif isinstance(self.curve, str):
            curve = self.curve
        else:
            curve = self.curve

        from_: None | str | Unset
        if isinstance(self.from_, Unset):
            from_ = UNSET
        else:
            from_ = self.from_

        to: None | str | Unset
        if isinstance(self.to, Unset):
            to = UNSET
        else:
            to = self.to

        repeat: bool | None | Unset
        if isinstance(self.repeat, Unset):
            repeat = UNSET
        else:
            repeat = self.repeat

        within: dict[str, Any] | None | Unset
        if isinstance(self.within, Unset):
            within = UNSET
        elif isinstance(self.within, WithinRequest):
            within = self.within.to_dict()
        else:
            within = self.within

        only: dict[str, Any] | None | Unset
        if isinstance(self.only, Unset):
            only = UNSET
        elif isinstance(self.only, SongCollection):
            only = self.only.to_dict()
        else:
            only = self.only

        leave_out: dict[str, Any] | None | Unset
        if isinstance(self.leave_out, Unset):
            leave_out = UNSET
        elif isinstance(self.leave_out, LeftOutSongs):
            leave_out = self.leave_out.to_dict()
        else:
            leave_out = self.leave_out

        share: bool | None | Unset
        if isinstance(self.share, Unset):
            share = UNSET
        else:
            share = self.share

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if tracks is not UNSET:
            field_dict["tracks"] = tracks
        if artists is not UNSET:
            field_dict["artists"] = artists
        if text is not UNSET:
            field_dict["text"] = text
        if file is not UNSET:
            field_dict["file"] = file
        if files is not UNSET:
            field_dict["files"] = files
        if part is not UNSET:
            field_dict["part"] = part
        if title is not UNSET:
            field_dict["title"] = title
        if words is not UNSET:
            field_dict["words"] = words
        if after is not UNSET:
            field_dict["after"] = after
        if forget is not UNSET:
            field_dict["forget"] = forget
        if ignore is not UNSET:
            field_dict["ignore"] = ignore
        if song is not UNSET:
            field_dict["song"] = song
        if playlist is not UNSET:
            field_dict["playlist"] = playlist
        if lists is not UNSET:
            field_dict["lists"] = lists
        if listenbrainz is not UNSET:
            field_dict["listenbrainz"] = listenbrainz
        if corrections is not UNSET:
            field_dict["corrections"] = corrections
        if n is not UNSET:
            field_dict["n"] = n
        if exclude is not UNSET:
            field_dict["exclude"] = exclude
        if loved is not UNSET:
            field_dict["loved"] = loved
        if hated is not UNSET:
            field_dict["hated"] = hated
        if max_per_artist is not UNSET:
            field_dict["max_per_artist"] = max_per_artist
        if tune is not UNSET:
            field_dict["tune"] = tune
        if focus is not UNSET:
            field_dict["focus"] = focus
        if order is not UNSET:
            field_dict["order"] = order
        if curve is not UNSET:
            field_dict["curve"] = curve
        if from_ is not UNSET:
            field_dict["from"] = from_
        if to is not UNSET:
            field_dict["to"] = to
        if repeat is not UNSET:
            field_dict["repeat"] = repeat
        if within is not UNSET:
            field_dict["within"] = within
        if only is not UNSET:
            field_dict["only"] = only
        if leave_out is not UNSET:
            field_dict["leave_out"] = leave_out
        if share is not UNSET:
            field_dict["share"] = share

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.correction import Correction  # noqa: PLC0415
        from ..models.left_out_songs import LeftOutSongs  # noqa: PLC0415
        from ..models.list_of_songs import ListOfSongs  # noqa: PLC0415
        from ..models.listen_brainz_listener import ListenBrainzListener  # noqa: PLC0415
        from ..models.song_collection import SongCollection  # noqa: PLC0415
        from ..models.song_name import SongName  # noqa: PLC0415
        from ..models.tune_request import TuneRequest  # noqa: PLC0415
        from ..models.uploaded_file import UploadedFile  # noqa: PLC0415
        from ..models.within_request import WithinRequest  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_tracks(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                tracks_type_0 = cast(list[str], data)

                return tracks_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        tracks = _parse_tracks(d.pop("tracks", UNSET))

        def _parse_artists(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                artists_type_0 = cast(list[str], data)

                return artists_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        artists = _parse_artists(d.pop("artists", UNSET))

        def _parse_text(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        text = _parse_text(d.pop("text", UNSET))

        def _parse_file(data: object) -> None | Unset | UploadedFile:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                file_type_1 = UploadedFile.from_dict(data)

                return file_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UploadedFile, data)

        file = _parse_file(d.pop("file", UNSET))

        def _parse_files(data: object) -> list[UploadedFile] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                files_type_0 = []
                _files_type_0 = data
                for files_type_0_item_data in _files_type_0:
                    files_type_0_item = UploadedFile.from_dict(files_type_0_item_data)

                    files_type_0.append(files_type_0_item)

                return files_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[UploadedFile] | None | Unset, data)

        files = _parse_files(d.pop("files", UNSET))

        def _parse_part(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        part = _parse_part(d.pop("part", UNSET))

        def _parse_title(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        title = _parse_title(d.pop("title", UNSET))

        def _parse_words(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        words = _parse_words(d.pop("words", UNSET))

        def _parse_after(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        after = _parse_after(d.pop("after", UNSET))

        def _parse_forget(data: object) -> list[RecommendRequestForgetType0Item] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                forget_type_0 = []
                _forget_type_0 = data
                for forget_type_0_item_data in _forget_type_0:
                    forget_type_0_item = check_recommend_request_forget_type_0_item(forget_type_0_item_data)

                    forget_type_0.append(forget_type_0_item)

                return forget_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[RecommendRequestForgetType0Item] | None | Unset, data)

        forget = _parse_forget(d.pop("forget", UNSET))

        def _parse_ignore(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                ignore_type_0 = cast(list[str], data)

                return ignore_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        ignore = _parse_ignore(d.pop("ignore", UNSET))

        def _parse_song(data: object) -> None | SongName | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                song_type_1 = SongName.from_dict(data)

                return song_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SongName | Unset, data)

        song = _parse_song(d.pop("song", UNSET))

        def _parse_playlist(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        playlist = _parse_playlist(d.pop("playlist", UNSET))

        def _parse_lists(data: object) -> list[ListOfSongs] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                lists_type_1 = []
                _lists_type_1 = data
                for lists_type_1_item_data in _lists_type_1:
                    lists_type_1_item = ListOfSongs.from_dict(lists_type_1_item_data)

                    lists_type_1.append(lists_type_1_item)

                return lists_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[ListOfSongs] | None | Unset, data)

        lists = _parse_lists(d.pop("lists", UNSET))

        def _parse_listenbrainz(data: object) -> ListenBrainzListener | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                listenbrainz_type_1 = ListenBrainzListener.from_dict(data)

                return listenbrainz_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ListenBrainzListener | None | Unset, data)

        listenbrainz = _parse_listenbrainz(d.pop("listenbrainz", UNSET))

        def _parse_corrections(data: object) -> list[Correction] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                corrections_type_0 = []
                _corrections_type_0 = data
                for corrections_type_0_item_data in _corrections_type_0:
                    corrections_type_0_item = Correction.from_dict(corrections_type_0_item_data)

                    corrections_type_0.append(corrections_type_0_item)

                return corrections_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[Correction] | None | Unset, data)

        corrections = _parse_corrections(d.pop("corrections", UNSET))

        def _parse_n(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        n = _parse_n(d.pop("n", UNSET))

        def _parse_exclude(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                exclude_type_0 = cast(list[str], data)

                return exclude_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        exclude = _parse_exclude(d.pop("exclude", UNSET))

        def _parse_loved(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                loved_type_0 = cast(list[str], data)

                return loved_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        loved = _parse_loved(d.pop("loved", UNSET))

        def _parse_hated(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                hated_type_0 = cast(list[str], data)

                return hated_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        hated = _parse_hated(d.pop("hated", UNSET))

        def _parse_max_per_artist(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        max_per_artist = _parse_max_per_artist(d.pop("max_per_artist", UNSET))

        def _parse_tune(data: object) -> None | TuneRequest | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tune_type_1 = TuneRequest.from_dict(data)

                return tune_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TuneRequest | Unset, data)

        tune = _parse_tune(d.pop("tune", UNSET))

        def _parse_focus(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        focus = _parse_focus(d.pop("focus", UNSET))

        def _parse_order(data: object) -> None | RecommendRequestOrderType1 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                order_type_1 = check_recommend_request_order_type_1(data)

                return order_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RecommendRequestOrderType1 | Unset, data)

        order = _parse_order(d.pop("order", UNSET))

        def _parse_curve(data: object) -> None | RecommendRequestCurveType1 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                curve_type_1 = check_recommend_request_curve_type_1(data)

                return curve_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RecommendRequestCurveType1 | Unset, data)

        curve = _parse_curve(d.pop("curve", UNSET))

        def _parse_from_(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        from_ = _parse_from_(d.pop("from", UNSET))

        def _parse_to(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        to = _parse_to(d.pop("to", UNSET))

        def _parse_repeat(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        repeat = _parse_repeat(d.pop("repeat", UNSET))

        def _parse_within(data: object) -> None | Unset | WithinRequest:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                within_type_1 = WithinRequest.from_dict(data)

                return within_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | WithinRequest, data)

        within = _parse_within(d.pop("within", UNSET))

        def _parse_only(data: object) -> None | SongCollection | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                only_type_1 = SongCollection.from_dict(data)

                return only_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SongCollection | Unset, data)

        only = _parse_only(d.pop("only", UNSET))

        def _parse_leave_out(data: object) -> LeftOutSongs | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                leave_out_type_1 = LeftOutSongs.from_dict(data)

                return leave_out_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LeftOutSongs | None | Unset, data)

        leave_out = _parse_leave_out(d.pop("leave_out", UNSET))

        def _parse_share(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        share = _parse_share(d.pop("share", UNSET))

        recommend_request = cls(
            tracks=tracks,
            artists=artists,
            text=text,
            file=file,
            files=files,
            part=part,
            title=title,
            words=words,
            after=after,
            forget=forget,
            ignore=ignore,
            song=song,
            playlist=playlist,
            lists=lists,
            listenbrainz=listenbrainz,
            corrections=corrections,
            n=n,
            exclude=exclude,
            loved=loved,
            hated=hated,
            max_per_artist=max_per_artist,
            tune=tune,
            focus=focus,
            order=order,
            curve=curve,
            from_=from_,
            to=to,
            repeat=repeat,
            within=within,
            only=only,
            leave_out=leave_out,
            share=share,
        )

        return recommend_request
