"""The query of a request: what it, its words and its listener ask for beside the songs."""

from shared.model.model import Model
from shared.model.ranking.query import RecommendationQuery
from shared.model.words.asked import prevailing

from .bounds import bounds_of, collections_of, without
from .contract import RecommendRequest
from .inputs import title_of
from .journeys import in_order
from .questions import Question
from .tastes import Tastes
from .wishes import opinions_of, rules_of, tune_of


def query_of(request: RecommendRequest, question: Question, tastes: Tastes, model: Model) -> RecommendationQuery:
    """Return the query; what the request sets itself wins over its words.

    Raises InvalidInput for fields that cannot be used, and UnknownFeature as `tune_of` does.
    """
    asked, title = question.asked, title_of(request, question.given)
    # Nobody typed the name of a file: one that says nothing is not reported.
    own_title = title if request.title.strip() or model.knows_title(title) else ""
    collections = collections_of(request, model, tastes.rated)
    within = without(prevailing(bounds_of(request.within), asked.bounds), tastes.never)
    effect = asked.interpretation.effect
    query = RecommendationQuery(
        rules=rules_of(request, tastes.preferences, tastes.given_before, model, effect.n),
        tune=asked.tune(tune_of(request, model), model),
        opinions=opinions_of(request, tastes.preferences, model),
        title=asked.title(own_title, model),
        title_names_artists=bool(own_title),
        bounds=model.bounds_of(within, collections),
    )
    return in_order(query, request, effect)
