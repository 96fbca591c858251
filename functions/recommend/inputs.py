"""Reading of all the inputs of a request into one intake."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from shared.errors import InvalidInput, UnreadableHistory
from shared.intake import Intake, TrackReference, read_history, read_text
from shared.intake.advice import nothing_read, reported_playlists, with_short_links_reported
from shared.intake.bounds import SHOWN, beyond, joined
from shared.intake.files import read_inputs
from shared.intake.links import linked_artist_id
from shared.intake.short_links import with_short_links_followed
from shared.intake.text import read_tracks
from shared.lanes import outside
from shared.model.words.asked import Asked, line_in
from shared.ports import ListeningHistory, Records, ShortLinks, TrackNames
from shared.record_kinds import PLAYLISTS
from shared.records.playlist_keys import playlist_key

from .contract import MOST_TITLE_CHARACTERS, ListenBrainzListener, RecommendRequest

MOST_SONGS = 20_000
"""Songs of one request, from all that it gives together."""

_WAYS = "one of tracks, artists, text, file, files, title, words, song, playlist or listenbrainz"


@dataclass(frozen=True, slots=True)
class Services:
    """Other people's services that are asked about a listener's input; None where one is off."""

    history: ListeningHistory | None = None
    names: TrackNames | None = None
    short_links: ShortLinks | None = None


def read_given(
    request: RecommendRequest,
    records: Records,
    services: Services,
    listener: str | None = None,
    *,
    in_words: bool = False,
) -> Intake:
    """Read every input of a request; short links are followed, and stored playlists replaced by their tracks.

    `in_words` is whether there is a sentence to go on, so that no song is needed. A linked playlist is the
    operator's, or else the listener's own: nobody reads what another listener gave.

    Raises InvalidInput if there are no words, no title and no song that could be read, SeveralPlaylists if its
    files and text have several and `part` is none of them, UnreadablePlaylist if it has only links of playlists
    that are not stored, UnreadableHistory if its name at ListenBrainz leads to no songs; and as
    `ListeningHistory` does if ListenBrainz does not answer.
    """
    given = Intake()
    if request.tracks:
        given += read_tracks(request.tracks)
    files = [request.file, *request.files] if request.file else request.files
    given += read_inputs([(file.name, file.data or file.content) for file in files], request.text, request.part)
    given += _artists(request.artists)
    if request.song is not None:
        given += _song(request.song.name, request.song.artist)
    if request.playlist:
        given += read_text(request.playlist)
    if request.listenbrainz is not None:
        given += _heard(request.listenbrainz, services.history)
    if services.short_links is not None:
        given = with_short_links_followed(given, services.short_links)
    given = _bounded(_with_playlists(given, records, listener))
    if not given.references and not (_other_ways(request) or in_words or line_given(request, given)):
        raise nothing_read(given, _WAYS)
    return given


def demand_something(request: RecommendRequest, given: Intake, asked: Asked) -> None:
    """Raise InvalidInput if one line was given that is neither a song nor words; `given` is before corrections."""
    if not (given.references or asked.words or _other_ways(request)):
        raise nothing_read(given, _WAYS)


def _other_ways(request: RecommendRequest) -> bool:
    """Check whether a request without songs has a title to go on, or bounds alone."""
    brings = request.text.strip() or request.files or request.file
    bounded = request.within is not None or request.only is not None
    return bool(request.title.strip() or (bounded and not brings))


def title_of(request: RecommendRequest, given: Intake) -> str:
    """Return the title of the playlist: the request's own, or the name of the one list that was read, or none."""
    lists = len(request.files) + (request.file is not None) + bool(request.text)
    others = request.tracks or request.artists or request.song or request.playlist or request.listenbrainz
    named = given.name if lists == 1 and not others else ""
    return request.title.strip() or named[:MOST_TITLE_CHARACTERS]


def line_given(request: RecommendRequest, given: Intake) -> str:
    """Return the text of a request if it is one line that is read as such, which may be words; empty otherwise."""
    return "" if request.corrections or request.part else line_in(request.text, given.unread)


def named_tracks(field: str, given: Sequence[str]) -> list[str]:
    """Return the ids in a field. Raises InvalidInput for an entry that is no track's id, URI or link."""
    ids = []
    for place, text in enumerate(given):
        found = read_text(text).references
        if len(found) != 1 or found[0].track_id is None:
            raise InvalidInput(
                f"Field {field}[{place}] cannot be used",
                expected="a track's id, URI or link",
                found=repr(text[:80]),
            )
        ids.append(found[0].track_id)
    return ids


def _artists(names: Sequence[str]) -> Intake:
    """Return artists by their links or names, in place of songs."""
    given = Intake()
    for line, name in enumerate(filter(None, (" ".join(each.split()) for each in names)), start=1):
        linked = read_text(name).references if linked_artist_id(name) else ()
        given += Intake(references=linked or (TrackReference(name[:SHOWN], line, artist=name),))
    return given


def _song(name: str, artist: str) -> Intake:
    source = f"{name} - {artist}" if artist else name
    return Intake(references=(TrackReference(source[:SHOWN], 1, title=name, artist=artist),))


def _heard(listener: ListenBrainzListener, history: ListeningHistory | None) -> Intake:
    if history is None:
        raise UnreadableHistory("ListenBrainz is not asked here", cure="paste some songs or name one")
    return read_history(history, listener.name, listener.range)


def _bounded(given: Intake) -> Intake:
    """Return the first MOST_SONGS songs of all that was given, and a report of the others."""
    over = beyond(len(given.references), "songs", MOST_SONGS)
    return joined([replace(given, references=given.references[:MOST_SONGS]), *over])


def _with_playlists(given: Intake, records: Records, listener: str | None) -> Intake:
    """Add the tracks of linked playlists that are stored; report each other link as unread, with the reason."""
    for playlist_id in given.playlist_ids:
        with outside():
            record = records.get(PLAYLISTS.name, playlist_id)
            if record is None and listener is not None:
                record = records.get(PLAYLISTS.name, playlist_key(listener, playlist_id))
        if record is None:
            given += reported_playlists([playlist_id])
            continue
        tracks = msgspec.convert(record.fields["tracks"], list[str])
        given += Intake(
            references=tuple(
                TrackReference(track, line, track_id=track) for line, track in enumerate(tracks, start=1)
            ),
        )
    return with_short_links_reported(given)
