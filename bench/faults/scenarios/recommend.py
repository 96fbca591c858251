"""Searches by a listener, who shares a pasted playlist, and by an anonymous caller."""

from bench.faults import observations
from bench.faults.scenarios.scenario import Scenario, Step
from bench.faults.scenarios.songs import Songs, have_accounts
from functions.recommend.contract import RecommendRequest, SongName


def recommend(songs: Songs) -> Scenario:
    """Build the scenario."""
    pasted = RecommendRequest(text="\n".join(songs.uris[:6]), n=3, share=True)
    named = RecommendRequest(tracks=list(songs.uris[7:9]), song=SongName("No Such Song"), n=3)
    steps: tuple[Step, ...] = (
        lambda process: process.recommend.answer(pasted, "ada", signed_in=True, charted=True),
        lambda process: process.recommend.answer(named),
    )
    return Scenario(
        "recommend",
        steps,
        (observations.answers, observations.search_counts, observations.playlists),
        prepare=lambda world: have_accounts(world, "ada"),
        asked_again=observations.unanswered,
    )
