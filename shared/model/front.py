"""The first page before anybody asked: doors into the music, and a finished list, made with the model."""

from pathlib import Path

from msgspec import DecodeError, Struct, json

from shared.errors import RefusedModel


class Door(Struct, frozen=True):
    """Known songs of one neighbourhood, to ask by."""

    name: str
    """The name of the songs, as an answer to them has it."""
    songs: tuple[int, ...]
    """Track indices."""


class FinishedSong(Struct, frozen=True):
    """A recommended track, and why."""

    track: int
    because: tuple[str, ...]


class Front(Struct, frozen=True):
    """The doors, the best known music first, and the answer to the first of them; empty without doors."""

    doors: tuple[Door, ...] = ()
    finished: tuple[FinishedSong, ...] = ()


def write_front(path: Path, front: Front) -> None:
    """Write the file that `read_front` reads."""
    path.write_bytes(json.encode(front))


def read_front(path: Path, tracks: int) -> Front:
    """Read what training wrote; an empty one without a file, as models had none before.

    Raises RefusedModel for a file that is none, or that names a track beyond the first `tracks`.
    """
    if not path.is_file():
        return Front()
    try:
        front = json.decode(path.read_bytes(), type=Front)
    except DecodeError as error:
        raise _refused(path, str(error)) from error
    named = [*(song for door in front.doors for song in door.songs), *(each.track for each in front.finished)]
    beyond = [track for track in named if not 0 <= track < tracks]
    if beyond:
        raise _refused(path, f"track {beyond[0]} of {tracks}")
    return front


def _refused(path: Path, found: str) -> RefusedModel:
    return RefusedModel(f"{path.name} cannot be read", found=found, cure="publish the model again")
