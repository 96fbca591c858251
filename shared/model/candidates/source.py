"""A source of candidates: it finds tracks for a request, and describes any candidate by signals of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from shared.model.candidates.allowed import Allowed, first_allowed
from shared.model.candidates.signals import Column
from shared.model.candidates.tracks import Indices

Columns = Mapping[str, Column]
"""Signals by name, each (m,) float32 over the same m candidates."""


@dataclass(frozen=True, slots=True)
class Query:
    """The seeds and the title of one request."""

    seeds: Indices
    """(s,) int32, distinct; may be empty."""
    title: str = ""
    """The playlist's title, empty if it is not given."""
    title_names_artists: bool = True
    """Whether words of the title may name artists."""


@dataclass(frozen=True, slots=True)
class Found:
    """The candidates of one source for one request."""

    tracks: Indices
    """(k,) int32 candidates in no order; a track may stand there twice, and a seed too."""
    columns: Callable[[Indices], Columns]
    """Compute the source's signals of (m,) ascending candidates, most of which other sources found.

    A signal that is left out is 0 for every candidate.
    """
    within: Callable[[Allowed], Indices] | None = None
    """Find as many allowed tracks as `tracks` has, or nearly: (k,) int32; None where it knows no others."""

    def allowed(self, allowed: Allowed) -> Indices:
        """Return allowed candidates in place of `tracks`."""
        return self.within(allowed) if self.within else first_allowed(self.tracks, allowed, len(self.tracks))


class Source(Protocol):
    """A source of candidates.

    To add one: a class here, a line in `Retrieval`, and the names of its signals in `signal_names.MEASURED`.
    """

    @property
    def name(self) -> str:
        """The name by which a bench switches the source off."""

    @property
    def needs_seeds(self) -> bool:
        """Whether the source is left out where a request has no seeds."""

    def find(self, query: Query, breadth: int) -> Found:
        """Find candidates; `breadth` is the number each of the main sources gives."""
