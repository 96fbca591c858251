"""The response of `recommend`, built from an answer of the model."""

from collections.abc import Sequence

from shared.domain.offers import offers
from shared.domain.track import Track
from shared.domain.track_ids import ISRC
from shared.model.answer import Answer
from shared.model.explained import Recommended
from shared.model.reasons import Reason
from shared.model.resolve import Match
from shared.model.strays import why_left_out
from shared.model.words.interpretation import Interpretation

from .bounds_contract import BoundKept
from .contract import (
    Alternative,
    Because,
    ClusterPlace,
    CrowdOfSongs,
    MapPlace,
    MatchedTrack,
    RecommendedTrack,
    RecommendResponse,
    UnmatchedLine,
)
from .journeys import to_places
from .lists import to_blend
from .words_contract import Understood, UnderstoodPart


def to_response(
    search_id: str, answer: Answer, known_features: list[str], left_out: int, title: str = ""
) -> RecommendResponse:
    """Build the response from an answer.

    `known_features` are those that the next request may name, `left_out` is the number of songs left out, and
    `title` is the list's.
    """
    return RecommendResponse(
        id=search_id,
        model=answer.model,
        matched=[
            MatchedTrack(
                match.reference.source,
                match.reference.line,
                match.track.id,
                match.track.name,
                match.track.artist,
                round(match.confidence, 3),
                match.kind,
                _alternatives(match.alternatives),
                match.note,
            )
            for match in answer.matched
        ],
        unmatched=[
            *(UnmatchedLine(unread.source, unread.line, unread.why) for unread in answer.unmatched),
            *map(_left_out, answer.strays),
        ],
        cluster=ClusterPlace(answer.cluster.id, answer.name) if answer.cluster and answer.name else None,
        position=MapPlace(answer.position.x, answer.position.y) if answer.position else None,
        recommendations=[recommended_track(each) for each in answer.recommendations],
        fallback=answer.fallback,
        crowds=[
            CrowdOfSongs(crowd.name, round(crowd.share, 3), [seed.id for seed in crowd.seeds], list(crowd.unknown))
            for crowd in answer.crowds
        ],
        known_features=known_features,
        left_out=left_out,
        title=title,
        bounds=[BoundKept(each.words, each.candidates) for each in answer.bounds],
        few=answer.few,
        blend=to_blend(answer),
        journey=to_places(answer.journey),
        understood=_understood(answer.words) if answer.words else None,
        crowds_fit=answer.crowds_fit,
    )


def _understood(words: Interpretation) -> Understood:
    parts = [UnderstoodPart(part.kind, part.text, part.meaning, list(part.alternatives)) for part in words.parts]
    return Understood(parts, list(words.unread))


def _left_out(match: Match) -> UnmatchedLine:
    songs = _alternatives([match.track, *match.alternatives])
    return UnmatchedLine(match.reference.source, match.reference.line, why_left_out(match), songs)


def _alternatives(tracks: Sequence[Track]) -> list[Alternative]:
    return [Alternative(track.id, track.name, track.artist) for track in tracks]


def recommended_track(each: Recommended) -> RecommendedTrack:
    """Build the part of the response that tells of one song."""
    return RecommendedTrack(
        uri=each.track.id,
        name=each.track.name,
        artist=each.track.artist,
        album=each.track.album,
        isrc=ISRC.first_value(each.track.other_ids),
        score=round(each.score, 4),
        listen=offers(each.track),
        because=[_because(reason) for reason in each.reasons],
        colours=each.colours,
    )


def _because(reason: Reason) -> Because:
    return Because(reason.kind, list(reason.seeds), reason.text, reason.of_list or None)
