"""Ids of tracks and artists: an id is a URI, whose prefix names its provider, a row of one register.

>>> track_id_of("0q7LGcVSpsIoSbjChtZ8lI")
'spotify:track:0q7LGcVSpsIoSbjChtZ8lI'
>>> track_id_of("B10BBBFC-CF9E-42E0-BE17-E2C3E1D2600D")
'musicbrainz:recording:b10bbbfc-cf9e-42e0-be17-e2c3e1d2600d'
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from shared.domain.base62 import pack_base62, unpack_base62


@dataclass(frozen=True, slots=True)
class Provider:
    """A namespace of ids: an id is `prefix` and a value that `pattern` matches."""

    prefix: str
    pattern: re.Pattern[str]
    code: int
    """The first byte of a packed id, never used again for another provider."""
    pack: Callable[[str], bytes]
    """Value -> bytes."""
    unpack: Callable[[bytes], str]

    def id_of(self, value: str) -> str:
        """Return the id of a value."""
        return self.prefix + value

    def value_of(self, track_id: str) -> str:
        """Return the value of an id, "" for an id of another provider."""
        return track_id.removeprefix(self.prefix) if track_id.startswith(self.prefix) else ""

    def first_value(self, ids: Iterable[str]) -> str:
        """Return the value of the first id of this provider, "" if there is none."""
        prefix = self.prefix
        for each in ids:
            if each.startswith(prefix) and len(each) > len(prefix):
                return each[len(prefix) :]
        return ""


def _pack_uuid(value: str) -> bytes:
    return bytes.fromhex(value.replace("-", ""))


def _unpack_uuid(packed: bytes) -> str:
    digits = packed.hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


_BASE62 = re.compile(r"[0-9A-Za-z]{22}")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

SPOTIFY = Provider("spotify:track:", _BASE62, 1, pack_base62, unpack_base62)
MUSICBRAINZ = Provider("musicbrainz:recording:", _UUID, 2, _pack_uuid, _unpack_uuid)
DEMO = Provider("demo:track:", _BASE62, 3, pack_base62, unpack_base62)
"""The invented songs of the demo."""

PROVIDERS = (SPOTIFY, MUSICBRAINZ, DEMO)
"""The providers whose ids a track may have as its own."""

ISRC = Provider("isrc:", re.compile(r"[A-Z]{2}[A-Z0-9]{3}[0-9]{7}"), 4, str.encode, bytes.decode)
"""International Standard Recording Codes (ISO 3901), known of a track besides its own id."""

ARTISTS = (
    Provider("spotify:artist:", _BASE62, 5, pack_base62, unpack_base62),
    Provider("musicbrainz:artist:", _UUID, 6, _pack_uuid, _unpack_uuid),
    Provider("demo:artist:", _BASE62, 7, pack_base62, unpack_base62),
)
"""The providers whose ids an artist may have: Spotify, MusicBrainz and the demo."""

_TRACK_ID = re.compile("|".join(f"(?:{re.escape(each.prefix)}{each.pattern.pattern})" for each in PROVIDERS))
_BY_CODE = {each.code: each for each in (*PROVIDERS, ISRC, *ARTISTS)}
_SPELT_ISRC = re.compile(r"(?P<prefix>(?i:isrc):)?(?P<code>[A-Za-z]{2}-?[A-Za-z0-9]{3}-?[0-9]{2}-?[0-9]{5})")


def is_track_id(text: str) -> bool:
    """Check whether a text is exactly the id of a track."""
    return _TRACK_ID.fullmatch(text) is not None


def track_id_of(text: str) -> str | None:
    """Return the track id in a text: an id, a bare Spotify id or a bare recording MBID; None for anything else.

    `shared.intake` reads links.
    """
    candidate = text.strip()
    if _TRACK_ID.fullmatch(candidate):
        return candidate
    if SPOTIFY.pattern.fullmatch(candidate):
        return SPOTIFY.id_of(candidate)
    mbid = candidate.lower().removeprefix(MUSICBRAINZ.prefix)
    return MUSICBRAINZ.id_of(mbid) if MUSICBRAINZ.pattern.fullmatch(mbid) else None


def artist_id_of(text: str) -> str | None:
    """Return the artist's id in a text: an id, a bare Spotify id or a bare MBID; None for anything else."""
    candidate = text.strip()
    for provider in ARTISTS:
        value = provider.value_of(candidate) or candidate
        value = value.lower() if provider.pattern is _UUID else value
        if provider.pattern.fullmatch(value):
            return provider.id_of(value)
    return None


def isrc_of(text: str) -> str | None:
    """Return the id of an ISRC: `isrc:` and the code, with or without hyphens, or the bare code in capitals."""
    found = _SPELT_ISRC.fullmatch(text.strip())
    if found is None or not (found["prefix"] or found["code"].isupper()):
        return None
    return ISRC.id_of(found["code"].replace("-", "").upper())


def pack_id(id: str) -> bytes:
    """Return an id or an ISRC in at most 18 bytes. Raises ValueError for any other text."""
    for provider in _BY_CODE.values():
        value = provider.value_of(id)
        if value and provider.pattern.fullmatch(value):
            return bytes((provider.code,)) + provider.pack(value)
    raise ValueError(f"{id!r} is no id of {', '.join(each.prefix for each in _BY_CODE.values())}")


def unpack_id(packed: bytes) -> str:
    """Return the id that `pack_id` packed. Raises ValueError for bytes of no provider."""
    provider = _BY_CODE.get(packed[0]) if packed else None
    if provider is None:
        raise ValueError(f"{packed.hex()} is no packed id")
    return provider.id_of(provider.unpack(packed[1:]))
