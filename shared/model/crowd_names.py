"""Names of the crowds of a request: they depend on its songs alone, and no two are the same."""

from collections import Counter
from collections.abc import Sequence

from shared.domain.track import Track
from shared.model.model import Model
from shared.model.ranking.song_group import SongGroup

_NEAREST = 20
"""Songs near a crowd that choose among its genres."""


def crowd_names(crowds: Sequence[SongGroup], model: Model) -> list[str | None]:
    """Return the name of each crowd, None where there is none, as `Model.name_of` has it.

    Songs near the crowd, not those of the answer, choose among its genres: so a crowd keeps its name when the
    listener asks for that one alone, or turns a dial. Where two would have one name, a song of each is added.
    Of an unknown song, those that stand for it are named.
    """
    songs = [crowd.evidence for crowd in crowds]
    names = [model.name_of(theirs, model.tracks(model.retrieval.nearest(theirs, _NEAREST))) for theirs in songs]
    firsts = [model.tracks(theirs[:1]) for theirs in songs]
    times = Counter(names)
    return [
        _told_apart(name, first) if name and times[name] > 1 else name
        for name, first in zip(names, firsts, strict=True)
    ]


def _told_apart(name: str, first: Sequence[Track]) -> str:
    return f"{name} such as “{first[0].name}”"
