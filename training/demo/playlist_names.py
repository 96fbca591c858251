"""Generate playlist titles as people type them, with slips, abbreviations and emoji."""

import string
from collections.abc import Sequence

import numpy as np

from training.demo import titles
from training.demo.genres import ERAS, GENRES, MOODS
from training.demo.groups import GROUPS
from training.demo.phrases import one
from training.demo.themes import Theme
from training.demo.words import SHARED

_TELLS_NOTHING = 0.17
"""Share of playlists with a title unrelated to their tracks."""
_SEQUELS = (" 2", " 2.0", " pt 2", " vol. 3", " II", " (new)", "!!", "...", " :)")


class PlaylistNamer:
    """Draws titles with one random generator."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng

    def title(self, theme: Theme, artists: Sequence[str], modified: np.datetime64) -> str:
        """Generate a title for a playlist with `theme`, last modified on the day `modified`."""
        slots = self._slots(theme, artists, str(modified))
        return self._typed(one(self._rng, self._patterns(theme)).format_map(slots), theme.mood)

    def _patterns(self, theme: Theme) -> Sequence[str]:
        draw = self._rng.random()
        if draw >= _TELLS_NOTHING and theme.group is not None:
            return GROUPS[theme.group].titles
        if draw < _TELLS_NOTHING or (theme.genre is None and theme.era is None):
            return titles.PERSONAL_TITLES
        if theme.artist is not None:
            return titles.ARTIST_TITLES
        if theme.genre is None or theme.mood is None:
            return titles.ERA_TITLES
        if theme.mixes:
            return titles.OCCASION_TITLES[MOODS[theme.mood]]
        if theme.subgenre is not None and draw < 0.6:
            return titles.SUBGENRE_TITLES
        if theme.era is not None and draw < 0.7:
            return titles.GENRE_ERA_TITLES
        return (
            titles.GENRE_TITLES[GENRES[theme.genre].name] if draw < 0.6 else titles.MOOD_TITLES[MOODS[theme.mood]]
        )

    def _slots(self, theme: Theme, artists: Sequence[str], day: str) -> dict[str, str]:
        genre = GENRES[theme.genre or 0]
        decade = ERAS[theme.era or 0]
        return {
            "year": day[:4],
            "yy": day[2:4],
            "decade": f"{decade}s"
            if decade >= 2000
            else one(self._rng, (f"{decade % 100}s", f"{decade % 100}'s")),
            "genre": genre.name,
            "sub": genre.subgenres[theme.subgenre or 0],
            "artist": "" if theme.artist is None else artists[theme.artist],
            "person": one(self._rng, titles.PEOPLE),
            "season": one(self._rng, ("summer", "winter", "fall", "spring")),
            "month": one(self._rng, SHARED["month"]).lower(),
        }

    def _typed(self, title: str, mood: int | None) -> str:
        """Vary a title's typing at random: case, a slip, a sequel number, an emoji, an extra space."""
        draw = self._rng.random()
        if draw < 0.22:
            title = string.capwords(title)
        elif draw < 0.32:
            title = title.lower()
        elif draw < 0.37:
            title = title.upper()
        if self._rng.random() < 0.025:
            title = self._with_slip(title)
        if self._rng.random() < 0.08:
            title += one(self._rng, _SEQUELS)
        if self._rng.random() < 0.12:
            known = titles.EMOJI if mood is None else titles.MOOD_EMOJI[MOODS[mood]] + titles.EMOJI
            title = f"{title} {one(self._rng, known)}"
        return title + " " if self._rng.random() < 0.06 else title

    def _with_slip(self, title: str) -> str:
        """Swap two letters, drop one or repeat the last one."""
        if len(title) < 5:
            return title
        place, draw = 1 + int(self._rng.random() * (len(title) - 3)), self._rng.random()
        if draw < 0.4:
            return title[:place] + title[place + 1] + title[place] + title[place + 2 :]
        return title[:place] + title[place + 1 :] if draw < 0.8 else title + 3 * title[-1]
