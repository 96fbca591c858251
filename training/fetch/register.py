"""Every source of open data, with its licence; each has a class in this room and a subcommand of `segue fetch`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A place of data that anybody may use."""

    name: str
    """The subcommand."""
    of: str
    """The data, as `docs/data.md` and the site name it."""
    licence: str


SOURCES = (
    Source("listenbrainz", "ListenBrainz", "CC0 1.0"),
    Source("acousticbrainz", "AcousticBrainz", "CC0 1.0"),
    Source("musicbrainz-canonical", "MusicBrainz", "CC0 1.0"),
)
