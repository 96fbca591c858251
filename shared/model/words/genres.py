"""Genres in a sentence: those of the catalogue whose names have the words, in any common spelling."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import combinations

from shared.domain.bounds import Bounds
from shared.domain.track import join_names
from shared.model.catalogue.genres import GenreIndex
from shared.model.words.effect import Effect
from shared.model.words.lexicon.genres import ALSO_WRITTEN, KINDS, KNOWN_BY_ITSELF, NEAR, SOUNDS
from shared.model.words.sense import Reading, Sense
from shared.model.words.tokens import Token, words_of
from shared.model.words.vocabulary import nearest_word

LEAST_SONGS = 30
"""Songs among the well known ones that a genre must have to be a bound of the answer."""

LONGEST = 5
"""Words of the longest genre that is looked for."""

MOST_IN_BOUND = 60
"""Genres of a bound, those of most songs: "rock" is in hundreds of names."""

_LEAST_TAILS = 3
"""Genres that must end alike for their last words to be a genre: "wave"."""
_NEIGHBOURS = 3
_TOLD = 3
_LEAST_LETTERS = 2

_GENERAL = {kind: genre for genre, kinds in KINDS.items() for kind in kinds.split(", ")}
"""Kind -> the genre it is one of."""

_RARE = _GENERAL.keys() - {*KNOWN_BY_ITSELF, *NEAR}


@dataclass(frozen=True)
class GenreWords:
    """The genres of one catalogue by the words that name them."""

    index: GenreIndex
    named: dict[str, tuple[str, ...]]
    """Key of a phrase -> the genres that have it in their names, those of most songs first."""
    written: dict[str, str]
    """Key of a phrase -> the genre that it is another spelling of, or itself."""

    def longest_at(self, tokens: Sequence[Token], place: int) -> tuple[int, Sense | None] | None:
        """Return the longest genre at a place of a sentence: its number of words, and its sense.

        Without a sense it is a genre that no song here has, nor any like it.
        """
        words = [each.word for each in tokens[place : place + LONGEST]]
        for length in range(len(words), 0, -1):
            key = "".join(words[:length])
            if (sense := self.sense(key)) or (length > 1 and key in self.written):
                return length, sense
        return None

    def sense(self, key: str) -> Sense | None:
        """Return the sense of a phrase, given as its words without blanks; of a plural, that of one."""
        for form in (key, key.removesuffix("s")):
            genre = self.written.get(form)
            if genre is not None and len(form) >= _LEAST_LETTERS:
                return self._sense(genre)
        return None

    def nearest(self, word: str) -> Sense | None:
        """Return the sense of a word that is only a slip away from a genre."""
        near = nearest_word(word, list(self.written))
        return self.sense(near) if near else None

    def is_whole(self, words: Sequence[str]) -> bool:
        """Check whether words are a genre and nothing else."""
        return "".join(words) in self.written

    def is_alike(self, words: Sequence[str]) -> bool:
        """Check whether words are a genre, perhaps after words of other genres' names: "symphonic doom metal"."""
        tails = ("".join(words[start:]) for start in range(len(words)))
        first = next((place for place, tail in enumerate(tails) if tail in self.written), None)
        return first is not None and self._words.issuperset(words[:first])

    def outdoes_titles(self, words: Sequence[str]) -> bool:
        """Check whether words are a genre even where a song is called so: one of songs here, or a common one.

        Where no song here is of a rarer kind of music, the song of that title is meant.
        """
        key = "".join(words)
        return key in self.named or self.written.get(key) not in _RARE

    def general(self, key: str) -> str | None:
        """Return the genre that a known one, given by its key, is a kind of; None for any other."""
        return _GENERAL.get(self.written.get(key, ""))

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words of all genres' names."""
        return frozenset(word for genre in self.written.values() for word in words_of(genre))

    def _sense(self, genre: str) -> Sense | None:
        """Return what a genre asks for: songs of it; where it has few, what goes with it; else the likest ones."""
        exact = self.named.get(_key(genre), ())
        if many := self._with_songs(exact):
            return _bounding(genre, many, f"songs of {genre}{_among(genre, many)}")
        if exact:
            near = self.index.neighbours(exact[0], _NEIGHBOURS)
            words = (exact[0], *near)
            told = f"songs that go with {exact[0]}" + (f", such as {join_names(near)}" if near else "")
            return Sense("genre", {"": Reading(Effect(title=words), told), "not": _without(exact[0], exact)})
        likest = [each for other in NEAR.get(genre, "").split(", ") for each in self.named.get(_key(other), ())]
        if nearest := self._with_songs(tuple(dict.fromkeys(likest))):
            told = f"no song here is called {genre}; the nearest: {join_names(nearest[:_TOLD])}"
            return _bounding(genre, nearest, told, SOUNDS.get(genre))
        return self._more_general(genre)

    def _more_general(self, genre: str) -> Sense | None:
        """Return the sense of the genre that one without songs is a kind of, or else that ends its name."""
        words = words_of(genre)
        tails = (self.written.get("".join(words[start:])) for start in range(1, len(words)))
        for general in filter(None, (_GENERAL.get(genre), *tails)):
            if sense := self._sense(general):
                told = sense.turns[""]
                _, _, nearest = told.meaning.partition("; ")
                instead = Reading(told.effect, f"no song here is called {genre}; {nearest or told.meaning}")
                return replace(sense, turns={**sense.turns, "": instead})
        return None

    def _with_songs(self, genres: Sequence[str]) -> tuple[str, ...]:
        """Return those genres, up to MOST_IN_BOUND, if one of them has LEAST_SONGS."""
        sizes = self.index.sizes
        if not any(sizes[each] >= LEAST_SONGS for each in genres):
            return ()
        return tuple(each for place, each in enumerate(genres) if not place or sizes[each] >= LEAST_SONGS)[
            :MOST_IN_BOUND
        ]


