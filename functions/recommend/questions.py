"""The kinds of question: songs that go with some, songs between two, and songs that go with several lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from shared.intake import Intake
from shared.model.answer import Answer, answer_resolved
from shared.model.blend_answer import ResolvedList, answer_blend, merged
from shared.model.ends import ends_of
from shared.model.model import Model
from shared.model.path_answer import answer_path
from shared.model.ranking.query import RecommendationQuery
from shared.model.understood import understood
from shared.model.words.asked import Asked, is_of, sole_line, with_words
from shared.ports import Records

from .corrections import corrected
from .follow_up import FollowUp
from .inputs import Services, demand_something, line_given, read_given
from .journeys import is_path
from .lists import read_lists, resolved_lists, together


class Question(Protocol):
    """A request as it was read and matched with the catalogue of a model.

    To add a kind: a class here, and a line in `question_of`.
    """

    @property
    def given(self) -> Intake:
        """Everything that was read."""

    @property
    def asked(self) -> Asked:
        """The songs that were matched, and the words."""

    def answer(self, model: Model, query: RecommendationQuery) -> Answer:
        """Answer by the model that it was matched with; `query` has what is asked beside the songs."""


@dataclass(frozen=True, slots=True)
class SongsQuestion:
    """A question for songs that go with those given, or with words, a title or bounds."""

    given: Intake
    asked: Asked
    focus: int | None

    def answer(self, model: Model, query: RecommendationQuery) -> Answer:
        """Answer with songs and their reasons. Raises as `answer_resolved` does."""
        unread = [
            each for each in self.given.unread if not (self.asked.line and is_of(each.source, self.asked.line))
        ]
        return answer_resolved(model, unread, self.asked.resolution, query, self.focus, self.asked.words)


@dataclass(frozen=True, slots=True)
class PathQuestion:
    """A question for a path from one song to another."""

    given: Intake
    asked: Asked

    def answer(self, model: Model, query: RecommendationQuery) -> Answer:
        """Answer with the songs between. Raises as `answer_path` does."""
        return answer_path(model, self.asked.resolution, query)


@dataclass(frozen=True, slots=True)
class BlendQuestion:
    """A question for songs that belong to several lists."""

    given: Intake
    asked: Asked
    lists: Sequence[ResolvedList]

    def answer(self, model: Model, query: RecommendationQuery) -> Answer:
        """Answer with songs that are for all of the lists, or for each in turn."""
        return answer_blend(model, self.lists, query)


def question_of(
    follow_up: FollowUp, model: Model, records: Records, services: Services, listener: str | None
) -> Question:
    """Read a request and match it with the catalogue. Raises as `read_lists`, `ends_of` and `read_given` do."""
    request, names = follow_up.request, services.names
    if request.lists is not None:
        lists = read_lists(request, records, services, listener)
        resolved = resolved_lists(lists, model, names)
        return BlendQuestion(together(lists), Asked(merged(resolved), None), resolved)
    if is_path(request):
        ends = ends_of(request.from_ or "", request.to or "", model, names, services.short_links)
        return PathQuestion(Intake(), Asked(ends, None))
    read = read_given(request, records, services, listener, in_words=bool(follow_up.sentences))
    given = corrected(read, request.corrections)
    found = understood(given.references, model, names)
    line = line_given(request, read) or (sole_line(given) if request.file or request.files else "")
    asked = with_words(found, follow_up.sentences, line, model, request.ignore)
    demand_something(request, read, asked)
    return SongsQuestion(given, asked, request.focus)
