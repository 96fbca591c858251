"""Several lists in one request, each read and matched by itself, and their part in the response."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.errors import InvalidInput
from shared.intake import Intake
from shared.intake.bounds import joined
from shared.model.answer import Answer
from shared.model.blend import MOST_LISTS
from shared.model.blend_answer import ResolvedList
from shared.model.model import Model
from shared.model.understood import understood
from shared.ports import Records, TrackNames

from .contract import RecommendRequest
from .corrections import corrected
from .inputs import Services, read_given
from .journeys import given_fields
from .lists_contract import BlendOfLists, ListInBlend, ListOfSongs

_ORDINALS = ("first", "second", "third", "fourth", "fifth")

_NOT_BESIDE = frozenset(
    "tracks text file files part song playlist listenbrainz from_ to focus words ignore after".split()
)
"""Fields that a request with lists does not have: their songs would be of no list."""


@dataclass(frozen=True, slots=True)
class GivenList:
    """One list as it was read."""

    name: str
    given: Intake


def read_lists(
    request: RecommendRequest, records: Records, services: Services, listener: str | None
) -> list[GivenList]:
    """Read every list of a request, none if it has none.

    Raises InvalidInput for a single list, for other songs beside them, for two of one name, and for a list without
    a song that could be read; otherwise as `read_given` does.
    """
    if request.lists is None:
        return []
    _demand_lists_alone(request)
    names = _names(request.lists)
    return [
        GivenList(name, corrected(_read(name, each, records, services, listener), request.corrections))
        for name, each in zip(names, request.lists, strict=True)
    ]


def together(lists: Sequence[GivenList]) -> Intake:
    """Return all that was read."""
    return joined([each.given for each in lists])


def resolved_lists(lists: Sequence[GivenList], model: Model, names: TrackNames | None) -> list[ResolvedList]:
    """Match each list with the catalogue. Raises InvalidInput for one of which the catalogue has no song."""
    return [_resolved(each, model, names) for each in lists]


def to_blend(answer: Answer) -> BlendOfLists | None:
    """Build the part of the response that tells of several lists; null for a single one."""
    if answer.blend is None:
        return None
    lists = [
        ListInBlend(each.name, [seed.id for seed in each.seeds], round(each.share, 3))
        for each in answer.blend.lists
    ]
    return BlendOfLists(lists, answer.blend.in_common, answer.blend.note)


def _demand_lists_alone(request: RecommendRequest) -> None:
    found = len(request.lists or ())
    if found < 2:
        raise InvalidInput(
            "A blend is of several lists",
            expected=f"2 to {MOST_LISTS} in lists",
            found=str(found),
            cure="send the songs of a single list as tracks, text or file",
        )
    others = [name.strip("_") for name in given_fields(request) if name in _NOT_BESIDE]
    if others:
        raise InvalidInput(
            "A blend goes by its lists alone",
            expected="no other songs beside lists",
            found=", ".join(others),
            cure="put these songs into one of the lists",
        )


def _names(lists: Sequence[ListOfSongs]) -> list[str]:
    names = [each.name.strip() or f"the {ordinal} list" for each, ordinal in zip(lists, _ORDINALS, strict=False)]
    if twice := [name for place, name in enumerate(names) if name in names[:place]]:
        raise InvalidInput(
            "Two lists have one name",
            expected="names that tell the lists apart",
            found=f"“{twice[0]}” twice",
            cure="rename one",
        )
    return names


def _read(name: str, one: ListOfSongs, records: Records, services: Services, listener: str | None) -> Intake:
    alone = RecommendRequest(tracks=one.tracks, text=one.text, file=one.file, part=one.part)
    try:
        return read_given(alone, records, services, listener)
    except InvalidInput as error:
        if type(error) is not InvalidInput:
            raise
        raise InvalidInput(
            f"No song could be read in “{name}”",
            expected="songs in each list, as tracks, text or file",
            found=error.found or "none",
            cure=error.cure,
        ) from error


def _resolved(one: GivenList, model: Model, names: TrackNames | None) -> ResolvedList:
    resolution = understood(one.given.references, model, names)
    if not len(resolution.evidence):
        raise InvalidInput(
            f"None of the songs in “{one.name}” is in our catalogue",
            expected="a song of each list that we know",
            found=f"{len(one.given.references):,} that we do not",
            cure="add songs, or leave this list out",
        )
    return ResolvedList(one.name, one.given.unread, resolution)
