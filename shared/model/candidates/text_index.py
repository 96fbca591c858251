"""An index of short texts by their words and character n-grams, searched by cosine."""

from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from shared.domain.names import fold
from shared.model.arrays import ArrayMap
from shared.model.candidates.csr import csr_rows
from shared.model.candidates.sorting import located

N_GRAMS = (3, 4, 5)
"""Lengths of the character n-grams of a word between two spaces."""

_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class TextHits:
    """The texts that share a gram with a query."""

    texts: NDArray[np.int32]
    """(k,) ascending."""
    cosines: NDArray[np.float32]
    """(k,) over 0 to 1: cosine of the two texts' grams, weighed by inverse document frequency."""

    def best(self, count: int, least: float) -> "TextHits":
        """Return the `count` hits of the greatest cosines that are at least `least`."""
        kept = np.argsort(-self.cosines, kind="stable")[:count]
        kept = np.sort(kept[self.cosines[kept] >= least])
        return TextHits(self.texts[kept], self.cosines[kept])


class TextIndex:
    """The grams of d texts, as the arrays `<name>_grams`, `_starts`, `_texts` and `_norms`."""

    def __init__(self, arrays: ArrayMap, name: str) -> None:
        self._grams: NDArray[np.uint32] = arrays[f"{name}_grams"]
        """(g,) ascending: hashes of grams."""
        self._starts: NDArray[np.int32] = arrays[f"{name}_starts"]
        self._texts: NDArray[np.int32] = arrays[f"{name}_texts"]
        """The texts that have gram i are `texts[starts[i]:starts[i + 1]]`."""
        self._norms: NDArray[np.float32] = arrays[f"{name}_norms"]
        """(d,): the length of each text's vector of gram weights."""

    def __len__(self) -> int:
        return len(self._norms)

    def texts_with_word(self, word: str) -> int:
        """Return the number of texts that have a folded word, whole."""
        if not len(self._grams):
            return 0
        place, known = located(self._grams, np.array([crc32(f"={word}".encode())], dtype=np.uint32))
        return int(self._starts[place[0] + 1] - self._starts[place[0]]) if known[0] else 0

    def search(self, query: str) -> TextHits:
        """Compute the cosine of each text that shares a gram with the query; unknown grams count against all."""
        wanted = hashed_grams(query)
        if not len(wanted) or not len(self._grams):
            return TextHits(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))
        place, known = located(self._grams, wanted)
        place = place[known]
        weights = gram_weights(self._starts[place + 1] - self._starts[place], len(self))
        unknown = gram_weights(np.zeros(1, dtype=np.int32), len(self))[0]
        norm = np.sqrt((weights**2).sum() + (len(wanted) - len(place)) * unknown**2)
        texts, owners = csr_rows(self._starts, self._texts, place)
        found, rows = np.unique(texts, return_inverse=True)
        sums = np.bincount(rows, (weights**2)[owners], minlength=len(found))
        return TextHits(found, (sums / (norm * self._norms[found])).astype(np.float32))


def gram_weights(counts: NDArray[np.int32], texts: int) -> NDArray[np.float32]:
    """Return the inverse document frequency of grams that `counts` of the texts have, as in BM25: float32."""
    return np.log1p((texts - counts + 0.5) / (counts + 0.5)).astype(np.float32)


def hashed_grams(text: str) -> NDArray[np.uint32]:
    """Return the hashes of a text's distinct grams: (k,) uint32 ascending."""
    hashes = {crc32(gram.encode()) for word in _words(text) for gram in _grams(word)}
    return np.array(sorted(hashes), dtype=np.uint32)


def _words(text: str) -> list[str]:
    """Return the folded words, without numbers that are no year: "vol. 3" is about the same music as "vol. 4"."""
    return [word for word in fold(text).split() if not word.isdigit() or len(word) == _YEAR_DIGITS]


def _grams(word: str) -> Iterator[str]:
    yield f"={word}"
    padded = f" {word} "
    for length in N_GRAMS:
        yield from (padded[start : start + length] for start in range(len(padded) - length + 1))
