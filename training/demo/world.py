"""Artists and tracks: who makes what, how it sounds and how many know it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.domain.track import FEATURES
from training.demo.genres import ERAS, GENRES, MOOD_SHIFT, MOODS
from training.demo.names import Namer

_BASE62 = np.array(list("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
_AGAIN = 0.02
"""Share of tracks that are another release of an earlier song."""
_FEATURING = 0.05

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Artists:
    """Columns over the artists."""

    names: list[str]
    ids: list[str]
    genres: Numbers
    eras: Numbers
    moods: Numbers
    """The mood that half of an artist's songs have."""
    popularity: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class World:
    """Artists, and columns over the n tracks."""

    artists: Artists
    ids: list[str]
    names: list[str]
    albums: list[str]
    album_ids: list[str]
    artist: Numbers
    genre: Numbers
    subgenre: Numbers
    mood: Numbers
    era: Numbers
    year: Numbers
    popularity: NDArray[np.float64]
    features: NDArray[np.float64]
    """(n, 13), nothing unknown."""


def make_world(rng: np.random.Generator, artists: int, tracks: int) -> World:
    """Invent a world of so many artists and tracks."""
    namer = Namer(rng)
    makers = _artists(rng, namer, artists)
    artist = np.concatenate(
        [np.arange(artists), rng.choice(artists, tracks - artists, p=_shares(makers.popularity**0.6))]
    )
    genre = _sometimes(rng, makers.genres[artist], 0.08, _neighbours(rng, makers.genres[artist]))
    era = np.clip(makers.eras[artist] + rng.choice([-1, 0, 0, 1], tracks), 0, len(ERAS) - 1)
    mood = _sometimes(rng, makers.moods[artist], 0.45, _moods_of(rng, genre))
    albums = [namer.album() for _ in range(tracks)]
    album = rng.integers(0, 4, tracks)
    first: dict[tuple[int, int], int] = {}
    for track, key in enumerate(zip(artist.tolist(), album.tolist(), strict=True)):
        first.setdefault(key, track)
    of_album = [first[key] for key in zip(artist.tolist(), album.tolist(), strict=True)]
    album_ids = _ids(rng, tracks)
    world = World(
        artists=makers,
        ids=_ids(rng, tracks),
        names=[namer.song() for _ in range(tracks)],
        albums=[albums[place] for place in of_album],
        album_ids=[album_ids[place] for place in of_album],
        artist=artist,
        genre=genre,
        subgenre=(makers.moods[artist] + rng.integers(0, 2, tracks)) % 3,
        mood=mood,
        era=era,
        year=np.array(ERAS)[era] + rng.integers(0, 7, tracks),
        popularity=makers.popularity[artist] * rng.lognormal(0.0, 1.1, tracks),
        features=_features(rng, genre, mood, era),
    )
    return _with_guests(rng, _with_other_releases(rng, world))


def _artists(rng: np.random.Generator, namer: Namer, count: int) -> Artists:
    genres = rng.integers(0, len(GENRES), count)
    eras = np.array([rng.choice(len(ERAS), p=_shares(np.array(GENRES[genre].home_eras))) for genre in genres])
    return Artists(
        names=namer.artists(genres.tolist()),
        ids=_ids(rng, count),
        genres=genres,
        eras=eras,
        moods=_moods_of(rng, genres),
        popularity=np.asarray(1.0 / (rng.permutation(count) + 25.0) ** 0.9, dtype=np.float64),
    )


