"""An invented map of any size, as `insights` sends it: neighbourhoods and artists, the greatest first."""

from base64 import b64encode
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared.model.colours import PALETTE

NEIGHBOURHOODS = 19
ARTISTS = 1_000
SYLLABLES = "ba lo mi ra ne tu sha ko vel dor an is ter ul".split()


def invented_map(points: int, *, seed: int = 5) -> dict[str, Any]:
    """Return the JSON of a map of so many points."""
    draw = np.random.default_rng(seed)
    middles = draw.uniform(-0.7, 0.7, (NEIGHBOURHOODS, 2))
    clusters = draw.choice(NEIGHBOURHOODS, points, p=draw.dirichlet(np.full(NEIGHBOURHOODS, 3.0)))
    places = np.clip(middles[clusters] + draw.normal(0, 0.13, (points, 2)), -1, 1)
    return {
        "model": "invented",
        "points": points,
        "x": _packed(np.rint(places[:, 0] * 32_767), "<i2"),
        "y": _packed(np.rint(places[:, 1] * 32_767), "<i2"),
        "cluster": _packed(clusters, "<u2"),
        "clusters": [
            {
                "id": id,
                "name": f"{_name(draw)} · {_name(draw)}".lower(),
                "words": [],
                "place": {"x": x, "y": y},
                "colours": asdict(PALETTE[id % len(PALETTE)]),
            }
            for id, (x, y) in enumerate(middles.tolist())
        ],
        "artists": [
            {"name": f"{_name(draw)} {_name(draw)}", "point": int(point), "songs": 3}
            for point in draw.permutation(points)[:ARTISTS]
        ],
    }


def _name(draw: np.random.Generator) -> str:
    return "".join(draw.choice(SYLLABLES, draw.integers(2, 5))).capitalize()


def _packed(values: NDArray[Any], dtype: str) -> str:
    return b64encode(values.astype(dtype).tobytes()).decode()
