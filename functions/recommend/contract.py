"""Request and response of `recommend`, as JSON."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType
from msgspec import field as json_field

from shared.domain.listening import MOST_NAME_CHARACTERS, Span
from shared.domain.offers import Offers
from shared.domain.song_order import Curve, Order
from shared.model.blend import MOST_LISTS
from shared.model.catalogue.found import MatchKind
from shared.model.colours import Colours
from shared.model.ranking.crowds import MOST as MOST_CROWDS
from shared.model.reasons import Kind

from .bounds_contract import MOST_ARTISTS, BoundKept, LeftOutSongs, SongCollection, WithinRequest
from .files_contract import MOST_FILES, MOST_TRACKS, Reference, UploadedFile
from .journey_contract import JourneyPlaces
from .lists_contract import BlendOfLists, ListOfSongs
from .wishes_contract import KeptAs, TuneRequest, Wish
from .words_contract import Ignored, Understood, Words

MOST_TITLE_CHARACTERS = 200

SearchId = Annotated[str, Meta(max_length=100, pattern="^[0-9A-Za-z_-]*$")]


class SongName(Struct, forbid_unknown_fields=True):
    """A song by name."""

    name: Annotated[str, Meta(min_length=1, max_length=300)]
    artist: Annotated[str, Meta(max_length=300)] = ""


class ListenBrainzListener(Struct, forbid_unknown_fields=True):
    """A name at ListenBrainz, and the part of that listener's history to go on."""

    name: Annotated[str, Meta(min_length=1, max_length=MOST_NAME_CHARACTERS)]
    range: Span = "half_yearly"


class Correction(Struct, forbid_unknown_fields=True):
    """The meaning of a piece of the input: `source` and `line` as an answer reported it."""

    source: Reference
    line: int
    track: Reference = ""
    """An id, URI or link; empty to leave the piece out."""


class RecommendRequest(Struct, forbid_unknown_fields=True):
    """Songs as `tracks`, `artists`, `text`, `file`, `song`, `playlist`, `listenbrainz`, `title`, `words`; wishes.

    With `from` and `to` it is for a path from one song to another, and holds no other songs.
    """

    tracks: Annotated[list[Reference], Meta(max_length=MOST_TRACKS)] = []
    """Ids, URIs or links."""
    artists: Annotated[list[Reference], Meta(max_length=MOST_ARTISTS)] = []
    """Names or links of artists: some of their songs stand for them, as many for each."""
    text: str = ""
    file: UploadedFile | None = None
    files: Annotated[list[UploadedFile], Meta(max_length=MOST_FILES)] = []
    """Several files, whose songs are one list."""
    part: Annotated[str, Meta(max_length=300)] = ""
    """The name of one playlist of `text`, `file` and `files`, where any of these holds several."""
    title: Annotated[str, Meta(max_length=MOST_TITLE_CHARACTERS)] = ""
    """The playlist's title; left out, it is the name of the one list in `text` or a file."""
    words: Words = ""
    """A wish in words: "90s hip hop for running, no remixes". What the request sets itself wins."""
    after: SearchId = ""
    """The id of an answer to go on from: what this request leaves out is as it was there, and its words are added.

    "Less electronic", "no live versions", "more like number 3": only the same listener may go on from an answer.
    """
    forget: Annotated[list[Wish], Meta(max_length=100)] = []
    """Wishes that are not as they were in the answer gone on from, but as where a request leaves them out."""
    ignore: Ignored = []
    """Parts of the words, as an answer's `understood` has their `text`, that are left out."""
    song: SongName | None = None
    lists: Annotated[list[ListOfSongs], Meta(max_length=MOST_LISTS)] | None = None
    """Two or more lists to blend, in place of all other songs."""
    playlist: Reference = ""
    """A playlist's link."""
    listenbrainz: ListenBrainzListener | None = None
    corrections: Annotated[list[Correction], Meta(max_length=MOST_TRACKS)] = []
    """Corrections of an answer to the same input."""
    n: Annotated[int, Meta(ge=1, le=100)] | UnsetType = UNSET
    """Left out, it is the number that the words ask for, or else 10."""
    exclude: Annotated[list[Reference], Meta(max_length=MOST_TRACKS)] = []
    """Ids, URIs or links of tracks that are never recommended."""
    loved: Annotated[list[Reference], Meta(max_length=MOST_TRACKS)] = []
    """Songs the listener loves: those similar to the seeds attract the answer. They are never recommended."""
    hated: Annotated[list[Reference], Meta(max_length=MOST_TRACKS)] = []
    """Songs the listener hates: neither they nor very similar ones are recommended."""
    max_per_artist: Annotated[int, Meta(ge=0, le=100)] | None = 2
    """0 for no limit, as None in requests that were kept long ago."""
    tune: TuneRequest | None = None
    focus: Annotated[int, Meta(ge=0, lt=MOST_CROWDS)] | None = None
    """The place of one of the answer's `crowds`, which alone is gone on."""
    order: Order = "ranked"
    """Whether the songs are ranked, or flow: each agrees with the next in tempo, key, energy and listeners."""
    curve: Curve | None = None
    """The course of energy over a list that flows; null for any."""
    from_: Reference | None = json_field(default=None, name="from")
    """The song that a path starts from: a link, an id, a song's name or an artist."""
    to: Reference | None = None
    """The song that it arrives at."""
    repeat: bool = False
    """Whether songs that the signed-in listener was given lately, skipped or did not want may come again."""
    within: WithinRequest | None = None
    """Bounds that every recommended song keeps to."""
    only: SongCollection | None = None
    """Songs of which alone some are recommended."""
    leave_out: LeftOutSongs | None = None
    """Songs that are not recommended, in no release."""
    share: bool = False
    """Whether the listener, who is signed in, agrees that the playlist is stored and used for training."""