def _bounding(genre: str, genres: tuple[str, ...], told: str, sound: Mapping[str, float] | None = None) -> Sense:
    wanted = Effect(bounds=Bounds(genres=genres), title=(genre,), levels=sound or {})
    more = Reading(Effect(title=(genre,)), f"more {genre}")
    return Sense("genre", {"": Reading(wanted, told), "not": _without(genre, genres), "more": more})


def _without(genre: str, genres: Sequence[str]) -> Reading:
    return Reading(Effect(bounds=Bounds(not_genres=tuple(genres))), f"no {genre}")


def _among(genre: str, genres: Sequence[str]) -> str:
    others = [each for each in genres if _key(each) != _key(genre)]
    if not others:
        return ""
    more = len(others) - _TOLD
    return f": {join_names([*others[:_TOLD], *([f'{more} more kinds'] if more > 0 else [])])}"


def _key(genre: str) -> str:
    return "".join(words_of(genre))


@lru_cache(maxsize=2)
def genre_words(index: GenreIndex) -> GenreWords:
    """Index the genres of a catalogue by their words; kept for the served model, and the one before."""
    by_size = sorted(index.sizes, key=lambda genre: (-index.sizes[genre], genre))
    worded = {genre: words_of(genre) for genre in by_size}
    written = _written(by_size)
    parts = _often_last(worded) | written.keys()
    named: dict[str, list[str]] = {}
    for genre, words in worded.items():
        for start, end in combinations(range(len(words) + 1), 2):
            key = "".join(words[start:end])
            if key in parts:
                named.setdefault(key, []).append(genre)
                written.setdefault(key, " ".join(words[start:end]))
    return GenreWords(index, {key: _exact_first(key, genres) for key, genres in named.items()}, written)


def _written(genres: Sequence[str]) -> dict[str, str]:
    """Return the genre of each spelling: a catalogue's own, known ones, and their other spellings."""
    written = {
        _key(genre): genre for genre in reversed((*genres, *KNOWN_BY_ITSELF, *NEAR, *_GENERAL)) if _key(genre)
    }
    for genre, others in ALSO_WRITTEN.items():
        for each in (genre, *others.split(", ")):
            written.setdefault(_key(each), genre)
    return written


def _exact_first(key: str, genres: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(genres, key=lambda genre: _key(genre) != key))


def _often_last(worded: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the keys of words that several genres end in: they are a genre by themselves."""
    tails = Counter("".join(words[start:]) for words in worded.values() for start in range(1, len(words)))
    return {tail for tail, count in tails.items() if count >= _LEAST_TAILS}
