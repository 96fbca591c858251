"""Reasons for recommendations without songs to go on: what each track has to do with a title or a wanted sound."""

from collections.abc import Mapping

from shared.domain.track import join_names
from shared.model.candidates.audio import AudioTable
from shared.model.candidates.titles import TitleTable
from shared.model.candidates.tracks import Indices
from shared.model.reasons import MOST_REASONS, Reason
from shared.model.sound_words import SOUND

_TEXTS = {
    "title_artist": "By an artist that you named",
    "title_named_genres": "Of a kind of music that you named",
    "title_playlists": "On playlists that are called like this",
    "title_genres": "Of a genre that playlists called like this have",
}
"""Signal -> its reason where it is above 0, the strongest first."""

_NEAR = 0.2
"""How far a track's level may be from a wanted one to have that sound; a wanted one is farther from the middle."""


def title_reasons(
    titles: TitleTable, title: str, answered: Indices, *, names_artists: bool = True
) -> list[tuple[Reason, ...]]:
    """Return up to three reasons for each answered track, in their order; none where it says nothing."""
    signals = titles.describe(titles.evidence(title, names_artists), answered)
    texts = {name: text for name, text in _TEXTS.items() if name in signals}
    return [
        tuple(Reason("title", (), text) for name, text in texts.items() if signals[name][place] > 0)[:MOST_REASONS]
        for place in range(len(answered))
    ]


def sound_reasons(audio: AudioTable, targets: Mapping[str, float], answered: Indices) -> list[tuple[Reason, ...]]:
    """Return for each answered track in which it has the wanted sound, if in any: one reason or none."""
    told = {name: level for name, level in targets.items() if name in SOUND and abs(level - 0.5) >= _NEAR}
    levels = {name: audio.percentiles(answered, name) for name in told}
    words = [
        [SOUND[name][level > 0.5] for name, level in told.items() if abs(levels[name][place] - level) <= _NEAR]
        for place in range(len(answered))
    ]
    return [
        (Reason("sound", (), f"{join_names(each).capitalize()}, as you asked"),) if each else () for each in words
    ]
