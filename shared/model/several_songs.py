"""Division of a line into the songs it names, where the catalogue has them by title and artist."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from shared.domain.names import fold
from shared.intake import Reading, TrackReference, Unread
from shared.intake.noise import is_noise
from shared.intake.several import Pieces, Run, names_both, pieces_of, title_in
from shared.lanes import checkpoint
from shared.model.catalogue.found import SURE, Found
from shared.model.catalogue.matching import LINES_AT_ONCE
from shared.model.catalogue.search import SongSearch

MOST_LINES = 200
"""Lines of one request that are divided."""

MOST_PIECES = 500
"""Pieces of all these lines, each of which is read in some ways, after which no further line is divided."""

_JOINS = ("by", "and", "the", "feat", "ft", "featuring", "with")
"""Words between the names of one song."""

WHY_MAYBE = "this may be one more song of a line that was taken for one; write one song a line"
WHY_NOT = "this part of a line with several songs was not found; write one song a line"

WHY_BEYOND = (
    "from here on {count:,} lines were each taken for one song; where one names more, write one song a line"
)

_Hits = Mapping[int, tuple[Run, Found]]
"""The surest song that begins at a piece."""


@dataclass(frozen=True, slots=True)
class Division:
    """The songs of one line, and its parts that name none of them."""

    songs: tuple[tuple[TrackReference, Found], ...]
    rest: tuple[Unread, ...]


def is_one_song(reference: TrackReference, found: Found | None) -> bool:
    """Check whether a line is used up by the song it was matched with."""
    if not reference.several:
        return True
    if found is None:
        return False
    return found.kind == "song" and _uses_up(found, reference.several)


def _uses_up(found: Found, text: str) -> bool:
    """Check whether a text has no other words than the likeliest song's names and what tells of its recording."""
    entry = found.tracks[0][0]
    named = {*fold(f"{entry.name} {entry.artist}").split(), *_JOINS}
    return is_noise(" ".join(word for word in fold(text).split() if word not in named))


def divided(search: SongSearch, lines: Sequence[tuple[TrackReference, Found | None]]) -> list[Division | None]:
    """Return the songs of each line, or None where a line is best left as it was matched.

    A part is a song if title and artist agree. Titles without an artist are songs of the artist named beside them.
    """
    every: list[Pieces] = []
    for reference, _ in lines[:MOST_LINES]:
        checkpoint()
        if sum(len(pieces.texts) for pieces in every) < MOST_PIECES:
            every.append(pieces_of(reference.several))
    own = _sure(search, [run for pieces in every for run in pieces.runs])
    hits = [_disjoint([(run, own[id(run)]) for run in pieces.runs if id(run) in own]) for pieces in every]
    listed = [_listed(pieces, found) for pieces, found in zip(every, hits, strict=True)]
    theirs = _sure(search, [run for runs in listed for run in runs])
    titles = [{run.start: (run, theirs[id(run)]) for run in runs if id(run) in theirs} for runs in listed]
    found = [_division(*each) for each in zip(lines, every, hits, titles, strict=False)]
    return [*found, *_beyond(lines[len(found) :])]


def _beyond(lines: Sequence[tuple[TrackReference, Found | None]]) -> list[Division | None]:
    """Report lines that were not divided at the first of them that a song was found for."""
    matched = [place for place, (_, one) in enumerate(lines) if one is not None]
    divisions: list[Division | None] = [None] * len(lines)
    if matched and (one := lines[matched[0]][1]) is not None:
        reference = lines[matched[0]][0]
        why = WHY_BEYOND.format(count=len(matched))
        divisions[matched[0]] = Division(((reference, one),), (Unread(reference.source, reference.line, why),))
    return divisions


def _sure(search: SongSearch, runs: Sequence[Run]) -> dict[int, Found]:
    """Return what is surely found of the runs, by their identity."""
    found = []
    for start in range(0, len(runs), LINES_AT_ONCE):
        checkpoint()
        found += search.by_title_and_artist([run.ways for run in runs[start : start + LINES_AT_ONCE]])
    return {id(run): one for run, one in zip(runs, found, strict=True) if one and one.confidence >= SURE}


def _disjoint(found: Sequence[tuple[Run, Found]]) -> _Hits:
    """Return runs that share no piece, as many as possible; of those of one song from one piece the longest."""
    whole = [(run, one) for run, one in found if run.end - run.start == 1 or _uses_up(one, run.text)]
    longest = {(run.start, one.tracks[0][0].track): (run, one) for run, one in whole}
    chosen: dict[int, tuple[Run, Found]] = {}
    free = 0
    for run, one in sorted(longest.values(), key=lambda each: (each[0].end, each[0].start)):
        if run.start >= free:
            chosen[run.start] = (run, one)
            free = run.end
    return chosen


def _listed(pieces: Pieces, hits: _Hits) -> list[Run]:
    """Return the pieces without an artist as titles of the artist before them, or after them."""
    taken = {place for run, _ in hits.values() for place in range(run.start, run.end)}
    runs = []
    for place, text in enumerate(pieces.texts):
        if place in taken or names_both(text):
            continue
        before = [one for start, (_, one) in hits.items() if start < place]
        after = [one for start, (_, one) in hits.items() if start > place]
        artists = [one.tracks[0][0].artist for one in (*before[-1:], *after[:1])]
        titles = dict.fromkeys((text, title_in(text)))
        ways = tuple(Reading(title, artist) for artist in artists for title in titles if title)
        runs.append(Run(place, place + 1, text, ways))
    return runs


def _are_listed(pieces: Pieces, hits: _Hits, titles: _Hits) -> bool:
    """Check whether titles without an artist are songs: what follows a title and a comma may be the album."""
    return len(titles) > 1 or pieces.are_joined or min(titles, default=0) < min(hits, default=0)


def _division(
    line: tuple[TrackReference, Found | None], pieces: Pieces, hits: _Hits, titles: _Hits
) -> Division | None:
    """Return the songs of a line; None if there are none, or the one that was matched and nothing beside it."""
    reference, one = line
    are_listed = _are_listed(pieces, hits, titles)
    maybe = {} if are_listed else titles
    sure = {**hits, **titles} if are_listed else hits
    songs = tuple((_part(reference, run), found) for _, (run, found) in sorted(sure.items()))
    taken = {place for run, _ in (*sure.values(), *maybe.values()) for place in range(run.start, run.end)}
    left = [text for place, text in enumerate(pieces.texts) if place not in taken and title_in(text)]
    if one is not None and len(songs) <= 1:
        if not songs or not (maybe or any(map(names_both, left)) or songs[0][1].tracks[0] != one.tracks[0]):
            return None
        songs = ((reference, one),) if songs[0][1].tracks[0][0] == one.tracks[0][0] else songs
    if not songs:
        return None
    rest = [Unread(run.text, reference.line, WHY_MAYBE) for run, _ in maybe.values()]
    return Division(songs, (*rest, *(Unread(text, reference.line, WHY_NOT) for text in left)))


def _part(reference: TrackReference, run: Run) -> TrackReference:
    return replace(
        reference,
        source=run.text,
        title=run.ways[0].title,
        artist=run.ways[0].artist,
        readings=run.ways,
        several="",
    )
