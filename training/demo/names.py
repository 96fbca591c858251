"""Invented names: artists, songs, albums and playlists, believable for their genre."""

from collections.abc import Sequence

import numpy as np

from training.demo import words
from training.demo.genres import ERAS, GENRES, MOODS

_FOREIGN_SHARE = 0.03
_TRIES = 50
"""Names drawn for an artist before one gets a number to be told apart."""
_WITH_A_LEADER = frozenset(["folk", "country", "classic rock", "r&b", "jazz", "latin"])
"""Genres whose bands may be named for one of their players."""
_ROOMY_SHARE = 0.8
"""Share of song titles of a form with thousands of combinations; those of the others recur."""


class Namer:
    """Draws names from the vocabulary with one random generator."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng

    def artist(self, genre: int) -> str:
        """Invent an artist of a genre."""
        name = GENRES[genre].name
        if self._rng.random() < _FOREIGN_SHARE:
            return self._one(words.FOREIGN_ARTISTS)
        band = self._one(words.phrases(words.BAND_NOUNS[name]))
        person = f"{self._one(words.FIRST_NAMES)} {self._one(words.LAST_NAMES)}"
        adjective, noun = self._one(words.ADJECTIVES).title(), self._one(words.NOUNS).title()
        forms = [
            f"The {adjective} {band}",
            f"{noun} {band}",
            f"{self._place()} {band}",
            f"{adjective} {plural(noun)}",
        ]
        if name != "metal":
            forms.append(person)
        if name in _WITH_A_LEADER:
            forms.append(f"{self._one(words.FIRST_NAMES)} & the {adjective} {band}")
        if name in words.SINGLE_NAMES:
            forms.append(self._one(words.phrases(words.SINGLE_NAMES[name])))
        if name in {"jazz", "country", "folk", "r&b"}:
            forms.append(person)
        return self._one(forms)

    def artists(self, genres: Sequence[int]) -> list[str]:
        """Invent an artist for each genre given, no two of one name."""
        taken: dict[str, None] = {}
        for genre in genres:
            drawn = (self.artist(genre) for _ in range(_TRIES))
            name = next((name for name in drawn if name not in taken), "")
            taken[name or f"{self.artist(genre)} No. {len(taken)}"] = None
        return list(taken)

    def song(self) -> str:
        """Invent a song's title."""
        if self._rng.random() < _FOREIGN_SHARE:
            return self._one(words.FOREIGN_TITLES)
        adjective, feeling = self._one(words.ADJECTIVES).title(), self._one(words.ABSTRACT).title()
        noun, other = self._two(words.NOUNS)
        roomy = (
            f"{adjective} {plural(noun)}",
            f"{adjective} {noun}",
            f"{adjective} {feeling}",
            f"{self._one(words.NUMBERS)} {plural(noun)}",
            f"{self._one(words.DOING)} {plural(noun)}",
            f"{feeling} & {plural(noun)}",
            f"The {noun} and the {other}",
            f"Your {noun}, My {other}",
        )
        others = (
            feeling,
            f"{self._one(words.DOING)} {feeling}",
            f"{self._one(words.DOING_FOR)} for {feeling}",
            f"{feeling} in {self._place()}",
            f"{noun} at {self._one(words.HOURS)}",
            f"{plural(noun)} in {self._one(words.MONTHS)}",
            f"The {noun} on {self._one(words.STREETS).replace('|', ' ')}",
            f"Don't Wake the {noun}",
            f"Letters from the {noun}",
            f"{noun} No. {self._rng.integers(2, 12)}",
        )
        return self._one(roomy if self._rng.random() < _ROOMY_SHARE else others)

    def album(self) -> str:
        """Invent an album's title."""
        adjective, noun = self._one(words.ADJECTIVES).title(), self._one(words.NOUNS).title()
        forms = (f"{adjective} {noun}", plural(noun), f"The {noun} Sessions", self._place(), adjective)
        return self._one(forms)

    def playlist(self, genre: int | None, mood: int | None, era: int | None, artist: str) -> str:
        """Invent a playlist's title as its owner would type it; what is None plays no part."""
        forms: list[str] = []
        if genre is not None:
            forms += words.GENRE_TITLES[GENRES[genre].name].split("|")
        if mood is not None:
            forms += words.MOOD_TITLES[MOODS[mood]].split("|")
        if era is not None:
            decade = f"{ERAS[era] % 100 if ERAS[era] < 2000 else ERAS[era]}s"
            timeless = [form for form in forms if not any(character.isdigit() for character in form)]
            forms = [decade, f"{decade} party", f"{decade} hits", *(f"{decade} {form}" for form in timeless)]
        if artist:
            forms = [artist, f"{artist} & friends", f"best of {artist}", artist.lower()]
        return self._typed(self._one(forms or words.PERSONAL_TITLES))

    def _typed(self, title: str) -> str:
        """Write a title the way people do: capitals or none, emoji, personal marks."""
        draw = self._rng.random()
        if draw < 0.2:
            title = title.title()
        elif draw < 0.25:
            title = title.upper()
        elif draw < 0.33:
            title = f"{title} {self._rng.integers(2, 5)}"
        elif draw < 0.36:
            place = int(self._rng.integers(len(title)))
            title = title[:place] + title[place + 1 :] or title
        return f"{title} {self._one(words.EMOJI)}" if self._rng.random() < 0.12 else title

    def _place(self) -> str:
        return self._one(words.PLACES)

    def _two(self, choices: Sequence[str]) -> tuple[str, str]:
        """Draw two different words, with capitals."""
        first, second = self._rng.choice(len(choices), 2, replace=False).tolist()
        return choices[first].title(), choices[second].title()

    def _one(self, choices: Sequence[str]) -> str:
        return choices[int(self._rng.integers(len(choices)))]


def plural(noun: str) -> str:
    """Give an English noun's plural: "Wolves", "Cities", "Compasses", "Lanterns"."""
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("f"):
        return noun[:-1] + "ves"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"
