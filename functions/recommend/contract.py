"""What `recommend` is asked and what it answers, as JSON."""

from typing import Annotated

from msgspec import Meta, Struct

from shared.domain.track import Feature, track_uri
from shared.intake import FORMAT_NAMES
from shared.model.answer import Answer, Recommended
from shared.model.reasons import Kind, Reason

MOST_TRACKS = 10_000
"""Tracks in `tracks`, `exclude`, `loved` or `hated`; lines of `text` and `file` are bounded by intake."""

Level = Annotated[float, Meta(ge=0, le=1)]
Reference = Annotated[str, Meta(max_length=1_000)]


class SongName(Struct, forbid_unknown_fields=True):
    """A song by name."""

    name: Annotated[str, Meta(min_length=1, max_length=300)]
    artist: Annotated[str, Meta(max_length=300)] = ""


class UploadedFile(Struct, forbid_unknown_fields=True):
    """A playlist file in any format that intake reads."""

    name: Annotated[str, Meta(max_length=300)]
    content: Annotated[str, Meta(description=FORMAT_NAMES)]


class TuneRequest(Struct, forbid_unknown_fields=True):
    """Wishes beyond the seeds."""

    targets: dict[Feature, Level] = {}
    """0 is the catalogue's lowest, 1 its highest."""
    adventurous: Annotated[float, Meta(ge=-1, le=1)] = 0.0
    """-1 familiar, 1 adventurous."""
    diverse: Level = 0.0
    """0 as learned, 1 as unlike each other as the seeds allow."""


class RecommendRequest(Struct, forbid_unknown_fields=True):
    """Any of `tracks`, `text`, `file`, `song` and `playlist`, and what the answer should be like."""

    tracks: Annotated[list[Reference], Meta(max_length=MOST_TRACKS)] = []
    """Ids, URIs or links."""
    text: str = ""
    file: UploadedFile | None = None
    song: SongName | None = None
    playlist: Reference = ""
    """A playlist's link."""
    n: Annotated[int, Meta(ge=1, le=100)] = 10
    exclude: Annotated[list[Reference], Meta(max_length=MOST_TRACKS)] = []
    """Ids, URIs or links that must not come back."""
    loved: Annotated[list[Reference], Meta(max_length=MOST_TRACKS)] = []
    """Songs the listener loves: those like the seeds pull the answer. They do not come back."""
    hated: Annotated[list[Reference], Meta(max_length=MOST_TRACKS)] = []
    """Songs the listener hates: they and their like stay away."""
    max_per_artist: Annotated[int, Meta(ge=1, le=100)] | None = 2
    """null for no cap."""
    tune: TuneRequest | None = None
    share: bool = False
    """Whether the listener agrees that the playlist is kept and learned from."""


class MatchedTrack(Struct, gc=False):
    """Something that was given and the track it was taken for."""

    source: str
    line: int
    uri: str
    name: str
    artist: str
    confidence: float


class UnmatchedLine(Struct, gc=False):
    """Something that was given and led to no track, and why."""

    source: str
    line: int
    why: str


class ClusterPlace(Struct, gc=False):
    """The cluster of playlists a request belongs to."""

    id: int
    name: str


class MapPlace(Struct, gc=False):
    """A place on the music map, within the unit circle."""

    x: float
    y: float


class Because(Struct, gc=False):
    """One reason, in words, and the seeds it is about."""

    kind: Kind
    seeds: list[str]
    """URIs."""
    text: str


class RecommendedTrack(Struct, gc=False):
    """One recommendation."""

    uri: str
    name: str
    artist: str
    score: float
    """0 to 1."""
    because: list[Because]


class RecommendResponse(Struct):
    """The answer, and what it is based on."""

    id: str
    model: str
    matched: list[MatchedTrack]
    unmatched: list[UnmatchedLine]
    cluster: ClusterPlace | None
    position: MapPlace | None
    recommendations: list[RecommendedTrack]
    fallback: str | None
    """Why the answer is only what is popular; null where it is not."""


def to_response(search_id: str, answer: Answer) -> RecommendResponse:
    """Put an answer into the words of the API."""
    return RecommendResponse(
        id=search_id,
        model=answer.model,
        matched=[
            MatchedTrack(
                match.reference.source,
                match.reference.line,
                match.track.uri,
                match.track.name,
                match.track.artist,
                round(match.confidence, 3),
            )
            for match in answer.matched
        ],
        unmatched=[UnmatchedLine(unread.source, unread.line, unread.why) for unread in answer.unmatched],
        cluster=ClusterPlace(answer.cluster.id, answer.cluster.name) if answer.cluster else None,
        position=MapPlace(answer.position.x, answer.position.y) if answer.position else None,
        recommendations=[_recommended(each) for each in answer.recommendations],
        fallback=answer.fallback,
    )


def _recommended(each: Recommended) -> RecommendedTrack:
    return RecommendedTrack(
        uri=each.track.uri,
        name=each.track.name,
        artist=each.track.artist,
        score=round(each.score, 4),
        because=[_because(reason) for reason in each.reasons],
    )


def _because(reason: Reason) -> Because:
    return Because(reason.kind, [track_uri(seed) for seed in reason.seeds], reason.text)
