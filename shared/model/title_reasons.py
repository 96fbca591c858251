"""Reasons for the recommendations of a title without songs: what its words have to do with each track."""

from shared.model.candidates.titles import TitleTable
from shared.model.candidates.tracks import Indices
from shared.model.reasons import Reason

_TEXTS = {
    "title_artist": "By an artist that you named",
    "title_named_genres": "Of a kind of music that you named",
    "title_playlists": "On playlists that are called like this",
    "title_genres": "Of a genre that playlists called like this have",
}
"""Signal -> its reason where it is above 0, the strongest first."""

_MOST_REASONS = 3


def title_reasons(titles: TitleTable, title: str, answered: Indices) -> list[tuple[Reason, ...]]:
    """Return up to three reasons for each answered track, in their order; none where it says nothing."""
    signals = titles.describe(titles.evidence(title), answered)
    texts = {name: text for name, text in _TEXTS.items() if name in signals}
    return [
        tuple(Reason("title", (), text) for name, text in texts.items() if signals[name][place] > 0)[
            :_MOST_REASONS
        ]
        for place in range(len(answered))
    ]
