"""Artists given in place of songs: by their links, or several of them in one line; each with as many songs."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from shared.domain.names import leading_name, song_key
from shared.intake import TrackReference, Unread
from shared.intake.several import Run, has_chatter, listed_names, names_both
from shared.lanes import checkpoint
from shared.model.catalogue.catalogue import Entry
from shared.model.catalogue.found import SURE, Found
from shared.model.catalogue.keys import canonical, title_forms
from shared.model.catalogue.names_alone import ARTIST_ALONE
from shared.model.catalogue.search import SongSearch
from shared.model.model import Model
from shared.model.several_songs import MOST_LINES, MOST_PIECES, Division

UNKNOWN_ARTIST = (
    "the data this catalogue was made of does not tell whose link this is; write the artist's name, "
    "or paste some of the songs"
)

NO_ARTIST = "no artist or song in the catalogue is called so; the others of this line were taken for artists"

FEWEST = 2
"""Artists of a line that lists artists; more than the names in it that are not known."""

Hits = Sequence[tuple[TrackReference, Found]]


def artists_alone(references: Sequence[TrackReference], model: Model) -> Hits:
    """Return the songs of the artists who are given by their links, or by a name that no title stands beside.

    An artist who is not known has none.
    """
    linked = [each for each in references if each.artist_id]
    known = model.catalogue.artist_ids.songs(each.artist_id for each in linked) if linked else {}
    linked = [each for each in linked if each.artist_id in known]
    leading = model.tracks([known[each.artist_id] for each in linked])
    named = [each for each in references if each.is_artist]
    asked = [*linked, *named]
    names = [*(leading_name(track.artist) for track in leading), *(each.artist for each in named)]
    songs = model.search.songs_of_names(names) if names else []
    return [
        (reference, _artist(theirs, confidence=1.0))
        for reference, theirs in zip(asked, songs, strict=True)
        if theirs
    ]


def divided_into_artists(
    search: SongSearch, lines: Sequence[tuple[TrackReference, Found | None]]
) -> list[Division | None]:
    """Return the artists of each line that lists artists and hardly anything else; None for any other line.

    "Simon & Garfunkel" is one artist, and "Me, Myself and I" a song.
    """
    runs = {
        place: listed_names(_whole(reference))
        for place, (reference, found) in enumerate(lines)
        if not reference.several and _may_list(reference, found)
    }
    runs = dict(islice(((place, each) for place, each in runs.items() if each), MOST_LINES))
    names = [run for of_line in runs.values() for run in of_line][: MOST_LINES * MOST_PIECES]
    songs = dict(zip(map(id, names), search.songs_of_names([run.text for run in names]), strict=True))
    return [
        _division(reference, runs[place], songs) if place in runs else None
        for place, (reference, _) in enumerate(lines)
    ]


def _may_list(reference: TrackReference, found: Found | None) -> bool:
    """Check whether a line names no title beside an artist, and was matched with neither for sure."""
    checkpoint()
    text = _whole(reference)
    if not text or names_both(text):
        return False
    if found is None:
        return True
    titles = title_forms(found.tracks[0][0].name)
    return found.kind == "song" and found.confidence < SURE and canonical(text) not in titles


def _whole(reference: TrackReference) -> str:
    """Return a line that is read as a whole, "" if its title and artist were given apart."""
    return next((way.title for way in reference.ways if not way.artist), "")


def _division(reference: TrackReference, runs: Sequence[Run], songs: dict[int, list[Entry]]) -> Division | None:
    """Return the artists of a line, the longest names first; None if they are hardly all there is, or one."""
    chosen: list[tuple[TrackReference, Found]] = []
    unknown: list[str] = []
    free = 0
    for run in runs:
        if run.start != free:
            continue
        if theirs := songs.get(id(run)):
            part = replace(reference, source=run.text, title=run.text, artist="", readings=(), several="")
            chosen.append((part, _artist(theirs, ARTIST_ALONE)))
        elif run.end - run.start == 1:
            unknown.append(run.text)
        else:
            continue
        free = run.end
    if len(chosen) < FEWEST or len(unknown) >= len(chosen) or any(map(has_chatter, unknown)):
        return None
    return Division(tuple(chosen), tuple(Unread(text, reference.line, NO_ARTIST) for text in unknown))


def _artist(songs: Sequence[Entry], confidence: float) -> Found:
    return Found("artist", tuple((entry, confidence) for entry in songs))


def with_as_many_songs_each(hits: Hits, most: int) -> list[tuple[TrackReference, Found]]:
    """Return what was found, with as many different songs of each artist: `most`, or as few as one of them has.

    So each of several artists has the same share of the seeds; songs that are given by name stay as they are.
    """
    distinct = {id(found): _distinct(found, most) for _, found in hits if found.kind == "artist"}
    level = min(map(len, distinct.values()), default=most)
    return [
        (reference, replace(found, tracks=distinct[id(found)][:level]) if found.kind == "artist" else found)
        for reference, found in hits
    ]


def _distinct(found: Found, most: int) -> tuple[tuple[Entry, float], ...]:
    """Return the first tracks of `most` different songs."""
    songs: dict[str, tuple[Entry, float]] = {}
    for entry, confidence in found.tracks:
        songs.setdefault(song_key(entry.name, entry.artist), (entry, confidence))
        if len(songs) == most:
            break
    return tuple(songs.values())
