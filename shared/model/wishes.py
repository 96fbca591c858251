"""Wishes in words ("sad indie songs"): the popular songs of the cluster whose words they name stand for them.

Only words of clusters' names, genres and sounds are understood; the answer says which these were.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from shared.domain.names import fold
from shared.domain.track import Track
from shared.intake import TrackReference, Unread
from shared.model.atlas import ClusterInfo
from shared.model.model import Model
from shared.model.releases import with_other_releases
from shared.model.resolve import Match, Resolution, resolve
from shared.model.stand_ins import with_stand_ins
from shared.model.strays import without_strays
from shared.ports import TrackNames

SONGS_OF_WISH = 10
"""Songs that stand for a wish."""

WISH = 0.5
"""Confidence that such a song is to the listener's liking."""

MOST_WISHES = 3
"""Lines of one request that are read as wishes."""

_LOOKED_AT = 300
"""Popular songs of a cluster among which those of the wanted genre are chosen."""

_LEAST_LETTERS = 3
_CUES = frozenset(
    "song songs music playlist track tracks tune tunes mix vibe vibes mood something"
    " musik lieder musique chansons musica canciones canzoni muziek muzyka".split()
)
"""Words by which a line is a wish and no title."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish as far as it is understood."""

    cluster: ClusterInfo
    genres: tuple[str, ...]
    """Its words that the cluster's names and genres have; at least one."""
    sounds: tuple[str, ...]
    """Its words that describe the cluster's sound."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words that are understood."""
        return self.sounds + self.genres


def read_wish(text: str, clusters: Sequence[ClusterInfo]) -> Wish | None:
    """Return the wish for the cluster that has most of a text's words; None for a text that is no such wish.

    A wish names a genre, and holds a word such as "songs" or nothing that is not understood.
    """
    words = dict.fromkeys(word for word in fold(text).split() if len(word) >= _LEAST_LETTERS)
    wishes = [wish for cluster in clusters if (wish := _for_cluster(list(words), cluster)).genres]
    best = max(wishes, key=lambda each: (len(each.genres), len(each.sounds), each.cluster.playlists), default=None)
    if best is None or not (_CUES.intersection(words) or set(words) == set(best.words)):
        return None
    return best


def _for_cluster(words: Sequence[str], cluster: ClusterInfo) -> Wish:
    named = _words(cluster.words) - _CUES
    return Wish(
        cluster,
        genres=tuple(word for word in words if word in named),
        sounds=tuple(word for word in words if word in cluster.sound),
    )


def _words(phrases: Sequence[str]) -> set[str]:
    return {word for phrase in phrases for word in fold(phrase).split()}


def understood(references: Sequence[TrackReference], model: Model, names: TrackNames | None = None) -> Resolution:
    """Look every reference up, unknown ids by their `names`; others stand for unknown songs; else read wishes.

    Unsure songs that do not fit the others are left out.
    """
    resolution = resolve(references, model)
    if names is not None:
        resolution = with_other_releases(resolution, references, model, names)
    return without_strays(with_wishes(with_stand_ins(references, resolution, model), model), model)


def with_wishes(resolution: Resolution, model: Model) -> Resolution:
    """Add songs that stand for the wishes among the lines, if no song was matched.

    The line of a wish stays among the unmatched ones, with the words it was understood by.
    """
    if resolution.matched:
        return resolution
    matched: list[Match] = []
    unmatched = list(resolution.unmatched)
    for place, line in enumerate(unmatched[:MOST_WISHES]):
        if wish := read_wish(line.source, model.clusters):
            matched += _matches(line, wish, model)
            unmatched[place] = replace(line, why=_why(wish))
    return replace(resolution, matched=tuple(matched), unmatched=tuple(unmatched))


def _matches(line: Unread, wish: Wish, model: Model) -> list[Match]:
    reference = TrackReference(line.source, line.line, title=line.source)
    stands_for = f"songs of “{wish.cluster.name}”"
    return [
        Match(reference, index, track, WISH, kind="wish", stands_for=stands_for)
        for index, track in _songs(wish, model)
    ]


def _songs(wish: Wish, model: Model) -> list[tuple[int, Track]]:
    """Return the most popular mapped songs of the cluster, of the wanted genres where it has such songs."""
    drawn = model.music_map
    members = np.sort(drawn.tracks[drawn.clusters == wish.cluster.id])[:_LOOKED_AT]
    songs = list(zip(members.tolist(), model.tracks(members), strict=True))
    wanted = set(wish.genres)
    return [each for each in songs if wanted & _words(each[1].genres)][:SONGS_OF_WISH] or songs[:SONGS_OF_WISH]


def _why(wish: Wish) -> str:
    words = ", ".join(f"“{word}”" for word in wish.words)
    return f"taken for a wish for {words}: songs of “{wish.cluster.name}”"
