"""Reading of a listener's history at another service into references."""

from shared.domain.listening import MOST_NAME_CHARACTERS, HeardSong, Span
from shared.domain.track_ids import track_id_of
from shared.errors import InvalidInput, NotFound, UnreadableHistory
from shared.intake.reference import Intake, TrackReference
from shared.lanes import outside
from shared.ports import ListeningHistory

_EXPECTED = f"a name as in listenbrainz.org/user/NAME, of {MOST_NAME_CHARACTERS} characters at most"


def read_history(history: ListeningHistory, name: str, span: Span) -> Intake:
    """Return references to a listener's songs of a span, in their order.

    Raises UnreadableHistory, which does not contain the name, if it is nobody's or there is no song; and as
    `ListeningHistory` does if the service does not answer.
    """
    try:
        with outside():
            songs = history.songs(name.strip(), span)
    except (InvalidInput, NotFound) as error:
        raise UnreadableHistory(
            "ListenBrainz knows no listener of this name", expected=_EXPECTED, cure="check the name for a slip"
        ) from error
    if not songs:
        raise UnreadableHistory(
            "ListenBrainz has no songs of this listener for that time",
            expected="songs that were heard then",
            found="none",
            cure="choose another time; what was heard today is among the recent listens alone",
        )
    return Intake(references=tuple(_reference(song, line) for line, song in enumerate(songs, start=1)))


def _reference(song: HeardSong, line: int) -> TrackReference:
    source = f"{song.artist} - {song.title}" if song.artist else song.title
    track_id = track_id_of(song.recording_id)
    return TrackReference(source[:200], line, track_id=track_id, title=song.title, artist=song.artist)
