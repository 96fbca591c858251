"""A sentence in its first pieces, before the names in it are known."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.model.words.genres import GenreWords
from shared.model.words.pieces import Piece
from shared.model.words.tokens import MARK, Token, typed

Span = tuple[int, int]
"""Some words: the place of the first, and that after the last."""

_JOINTS = frozenset({"and", MARK})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in its first pieces, before names are known."""

    text: str
    tokens: Sequence[Token]
    pieces: Sequence[Piece]
    genres: GenreWords

    def typed(self, span: Span) -> str:
        """Return some words as they are typed."""
        return typed(self.text, self.tokens[slice(*span)])

    def is_understood(self, span: Span) -> bool:
        """Check whether some words all mean something besides a name."""
        return all(
            piece.entry is not None for piece in self.pieces if piece.start < span[1] and piece.end > span[0]
        )

    def is_genre(self, span: Span) -> bool:
        """Check whether some words are a genre."""
        return self.genres.is_whole([each.word for each in self.tokens[slice(*span)]])

    def is_run(self, span: Span) -> bool:
        """Check whether some words may be a name: neither the first nor the last one only joins it to others."""
        return not {self.tokens[span[0]].word, self.tokens[span[1] - 1].word} & _JOINTS

    @property
    def whole(self) -> Span:
        """The span of all words."""
        return 0, len(self.tokens)