def _features(rng: np.random.Generator, genre: Numbers, mood: Numbers, era: Numbers) -> NDArray[np.float64]:
    """Draw plausible features: a genre's average, shifted by mood, with loudness following energy and year."""
    count = len(genre)
    column = {
        name: _level(rng, genre, mood, name) for name in ("energy", "valence", "danceability", "acousticness")
    }
    sung = rng.random(count) > _of_genre(genre, "instrumental")
    values = {
        **column,
        "key": rng.integers(0, 12, count),
        "loudness": np.clip(-16 + 11 * column["energy"] + 0.5 * era + rng.normal(0, 1.6, count), -40, 0),
        "mode": rng.random(count) < 0.45 + 0.4 * column["valence"],
        "speechiness": np.clip(_of_genre(genre, "speechiness") * rng.lognormal(0, 0.45, count), 0.02, 0.96),
        "instrumentalness": np.where(sung, rng.beta(0.4, 40, count), rng.beta(9, 2.2, count)),
        "liveness": np.clip(rng.gamma(2.2, 0.08, count), 0.02, 0.98),
        "tempo": np.clip(_of_genre(genre, "tempo") + _of_mood(mood, "tempo") + rng.normal(0, 17, count), 50, 215),
        "duration_ms": np.round(60_000 * _of_genre(genre, "minutes") * rng.lognormal(0, 0.24, count)),
        "time_signature": np.where(rng.random(count) < _of_genre(genre, "waltz"), 3, 4),
    }
    return np.stack([np.asarray(values[name], dtype=np.float64) for name in FEATURES], axis=1)


def _level(rng: np.random.Generator, genre: Numbers, mood: Numbers, name: str) -> NDArray[np.float64]:
    average = _of_genre(genre, name) + _of_mood(mood, name)
    return np.clip(average + rng.normal(0, 0.12, len(genre)), 0.005, 0.995)


def _of_genre(genre: Numbers, name: str) -> NDArray[np.float64]:
    return np.array([getattr(each, name) for each in GENRES], dtype=np.float64)[genre]


def _of_mood(mood: Numbers, name: str) -> NDArray[np.float64]:
    return np.array([MOOD_SHIFT[each][name] for each in MOODS], dtype=np.float64)[mood]


def _moods_of(rng: np.random.Generator, genre: Numbers) -> Numbers:
    bounds = np.cumsum([each.moods for each in GENRES], axis=1)[genre]
    drawn = (rng.random(len(genre))[:, None] > bounds).sum(axis=1)
    return np.asarray(np.minimum(drawn, len(MOODS) - 1), dtype=np.int64)


def _neighbours(rng: np.random.Generator, genre: Numbers) -> Numbers:
    names = [each.name for each in GENRES]
    near = [[names.index(name) for name in each.neighbours] for each in GENRES]
    draws = rng.random(len(genre))
    return np.array([near[g][int(draw * len(near[g]))] for g, draw in zip(genre.tolist(), draws, strict=True)])


def _sometimes(rng: np.random.Generator, usual: Numbers, share: float, other: Numbers) -> Numbers:
    return np.where(rng.random(len(usual)) < share, other, usual)


def _with_other_releases(rng: np.random.Generator, world: World) -> World:
    """Make some tracks remasters or live takes of an earlier track by the same artist."""
    first: dict[int, int] = {}
    for track, artist in enumerate(world.artist.tolist()):
        original = first.setdefault(artist, track)
        if original != track and rng.random() < _AGAIN:
            tail = " (Live)" if rng.random() < 0.5 else f" - Remastered {rng.integers(2009, 2016)}"
            world.names[track] = world.names[original] + tail
            world.features[track] = world.features[original]
            for column in (world.genre, world.mood, world.era, world.subgenre):
                column[track] = column[original]
    return world


def _with_guests(rng: np.random.Generator, world: World) -> World:
    for track in np.flatnonzero(rng.random(len(world.names)) < _FEATURING).tolist():
        guest = world.artists.names[int(rng.integers(len(world.artists.names)))]
        if guest == world.artists.names[world.artist[track]]:
            continue
        if " (" not in world.names[track] and " - " not in world.names[track]:
            world.names[track] += f" (feat. {guest})"
    return world


def _ids(rng: np.random.Generator, count: int) -> list[str]:
    return ["".join(row) for row in _BASE62[rng.integers(0, 62, (count, 22))].tolist()]


def _shares(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(weights / weights.sum(), dtype=np.float64)
