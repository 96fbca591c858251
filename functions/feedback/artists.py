"""Artists whom a signed-in listener never wants to be recommended, in their answers and weekly mails."""

from shared.domain.names import is_word
from shared.errors import Forbidden, InvalidInput
from shared.ports import Records
from shared.records.never_artists import MOST_NEVER, never_again, never_artists, once_more
from shared.web.auth import Caller

from .contract import MOST_NAME_CHARACTERS, NeverArtistsResponse


class NeverArtists:
    """The use case behind the list of one listener."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def show(self, caller: Caller) -> NeverArtistsResponse:
        """Return the list. Raises Forbidden for a visitor, as the others do."""
        return _response(never_artists(self._records, _listener(caller)))

    def add(self, caller: Caller, artist: str) -> NeverArtistsResponse:
        """Add an artist; once more changes nothing. Raises InvalidInput for no name, and for one too many."""
        return _response(never_again(self._records, _listener(caller), _name(artist)))

    def take_off(self, caller: Caller, artist: str) -> NeverArtistsResponse:
        """Take an artist off the list; one who is not on it changes nothing. Raises InvalidInput for no name."""
        return _response(once_more(self._records, _listener(caller), _name(artist)))


def _response(names: tuple[str, ...]) -> NeverArtistsResponse:
    return NeverArtistsResponse(artists=list(names), most=MOST_NEVER)


def _listener(caller: Caller) -> str:
    if not caller.signed_in:
        raise Forbidden(
            "This list is kept for those who signed in",
            expected="a listener with an address",
            found="a visitor",
            cure="sign in by mail, or name artists in within.not_artists of each request",
        )
    return caller.listener


def _name(text: str) -> str:
    name = text.strip()
    if not is_word(name) or len(name) > MOST_NAME_CHARACTERS:
        raise InvalidInput(
            "This is no artist's name",
            expected=f"a name of 1 to {MOST_NAME_CHARACTERS} characters, with a letter",
            found=repr(name[:80]),
        )
    return name
