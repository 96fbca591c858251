"""Names of YouTube's channels of music, which are an artist's name and an addition."""

import re

_ADDITION = re.compile(r"\s+[-–]\s+(?:Topic|Thema|Tema|Sujet|Onderwerp|Temat|トピック)$|\s*VEVO$", re.IGNORECASE)


def is_music_channel(name: str) -> bool:
    """Check whether a name is that of a channel of one artist's music.

    >>> is_music_channel("Nina Simone - Topic"), is_music_channel("Nina Simone")
    (True, False)
    """
    return artist_of_channel(name) != name


def artist_of_channel(name: str) -> str:
    """Return the artist a channel is named after; any other name as it is.

    >>> artist_of_channel("NinaSimoneVEVO"), artist_of_channel("Nina Simone")
    ('NinaSimone', 'Nina Simone')
    """
    return _ADDITION.sub("", name) or name
