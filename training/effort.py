"""How much work a training does; the models of both efforts are of the same form."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Effort:
    """Bounds on the work of a training."""

    query_playlists: int
    """Query playlists, all folds together, from which the ranker's requests are made."""
    rows_per_network: int
    """Candidates each of the ranker's networks learns from."""
    most_held_out: int
    """Playlists held out for evaluation, at most."""
    most_drawn: int
    """Tracks on the map, at most."""
    restarts: int
    """Starts of KMeans for each number of clusters."""


THOROUGH = Effort(
    query_playlists=2_400, rows_per_network=2_500_000, most_held_out=500, most_drawn=20_000, restarts=4
)
"""For models that listeners use: more queries teach the ranker little, and a page can draw no more tracks."""

QUICK = Effort(query_playlists=200, rows_per_network=150_000, most_held_out=100, most_drawn=2_500, restarts=1)
"""For models to try things with; `bench/README.md` has what it costs in quality."""
