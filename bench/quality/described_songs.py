"""Table of answers to unknown songs of unknown artists, of which a file tells genres, sound or both."""

import numpy as np

from bench.quality.split import Split
from bench.quality.unknown_songs import ONE_SEED, Answer, as_table, without_seed
from shared.model.candidates.tracks import Indices
from shared.model.catalogue.genres import GenreIndex
from shared.model.described_songs import songs_like
from shared.model.stand_ins import BESIDE, DESCRIBED_ALONE
from training.requests import Request


def by_description(split: Split) -> str:
    """Return the metrics of answers to songs that are unknown, as all others of their artists are.

    Their genres and features are those of the features table. The last row, where the song is a seed, is the upper
    end.
    """
    recommender, artists = split.recommender, split.recommender.retrieval.tracks.artists
    asked = [
        (request, np.flatnonzero(artists == artists[request.seeds[0]]).astype(np.int32))
        for request in split.requests()
        if request.kind == ONE_SEED
    ]
    ways: dict[str, Answer] = {
        "what is popular": lambda request, _: without_seed(recommender, request, request.seeds[:0]),
        "**segue** by genres": _described(split, by_genres=True, by_sound=False),
        "**segue** by sound": _described(split, by_genres=False, by_sound=True),
        "**segue** by both": _described(split, by_genres=True, by_sound=True),
        "the song itself": lambda request, _: without_seed(recommender, request, request.seeds),
    }
    return as_table(asked, ways)


def _described(split: Split, *, by_genres: bool, by_sound: bool) -> Answer:
    """Return a function that answers by songs like the described one, but for those of its artist."""
    tracks, retrieval = split.known.tracks, split.recommender.retrieval
    index = GenreIndex(tracks.genres)

    def answer(request: Request, theirs: Indices) -> Indices:
        song = int(request.seeds[0])
        same = index.songs_of(index.known(tracks.genres[song])) if by_genres else theirs[:0]
        features = split.scaled.values[song] if by_sound else None
        songs = songs_like(same[~np.isin(same, theirs)], features, retrieval, DESCRIBED_ALONE + len(theirs))
        stand_ins = songs[~np.isin(songs, theirs)][:DESCRIBED_ALONE]
        rows = [stand_ins[start : start + BESIDE] for start in range(0, len(stand_ins), BESIDE)]
        return without_seed(split.recommender, request, request.seeds[:0], rows)

    return answer
