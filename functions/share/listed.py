"""A shared list as JSON, to start from."""

from shared.domain.offers import offers
from shared.domain.share import Share, SharedSong, Source

from .contract import ListedColours, ListedSong, ListedSource, ListedSourceSong, ListResponse


def to_list(share: Share) -> ListResponse:
    """Build the response of a shared list."""
    return ListResponse(share.title, [_song(song) for song in share.songs], [_source(s) for s in share.made_from])


def _song(song: SharedSong) -> ListedSong:
    colours = ListedColours(*song.colours) if song.colours else None
    return ListedSong(song.uri, song.name, song.artist, offers(song.track), list(song.because), colours)


def _source(source: Source) -> ListedSource:
    songs = [ListedSourceSong(song.name, song.artist) for song in source.songs]
    return ListedSource(source.by, source.count, songs)
