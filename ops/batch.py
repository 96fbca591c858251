"""Playlist continuation for many requests: JSON lines in, JSON lines out."""

from collections.abc import Iterable
from typing import IO

import msgspec
import numpy as np
from tqdm import tqdm

from shared.domain.track_ids import track_id_of
from shared.errors import InvalidInput
from shared.model.candidates.tracks import Indices
from shared.model.model import Model
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.selection import Rules


class BatchLine(msgspec.Struct):
    """One request of a batch; its id is returned unchanged."""

    id: str | int
    tracks: list[str]


class BatchTrack(msgspec.Struct):
    """One recommended track."""

    uri: str
    score: float


class BatchAnswer(msgspec.Struct):
    """The answer to one line."""

    id: str | int
    recommendations: list[BatchTrack]


def answer_batch(lines: Iterable[bytes], out: IO[bytes], model: Model, rules: Rules, *, name: str) -> None:
    """Answer each line in order; blank lines are skipped, unknown tracks are ignored.

    Raises InvalidInput naming `name` and the line of an invalid request.
    """
    for number, line in enumerate(tqdm(lines, "recommending", unit=" requests", disable=None), start=1):
        if line.strip():
            request = _read(line, f"{name}, line {number}")
            seeds = _seeds(request, model, f"{name}, line {number}")
            out.write(msgspec.json.encode(_answer(request.id, seeds, model, rules)) + b"\n")


def _read(line: bytes, where: str) -> BatchLine:
    try:
        return msgspec.json.decode(line, type=BatchLine)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InvalidInput(
            f"{where} is no request", expected='{"id": ..., "tracks": [uri, ...]}', found=str(error)
        ) from error


def _seeds(request: BatchLine, model: Model, where: str) -> Indices:
    ids = [track_id_of(track) for track in request.tracks]
    if None in ids:
        bad = request.tracks[ids.index(None)]
        raise InvalidInput(
            f"{where} names a track we cannot read", expected="a track URI or id", found=repr(bad[:80])
        )
    known = model.indices_of([track_id for track_id in ids if track_id])
    return np.array(list(dict.fromkeys(known.tolist())), dtype=np.int32)


def _answer(request_id: str | int, seeds: Indices, model: Model, rules: Rules) -> BatchAnswer:
    found = model.recommend(RecommendationQuery(seeds, rules))
    tracks = model.tracks([each.track for each in found])
    return BatchAnswer(
        request_id, [BatchTrack(track.id, each.score) for track, each in zip(tracks, found, strict=True)]
    )