class Alternative(Struct, gc=False):
    """Another song that a piece of the input may name."""

    uri: str
    name: str
    artist: str


class MatchedTrack(Struct, gc=False):
    """A piece of the input and the track it was matched with."""

    source: str
    line: int
    uri: str
    name: str
    artist: str
    confidence: float
    kind: MatchKind
    """`artist` if the input names an artist alone, `stand_in` if a song that is not in
    the catalogue: then this song stands for it, by its artist, or by genres or sound that a file tells."""
    alternatives: list[Alternative]
    """Other songs it may name, the likeliest first; empty for a sure match."""
    note: str
    """How the song was found, where that is neither by its id nor by the given words; else empty."""


class UnmatchedLine(Struct, gc=False):
    """A piece of the input that is no seed, and the reason."""

    source: str
    line: int
    """0 for a title that says nothing."""
    why: str
    alternatives: list[Alternative] = []
    """Songs it may name, the likeliest first, where it was left out as that one fits none of the others."""


class ClusterPlace(Struct, gc=False):
    """The cluster of playlists a request belongs to, and a name of its songs."""

    id: int
    name: str
    """Genres that songs given have; where none is known, the name of the cluster."""


class CrowdOfSongs(Struct, gc=False):
    """Songs of one kind among the input."""

    name: str | None
    share: float
    """0 to 1: of the songs given, and of those recommended."""
    seeds: list[str]
    """URIs."""
    unknown: list[str]
    """Lines of songs that are not in the catalogue, for which others stand."""


class MapPlace(Struct, gc=False):
    """A place on the music map, within the unit circle."""

    x: float
    y: float


class Because(Struct, gc=False):
    """One reason, in words, and the seeds it refers to."""

    kind: Kind
    seeds: list[str]
    """URIs."""
    text: str
    of_list: str | None = json_field(default=None, name="list")
    """The name of the list it is about, where `lists` were given."""


class RecommendedTrack(Struct, gc=False):
    """One recommendation."""

    uri: str
    name: str
    artist: str
    album: str
    """Empty if it is not known, as `isrc`."""
    isrc: str
    score: float
    """0 to 1."""
    listen: Offers
    because: list[Because]
    colours: Colours | None
    """Of its place on the map; null if that is unknown."""


class Shared(Struct, gc=False):
    """The outcome of a request to share the playlist for training."""

    kept: bool
    because: str | None
    """Why it was not shared; null if it was."""


class RecommendResponse(Struct):
    """The recommendations and the input they are based on."""

    id: str
    model: str
    matched: list[MatchedTrack]
    unmatched: list[UnmatchedLine]
    cluster: ClusterPlace | None
    position: MapPlace | None
    recommendations: list[RecommendedTrack]
    fallback: str | None
    """Why the answer holds only popular songs; null if it is a personal one."""
    crowds: list[CrowdOfSongs]
    """The kinds of songs given, the greatest first; empty if all are of one kind."""
    known_features: list[str]
    """Audio features that `tune.targets` may name, as they are known of enough songs."""
    left_out: int
    """Number of songs left out as the signed-in listener was given them before; 0 with `repeat`."""
    title: str
    """The list's title: the request's, or else the name of the one list that was read; empty if it has none."""
    bounds: list[BoundKept] = []
    """The bounds of the request, the narrowest first."""
    few: str | None = None
    """Why there are fewer songs than were asked for; null if there are as many."""
    journey: JourneyPlaces | None = None
    """The order of the songs, if one was asked for, or the path with its ends; null for a ranked list."""
    understood: Understood | None = None
    """null if nothing was read as words."""
    blend: BlendOfLists | None = None
    """The lists' parts in the answer; null without `lists`."""
    shared: Shared | None = None
    """null if the request did not ask to share."""
    crowds_fit: bool = True
    """Whether half of the songs or more are of a kind that crowds are named by; else `cluster` has their name."""
    kept: KeptAs | None = None
    """How a list that is read again is kept; null in the answer to a request."""
