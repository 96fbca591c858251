"""Names of the crowds of a request: they depend on its songs alone, and no two are the same."""

from collections import Counter
from collections.abc import Sequence

from shared.domain.track import Track
from shared.model.model import Model
from shared.model.naming import LEAST_FITTING, first_of, share_fitting
from shared.model.ranking.song_group import SongGroup

_NEAREST = 20
"""Songs near a crowd that choose among its genres."""


def crowd_names(crowds: Sequence[SongGroup], model: Model) -> list[str | None]:
    """Return the name of each crowd, None where there is none, as `Model.name_of` has it, or shorter.

    Songs near the crowd, not those of the answer, choose among its genres: so a crowd keeps its name when the
    listener asks for that one alone, or turns a dial. The first genre is enough if it fits half of them and no
    other crowd's name is the same. Where two would have one name even so, a song of each is added. Of an unknown
    song, those that stand for it are named.
    """
    songs = [crowd.evidence for crowd in crowds]
    near = [model.tracks(model.retrieval.nearest(theirs, _NEAREST)) for theirs in songs]
    whole = [model.name_of(theirs, around) for theirs, around in zip(songs, near, strict=True)]
    short = [name and _shortened(name, around) for name, around in zip(whole, near, strict=True)]
    names = [of_all if short.count(first) > 1 else first for first, of_all in zip(short, whole, strict=True)]
    times = Counter(names)
    return [
        _told_apart(name, model.tracks(theirs[:1])) if name and times[name] > 1 else name
        for name, theirs in zip(names, songs, strict=True)
    ]


def _shortened(name: str, songs: Sequence[Track]) -> str:
    first = first_of(name)
    return first if share_fitting([first], songs) >= LEAST_FITTING else name


def _told_apart(name: str, first: Sequence[Track]) -> str:
    return f"{name} such as “{first[0].name}”"
