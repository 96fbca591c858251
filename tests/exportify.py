"""Files as Exportify writes them, of songs that no catalogue has."""

import numpy as np

from shared.domain.track import FEATURES

COLUMNS = (
    "Track URI,Track Name,Album Name,Artist Name(s),Release Date,Duration (ms),Popularity,Explicit,Added By,"
    "Added At,Genres,Record Label,Danceability,Energy,Key,Loudness,Mode,Speechiness,Acousticness,"
    "Instrumentalness,Liveness,Valence,Tempo,Time Signature"
).split(",")
HEADINGS = {name.removesuffix(" (ms)").lower().replace(" ", "_"): name for name in COLUMNS}


def exported(*songs):
    """Return a CSV of unknown songs by unknown artists; each is its genres and its features by name."""
    rows = [_row(place, genres, features) for place, (genres, features) in enumerate(songs)]
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in [COLUMNS, *rows])


def _row(place, genres, features):
    heads = {name: HEADINGS[name.removesuffix("_ms")] for name in FEATURES}
    cells = {heads[name]: value for name, value in features.items()}
    cells |= {
        "Track Name": f"Qqqq{place} Wwww",
        "Artist Name(s)": f"Xxxx{place} Zzzz",
        "Genres": ",".join(genres),
        "Added By": "spotify:user:somebody",
    }
    return [cells.get(column, "") for column in COLUMNS]


def raw_features(model, track):
    """Return the features of a track of the catalogue by name, in Spotify's units."""
    values = model.retrieval.audio.standardised(np.array([track], dtype=np.int32))[0]
    scales = model.manifest.feature_scales
    raw = {
        name: scales[name][0] + scales[name][1] * float(value)
        for name, value in zip(FEATURES, values, strict=True)
        if name in scales and not np.isnan(value)
    }
    within = {name: value for name, value in raw.items() if name not in {"key", "mode", "time_signature"}}
    return within | {"duration_ms": np.exp(raw["duration_ms"])}
