"""Invented names: artists, songs, albums and playlists, believable for their genre."""

from collections.abc import Sequence

import numpy as np

from training.demo import words
from training.demo.genres import ERAS, GENRES, MOODS

_FOREIGN_SHARE = 0.03


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
            person,
            f"{self._one(words.FIRST_NAMES)} & the {adjective} {band}",
            f"The {adjective} {band}",
            f"{noun} {band}",
            f"{self._place()} {band}",
            f"{adjective} {plural(noun)}",
        ]
        if name in words.SINGLE_NAMES:
            forms.append(self._one(words.phrases(words.SINGLE_NAMES[name])))
        if name in {"jazz", "country", "folk", "r&b"}:
            forms.append(person)
        return self._one(forms)

    def artists(self, genres: Sequence[int]) -> list[str]:
        """Invent an artist for each genre given, no two of one name."""
        taken: dict[str, None] = {}
        for genre in genres:
            name = self.artist(genre)
            while name in taken:
                name = f"{self._one(words.ADJECTIVES).title()} {self.artist(genre).removeprefix('The ')}"
            taken[name] = None
        return list(taken)

    def song(self) -> str:
        """Invent a song's title."""
        if self._rng.random() < _FOREIGN_SHARE:
            return self._one(words.FOREIGN_TITLES)
        adjective, noun = self._one(words.ADJECTIVES).title(), self._one(words.NOUNS).title()
        other, feeling, verb = self._one(words.NOUNS).title(), self._one(words.ABSTRACT).title(), self._verb()
        forms = (
            f"{adjective} {plural(noun)}",
            f"{adjective} {noun}",
            f"{plural(noun)} in {self._one(words.MONTHS)}",
            f"{verb} {feeling}",
            f"{verb} for {feeling}",
            f"The {noun} and the {other}",
            f"{feeling} in {self._place()}",
            f"{adjective} {feeling}",
            f"Don't {verb.removesuffix('ing')} the {noun}" if verb in {"Waiting", "Calling"} else f"{noun} Song",
            f"{feeling}",
            f"Letters from the {noun}",
            f"Your {noun}, My {other}",
            f"{noun} No. {self._rng.integers(2, 12)}",
        )
        return self._one(forms)

    def album(self) -> str:
        """Invent an album's title."""
        adjective, noun = self._one(words.ADJECTIVES).title(), self._one(words.NOUNS).title()
        forms = (f"{adjective} {noun}", plural(noun), f"The {noun} Sessions", f"{self._place()}", f"{adjective}")
        return self._one(forms)

    def playlist(self, genre: int | None, mood: int | None, era: int | None, artist: str) -> str:
        """Invent a playlist's title as its owner would type it; what is None plays no part."""
        forms: list[str] = []
        if genre is not None:
            forms += words.GENRE_TITLES[GENRES[genre].name].split("|")
        if mood is not None:
            forms += words.MOOD_TITLES[MOODS[mood]].split("|")
        if era is not None:
            decade = f"{ERAS[era] % 100:02d}s"
            forms = [decade, f"{decade} party", f"{decade} hits", *(f"{decade} {form}" for form in forms)]
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

    def _verb(self) -> str:
        return self._one(words.VERBS).title()

    def _place(self) -> str:
        return self._one(words.PLACES).replace("|", " ")

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
