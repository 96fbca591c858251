"""Songs that a listener lists, not as seeds: their own collection, or what they do not want."""

from shared.errors import InvalidInput
from shared.intake import Intake
from shared.model.candidates.tracks import Indices
from shared.model.model import Model
from shared.model.resolve import resolve


def listed_songs(given: Intake, model: Model, ways: str) -> Indices:
    """Return the songs of a list that the catalogue has, (k,) int32 distinct.

    Raises InvalidInput if there is no song to read; `ways` lists what may be given.
    """
    if not given.references:
        raise InvalidInput(
            "There is no song to read", expected=ways, found="none", cure="name one, or leave it out"
        )
    return resolve(given.references, model).seeds


def collection(given: Intake, model: Model, ways: str) -> Indices:
    """Return the same of songs that alone may come. Raises InvalidInput too if the catalogue has none."""
    songs = listed_songs(given, model, ways)
    if not len(songs):
        raise InvalidInput(
            "None of the songs in your collection is in our catalogue",
            expected="a song that we know",
            found=f"{len(given.references):,} others",
            cure="name other songs, or do not ask for these alone",
        )
    return songs
