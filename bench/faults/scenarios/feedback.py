"""Ratings by two listeners of a list and its songs, changed and taken back."""

from bench.faults import observations
from bench.faults.scenarios.scenario import Scenario, Step
from bench.faults.scenarios.songs import Songs, keep
from functions.feedback.contract import RateRequest
from shared.domain.rating import Opinion


def feedback(songs: Songs) -> Scenario:
    """Build the scenario."""
    uris, search = songs.uris, songs.search("the-list")
    opinions = [
        ("ada", Opinion.HATE, ""),
        ("ada", Opinion.LOVE, ""),
        ("ada", Opinion.LOVE, uris[10]),
        ("bob", Opinion.LOVE, uris[10]),
        ("bob", None, uris[10]),
        ("bob", Opinion.OKAY, uris[11]),
    ]

    def rate(listener: str, opinion: Opinion | None, track: str) -> Step:
        request = RateRequest(search=search.id, opinion=opinion, track=track)
        return lambda process: process.feedback.rate(listener, request)

    return Scenario(
        "feedback",
        tuple(rate(*each) for each in opinions),
        (observations.ratings, observations.figures, observations.rating_counts),
        lambda world: keep(world, search),
    )
