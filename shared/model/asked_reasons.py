"""Reasons for recommendations without songs to go on: what each track has to do with a title or a wanted sound."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from shared.domain.names import fold
from shared.domain.track import Track, join_names
from shared.model.candidates.audio import AudioTable
from shared.model.candidates.titles import TitleTable
from shared.model.candidates.tracks import Indices
from shared.model.naming import spoken
from shared.model.reasons import Reason
from shared.model.sound_words import SOUND

_BY_ARTIST, _CALLED_SO = "By an artist that you named", "On playlists that are called like this"
_KIND, _USUAL = "Of a kind of music that you named", "Of a kind that playlists called like this have"

_GENRES_NAMED = 2

_NEAR = 0.2
"""How far a track's level may be from a wanted one to have that sound."""
_FAR = 0.19
"""How far from the middle both levels are: a song of the lower half is not calm yet."""


def title_reasons(
    titles: TitleTable, title: str, answered: Indices, tracks: Sequence[Track], *, names_artists: bool = True
) -> list[tuple[Reason, ...]]:
    """Return up to three reasons for each answered track, in their order; none where it says nothing.

    `tracks` are the answered ones: their genres are told where the title names them.
    """
    signals = titles.describe(titles.evidence(title, names_artists), answered)
    words = set(fold(title).split())

    def texts(place: int, track: Track) -> Iterator[str]:
        if signals["title_artist"][place] > 0:
            yield _BY_ARTIST
        if signals["title_named_genres"][place] > 0:
            yield _named(track, words)
        if "title_playlists" in signals and signals["title_playlists"][place] > 0:
            yield _CALLED_SO
        elif signals["title_genres"][place] > 0 and not signals["title_named_genres"][place] > 0:
            yield _USUAL

    return [tuple(Reason("title", (), text) for text in texts(*each)) for each in enumerate(tracks)]


def _named(track: Track, words: Collection[str]) -> str:
    """Return the genres of a track that have most of these words: "Southern hip hop, as you asked"."""
    shared = {genre: len(set(fold(genre).split()).intersection(words)) for genre in track.genres}
    most = max(shared.values(), default=0)
    named = [genre for genre, count in shared.items() if count == most > 0][:_GENRES_NAMED]
    return f"{spoken([join_names(named)])}, as you asked" if named else _KIND


def sound_reasons(audio: AudioTable, targets: Mapping[str, float], answered: Indices) -> list[tuple[Reason, ...]]:
    """Return for each answered track in which it has the wanted sound, if in any: one reason or none."""
    told = {name: level for name, level in targets.items() if name in SOUND and abs(level - 0.5) >= _FAR}
    levels = {name: audio.percentiles(answered, name) for name in told}
    words = [
        [SOUND[name][level > 0.5] for name, level in told.items() if _has_sound(levels[name][place], level)]
        for place in range(len(answered))
    ]
    return [
        (Reason("sound", (), f"{join_names(each).capitalize()}, as you asked"),) if each else () for each in words
    ]


def _has_sound(level: float, wanted: float) -> bool:
    """Check whether a song's level is on the wanted side, clearly, and near the wanted one."""
    is_clear = (level - 0.5) * (1 if wanted > 0.5 else -1) >= _FAR
    return is_clear and abs(level - wanted) <= _NEAR
