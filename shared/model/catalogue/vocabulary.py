"""The words of a catalogue, with prefixes, similar spellings and splits of a word; knows no tracks."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

MOST_COMPARED = 3_000
"""Words whose edit distance to a misspelt one is computed: those that share most letters with it."""

MOST_COMPLETIONS = 30
"""Words that a common prefix may stand for, the most frequent ones."""

MOST_POSTINGS = 5_000
"""Most postings FTS5 can merge in 1-2 ms before it returns a row."""

LAST_CHARACTER = "\U0010ffff"

SHORTEST_SPLIT = 5
"""Letters of the shortest word that may be two words run together."""


def letter_mask(word: str) -> int:
    """Return the set of a word's letters as 64 bits; an edit changes at most two of them."""
    mask = 0
    for letter in word:
        mask |= 1 << (ord(letter) & 63)
    return mask


def edits_allowed(word: str) -> int:
    """Return the number of edits a word of this length may differ by: 0 below 4 letters, 1 up to 6, then 2."""
    return (len(word) >= 4) + (len(word) >= 7)


class Vocabulary:
    """All indexed words in the order of their code points, with the number of tracks that contain each."""

    def __init__(self, words: Sequence[str], counts: NDArray[np.uint32], masks: NDArray[np.uint64]) -> None:
        self._words = tuple(words)  # the garbage collector untracks a tuple of strings, but walks a list
        self._counts = counts
        self._masks = masks
        self._lengths = np.fromiter(map(len, words), dtype=np.int8, count=len(words))

    @classmethod
    def of(cls, counts: Iterable[tuple[str, int]]) -> "Vocabulary":
        """Build the vocabulary from words and their track counts, in any order."""
        ordered = sorted(counts)
        words = [word for word, _ in ordered]
        return cls(
            words,
            np.array([count for _, count in ordered], dtype=np.uint32),
            np.array([letter_mask(word) for word in words], dtype=np.uint64),
        )

    @classmethod
    def from_blobs(cls, words: bytes, counts: bytes, masks: bytes) -> "Vocabulary":
        """Read the result of `to_blobs`. Raises ValueError if the parts differ in length."""
        listed = words.decode().split("\n") if words else []
        read = cls(listed, np.frombuffer(counts, "<u4"), np.frombuffer(masks, "<u8"))
        if not len(listed) == len(read._counts) == len(read._masks):
            raise ValueError(f"{len(listed)} words, {len(read._counts)} counts, {len(read._masks)} masks")
        return read

    def to_blobs(self) -> tuple[bytes, bytes, bytes]:
        """Return the words as lines of UTF-8, their counts as little-endian uint32 and their masks as uint64."""
        return (
            "\n".join(self._words).encode(),
            self._counts.astype("<u4").tobytes(),
            self._masks.astype("<u8").tobytes(),
        )

    def count(self, word: str) -> int:
        """Return the number of tracks that contain the word, 0 for an unknown one."""
        place = bisect_left(self._words, word)
        return int(self._counts[place]) if self._words[place : place + 1] == (word,) else 0

    def completions(self, prefix: str, most: int = MOST_COMPLETIONS) -> list[str]:
        """Return up to `most` words with this prefix, itself included, in order: the most frequent ones."""
        first, end = self._span(prefix)
        if end - first <= most:
            return list(self._words[first:end])
        frequent = np.argpartition(self._counts[first:end], end - first - most)[-most:]
        return [self._words[first + place] for place in np.sort(frequent).tolist()]

    def is_common_prefix(self, prefix: str) -> bool:
        """Check whether the words with this prefix have more than MOST_POSTINGS postings in all."""
        first, end = self._span(prefix)
        return int(self._counts[first:end].sum()) > MOST_POSTINGS

    def _span(self, prefix: str) -> tuple[int, int]:
        return bisect_left(self._words, prefix), bisect_left(self._words, prefix + LAST_CHARACTER)

    def is_prefix(self, prefix: str) -> bool:
        """Check whether any word has this prefix."""
        place = bisect_left(self._words, prefix)
        return place < len(self._words) and self._words[place].startswith(prefix)

    def knows(self, words: Sequence[str], *, unfinished: bool) -> bool:
        """Check whether tracks contain these words; an `unfinished` last one may be the prefix of one."""
        *before, last = words
        return all(map(self.count, before)) and (self.count(last) > 0 or (unfinished and self.is_prefix(last)))

    def near(self, word: str, *, unfinished: bool, most: int = 8) -> dict[str, float]:
        """Return up to `most` other words within the edits allowed, with their similarity from 0 to 1.

        Edits are insertions, deletions, substitutions and transpositions of neighbours (optimal string
        alignment). An `unfinished` word is compared with prefixes of words. The nearest come first, and of
        these the most frequent.
        """
        edits = edits_allowed(word)
        rows = self._sharing_letters(word, edits, unfinished) if edits else np.empty(0, dtype=np.intp)
        if not len(rows):
            return {}
        found = [self._words[row] for row in rows.tolist()]
        distances = _distances(word, found, edits, unfinished)
        best = np.lexsort((-self._counts[rows].astype(np.int64), distances))
        near = [(found[place], int(distances[place])) for place in best[: most + 1].tolist()]
        return {other: 1 - distance / len(word) for other, distance in near if distance <= edits and other != word}

    def _sharing_letters(self, word: str, edits: int, unfinished: bool) -> NDArray[np.intp]:
        """Return up to MOST_COMPARED rows whose letters and length allow so few edits, the most similar ones."""
        mask = np.uint64(letter_mask(word))
        odd = np.bitwise_count(mask & ~self._masks if unfinished else mask ^ self._masks)
        longer = self._lengths - len(word)
        fits = (longer >= -edits) if unfinished else (np.abs(longer) <= edits)
        rows = np.flatnonzero(fits & (odd <= (edits if unfinished else 2 * edits)))
        if len(rows) <= MOST_COMPARED:
            return rows
        order = odd[rows] - self._counts[rows] / (1.0 + self._counts.max())
        return np.asarray(rows[np.argpartition(order, MOST_COMPARED)[:MOST_COMPARED]])

    def splits(self, word: str, *, unfinished: bool, most: int = 2) -> list[tuple[str, str]]:
        """Return the likeliest splits into two known words; an `unfinished` right half may be a prefix."""
        cuts = ((word[:cut], word[cut:]) for cut in range(2, len(word) - 1) if len(word) >= SHORTEST_SPLIT)
        weighed = [(self._weight(left, right, unfinished), left, right) for left, right in cuts]
        return [(left, right) for weight, left, right in sorted(weighed, reverse=True)[:most] if weight]

    def _weight(self, left: str, right: str, unfinished: bool) -> int:
        may_go_on = unfinished and len(right) > 3 and self.is_prefix(right)
        return min(self.count(left), max(self.count(right), int(may_go_on)))


def _distances(word: str, others: Sequence[str], edits: int, unfinished: bool) -> NDArray[np.uint8]:
    """Compute the edit distance to each word, (n,) uint8; `edits` + 1 stands for any greater distance."""
    compared = [others]
    if unfinished:
        compared = [[other[:cut] for other in others] for cut in range(len(word) - edits, len(word) + edits + 1)]
    measured = [
        process.cdist([word], each, scorer=OSA.distance, score_cutoff=edits, dtype=np.uint8)[0]
        for each in compared
    ]
    return np.asarray(np.minimum.reduce(measured), dtype=np.uint8)
