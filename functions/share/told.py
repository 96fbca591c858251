"""Sentences about a shared list, for link previews and pictures: its best reason, and its first songs."""

from shared.domain.one_line import clean
from shared.domain.share import Share, SharedSong
from shared.domain.track import join_names

LONGEST_DESCRIPTION = 300
"""Characters: previews show no more, and some read the first kilobytes of a page alone."""

_MOST_NAMED = 3


def why(share: Share) -> str:
    """Return the most telling reason of the first song that has one, with the song's name; "" without any."""
    told = next((song for song in share.songs if song.because), None)
    return f"Why “{told.name}”? {told.because[0]}" if told else ""


def describe(share: Share) -> str:
    """Return a description of a list for link previews, which may be cut: the best reason comes first."""
    names = [f"“{song.name}”" + (f" by {song.artist}" if song.artist else "") for song in share.songs]
    others = len(names) - _MOST_NAMED
    first = names[:_MOST_NAMED]
    if others > 0:
        first.append(f"{others} more {'song' if others == 1 else 'songs'}")
    said = " ".join(part for part in (_sentence(why(share)), f"{join_names(first)}.") if part)
    return clean(said, LONGEST_DESCRIPTION)


def counted(songs: tuple[SharedSong, ...]) -> str:
    """Return how many songs there are."""
    return f"{len(songs)} {'song' if len(songs) == 1 else 'songs'}, with the reason"


def _sentence(text: str) -> str:
    return text if not text or text[-1] in ".!?…" else f"{text}."
