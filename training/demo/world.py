"""Generate the demo's artists and albums, and tracks with audio features, popularity and ground truth."""

from dataclasses import dataclass
from itertools import groupby

import numpy as np

from shared.domain.track_ids import DEMO
from training.demo.albums import Albums, make_albums
from training.demo.artists import Artists, draw_moods, draw_subgenres, make_artists
from training.demo.draws import Numbers, Reals, draw_ids, shares
from training.demo.genres import ERAS, GENRES, NEAR
from training.demo.names import Namer
from training.demo.sound import as_live, as_remastered, draw_features
from training.demo.versions import Versions, add_guests, draw_versions

SIGNATURE = "Paper Lanterns"
"""The song used in the documentation's examples."""
_STRAY = 0.06
"""Share of tracks in a genre other than their artist's."""
_OWN_SUBGENRE, _OWN_MOOD = 0.7, 0.5
"""Probabilities that a track has its artist's sub-genre, and its artist's mood."""
_FAME_OF_VERSION = 0.2
"""Popularity of a version as a share of its original's."""


@dataclass(frozen=True, slots=True)
class World:
    """Artists and albums, and columns over the n tracks, which are sorted by artist."""

    artists: Artists
    albums: Albums
    ids: list[str]
    names: list[str]
    artist: Numbers
    genre: Numbers
    subgenre: Numbers
    mood: Numbers
    era: Numbers
    popularity: Reals
    """(n,) heavy-tailed weights, no unit."""
    features: Reals
    """(n, f) in the order of FEATURES, nothing unknown."""
    group: Numbers
    """Indices in `groups.GROUPS`, -1 for most; see `gather_groups`."""

    def __len__(self) -> int:
        return len(self.ids)


def make_world(rng: np.random.Generator, artists: int, tracks: int) -> World:
    """Generate a world of `artists` artists, each with a track at least, and `tracks` tracks in no group."""
    namer = Namer(rng)
    makers = make_artists(rng, namer, artists)
    more = rng.multinomial(tracks - artists, shares(makers.popularity**0.6))
    artist = np.repeat(np.arange(artists), 1 + more)
    names = _songs(namer, makers, artist)
    albums = make_albums(rng, namer, makers, artist, names)
    year = albums.years[albums.of_track]
    genre, subgenre, mood = _structure(rng, makers, artist)
    world = World(
        artists=makers,
        albums=albums,
        ids=draw_ids(rng, tracks, DEMO.prefix),
        names=names,
        artist=artist,
        genre=genre,
        subgenre=subgenre,
        mood=mood,
        era=np.searchsorted(np.array(ERAS), year, side="right") - 1,
        popularity=makers.popularity[artist] * rng.lognormal(0.0, 1.1, tracks),
        features=draw_features(rng, genre, subgenre, mood, year, artist),
        group=np.full(tracks, -1, dtype=np.int64),
    )
    signature = _place_signature(world)
    _release_again(rng, world, draw_versions(rng, artist, year))
    add_guests(rng, world.names, artist, makers)
    world.names[signature] = SIGNATURE  # where a version or a guest renamed it
    return world


def _songs(namer: Namer, artists: Artists, artist: Numbers) -> list[str]:
    names: list[str] = []
    for maker, tracks in groupby(artist.tolist()):
        count = sum(1 for _ in tracks)
        names += namer.songs(int(artists.genres[maker]), artists.languages[maker], count)
    return names


def _structure(rng: np.random.Generator, artists: Artists, artist: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Draw genre, sub-genre and mood of each track: mostly its artist's, sometimes others."""
    usual, count = artists.genres[artist], len(artist)
    draws = rng.random(count)
    nearby = [NEAR[genre][int(draw * len(NEAR[genre]))] for genre, draw in zip(usual.tolist(), draws, strict=True)]
    genre = np.where(rng.random(count) < _STRAY, nearby, usual)
    typical = (rng.random(count) < _OWN_SUBGENRE) & (genre == usual)
    subgenre = np.where(typical, artists.subgenres[artist], draw_subgenres(rng, genre))
    mood = np.where(rng.random(count) < _OWN_MOOD, artists.moods[artist], draw_moods(rng, genre))
    return genre, subgenre, mood


def _place_signature(world: World) -> int:
    """Rename the most popular English indie rock song to SIGNATURE, for any seed and size; return its row."""
    indie = next(place for place, genre in enumerate(GENRES) if genre.name == "indie rock")
    sung = (world.artists.genres == indie) & [language is None for language in world.artists.languages]
    row = int(np.argmax(np.where(sung[world.artist], world.popularity, 0.0)))
    world.names[row] = SIGNATURE
    return row


def _release_again(rng: np.random.Generator, world: World, versions: Versions) -> None:
    """Turn tracks into versions of their originals, in place."""
    track, original = versions.track, versions.original
    for column in (world.genre, world.subgenre, world.mood, world.era):
        column[track] = column[original]
    remastered = np.array(["Remaster" in tail for tail in versions.tails], dtype=bool)
    source = world.features[original]
    world.features[track] = np.where(remastered[:, None], as_remastered(source), as_live(rng, source))
    world.popularity[track] = world.popularity[original] * _FAME_OF_VERSION
    for version, first, tail in zip(track.tolist(), original.tolist(), versions.tails, strict=True):
        world.names[version] = world.names[first] + tail
