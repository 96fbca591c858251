"""A model like another one, its tracks under other ids: cheaper than training again."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from uuid import UUID

import msgspec
import numpy as np

from shared.domain.track import Track
from shared.domain.track_ids import DEMO, MUSICBRAINZ
from shared.model.arrays import write_arrays
from shared.model.artefact.manifest import CATALOGUE, MANIFEST, read_manifest, reseal
from shared.model.candidates.tracks import id_arrays
from shared.model.model import Model
from training.catalogue import write_catalogue

Renamed = Callable[[int, Track], Track]
"""Track index and track -> the track with its new ids."""


def as_recording(index: int, track: Track) -> Track:
    """Return a track as a recording of MusicBrainz; every other one is also known at Spotify and by an ISRC."""
    known = (track.id, f"isrc:XXSEG{index:07d}") if index % 2 else ()
    return replace(track, id=recording(index), other_ids=known)


def recording(index: int) -> str:
    """Return the id of the recording with this track index."""
    return MUSICBRAINZ.id_of(str(UUID(int=index + 1, version=4)))


def as_invented(_: int, track: Track) -> Track:
    """Return a track as one of the demo."""
    return replace(track, id=DEMO.id_of(track.id[-22:]))


def renamed_model(model_folder: Path, out: Path, rename: Renamed) -> Path:
    """Write a copy of a model with renamed tracks to `out`, sealed anew."""
    copytree(model_folder, out)
    (out / MANIFEST).unlink()
    model = Model.open(model_folder)
    tracks = [rename(index, track) for index, track in enumerate(model.tracks(range(model.track_count)))]
    write_catalogue(out / CATALOGUE, tracks)
    write_arrays(out, id_arrays(np.array([track.id.encode() for track in tracks])))
    reseal(out, msgspec.structs.replace(read_manifest(model_folder), invented=rename is as_invented))
    return out
