"""Other releases: songs given by an id that the catalogue lacks, matched by the names Spotify has for that id.

The names are matched as pasted text is. They are in the answer alone: they are not stored, and the references that
a listener shares for training do not hold them.
"""

from collections.abc import Sequence
from dataclasses import replace

from shared.domain.named_song import NamedSong
from shared.domain.track_ids import SPOTIFY
from shared.errors import LimitReached, NotFound, SegueError, TooLarge
from shared.intake import TrackReference, named_track
from shared.lanes import outside
from shared.model.catalogue.found import SURE
from shared.model.model import Model
from shared.model.resolve import Match, Resolution, place_of, resolve
from shared.ports import MOST_NAMED, FoundNames, TrackNames

_LONGEST_WAIT_SHOWN_SECONDS = 90


def with_other_releases(
    resolution: Resolution, references: Sequence[TrackReference], model: Model, names: TrackNames
) -> Resolution:
    """Look up the names of Spotify ids that were not found and have no title, and match these.

    Each match has a note that says what it was taken for; each id still unmatched says why.
    """
    found = {id(match.reference) for match in resolution.matched}
    missing = [each for each in references if id(each) not in found and _is_id_alone(each)]
    if not missing:
        return resolution
    with outside():
        answered = names.names([each.track_id or "" for each in missing])
    matched = _matched(missing, answered, model)
    here = {place_of(match.reference) for match in matched}
    whys = {place_of(each): _why(answered[each.track_id or ""]) for each in missing}
    unmatched = tuple(line for line in resolution.unmatched if place_of(line) not in here)
    return replace(resolution, unmatched=unmatched).extended(matched, whys)


def _is_id_alone(reference: TrackReference) -> bool:
    return bool(SPOTIFY.value_of(reference.track_id or "")) and not reference.title


def _matched(missing: Sequence[TrackReference], answered: FoundNames, model: Model) -> list[Match]:
    """Match the songs that have names; a match refers to the piece that the listener gave."""
    named = [
        (given, song, reference)
        for given in missing
        if isinstance(song := answered[given.track_id or ""], NamedSong)
        and (reference := named_track("", song.title, song.artist, given.line, song.isrc))
    ]
    origins = {id(reference): (given, song) for given, song, reference in named}
    found = resolve([reference for _, _, reference in named], model).matched
    return [_noted(match, *origins[id(match.reference)]) for match in found if match.kind == "song"]


def _noted(match: Match, given: TrackReference, song: NamedSong) -> Match:
    taken = "it is taken as" if match.confidence >= SURE else "it may be"
    called, known = _quoted(song.title, song.artist), _quoted(match.track.name, match.track.artist)
    note = f"Spotify calls it {called}; {taken} another release of {known}"
    return replace(match, reference=given, note=note)


def _why(answer: NamedSong | SegueError) -> str:
    if isinstance(answer, NamedSong):
        called = _quoted(answer.title, answer.artist)
        return f"Spotify calls it {called}, and no song in the catalogue is near enough to that"
    if isinstance(answer, NotFound):
        return "neither the catalogue nor Spotify has a track of this id"
    if isinstance(answer, TooLarge):
        bound = f"only {MOST_NAMED} such ids are looked up at Spotify at once; send the rest by itself"
        return f"this track is not in the catalogue, and {bound}"
    return f"this track is not in the catalogue, and Spotify does not tell its name just now; {_when(answer)}"


def _when(error: SegueError) -> str:
    seconds = error.retry_after_seconds if isinstance(error, LimitReached) else None
    known = seconds is not None and seconds <= _LONGEST_WAIT_SHOWN_SECONDS
    return f"try again in {seconds} seconds" if known else "try again later"


def _quoted(title: str, artist: str) -> str:
    return f"“{title}” by {artist}" if artist else f"“{title}”"
