"""The first page's doors and finished list, made from a trained model."""

from collections.abc import Sequence

import numpy as np

from shared.intake import read_text
from shared.model.answer import Answer, answer
from shared.model.candidates.retrieval import Retrieval
from shared.model.candidates.tracks import Indices
from shared.model.candidates.vectors import unit
from shared.model.front import Door, FinishedSong, Front
from shared.model.model import Model
from shared.model.ranking.query import RecommendationQuery
from training.fit.atlas import Atlas
from training.fit.clustering import Clustering
from training.fit.doors import Songs, choose_doors
from training.read.dataset import Dataset


def doors_of(dataset: Dataset, retrieval: Retrieval, clustering: Clustering, atlas: Atlas) -> list[Indices]:
    """Choose the doors among the songs on the map; a song is as known as it is, and its artist."""
    tracks, artists = atlas.tracks, retrieval.tracks.artists[atlas.tracks]
    popularity = np.append(retrieval.artists.popularity, np.float32(0))  # the last one is that of no artist
    directions = retrieval.similar_playlists.factors.directions(tracks)
    songs = Songs(
        tracks=tracks,
        artists=artists,
        neighbourhoods=clustering.of_track[tracks],
        known=np.log1p(retrieval.tracks.counts[tracks]).astype(np.float32) + popularity[artists],
        directions=np.nan_to_num(directions),
    )
    genres = dataset.tracks.genres
    return choose_doors(
        songs,
        unit(clustering.clusters.centres),
        lambda rows: [frozenset(genre.casefold() for genre in genres[row]) for row in rows.tolist()],
    )


def front_of(model: Model, doors: Sequence[Indices]) -> Front:
    """Return the doors under the names of their answers, and the answer to the first as the finished list."""
    answers = [_answer(model, door) for door in doors]
    named = [Door(found.name or "", tuple(door.tolist())) for door, found in zip(doors, answers, strict=True)]
    finished = [
        (each.track.id, tuple(reason.text for reason in each.reasons))
        for found in answers[:1]
        for each in found.recommendations
    ]
    tracks = model.index_of_each([id for id, _ in finished]).tolist()
    return Front(
        tuple(named),
        tuple(FinishedSong(track, because) for track, (_, because) in zip(tracks, finished, strict=True)),
    )


def _answer(model: Model, door: Indices) -> Answer:
    return answer(model, read_text("\n".join(track.id for track in model.tracks(door))), RecommendationQuery())
