"""Keys by which a song is looked up at once: its title and artist, without what people write in many ways.

Blanks, punctuation, accents, "and" and "the" do not count; pure text, no catalogue.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from zlib import crc32

from shared.domain.names import credited_artists, fold, song_key
from shared.model.catalogue.texts import LOOKALIKES

_TITLE_BITS, _ARTIST_BITS = 28, 20
"""A key takes six bytes in SQLite. Equal keys of different songs are told apart by their texts."""

KEYS_OF_TITLE = 1 << _ARTIST_BITS

_LOOKALIKE = re.compile(r"(?<=\w)[$!@€](?=\w)|(?<!\S)\$(?=[^\W\d])|(?<=[^\W\d])\$(?!\S)")
_SYMBOL = re.compile(r"[$!@€]")
_UNSAID = frozenset({"and", "the"})
_BRACKETS = re.compile(r"\s*[(\[{【（［][^()\[\]{}【】（）［］]*[)\]}】）］]?")
_TAIL = re.compile(r"\s+[-–—/]\s.*$|\s+(?:feat|ft|featuring)\b.*$", re.IGNORECASE)
_MARKED = re.compile(r"[-(\[{–—/【（［]|f(?:ea)?t", re.IGNORECASE)
_GUEST = re.compile(r"\b(?:feat|ft|featuring|with)\b\.?\s+([^()\[\]]+)", re.IGNORECASE)
_JOINED = re.compile(
    r"\s*(?:[,;/&+×|、，・]|\b(?:and|x|vs|with|feat|featuring|ft|und|et|y|e|con|mit|avec|och|и)\b\.?)\s*",
    re.IGNORECASE,
)
_MOST_NAMES = 6


def key_words(text: str) -> list[str]:
    """Return the folded words of a text that count in a key; all of them if none would be left."""
    if _SYMBOL.search(text):
        text = _LOOKALIKE.sub(lambda found: found[0].translate(LOOKALIKES), text)
    words = fold(text).split()
    return [word for word in words if word not in _UNSAID] or words


@lru_cache(maxsize=1 << 12)
def canonical(text: str) -> str:
    """Return the letters and digits of a text that count in a key.

    >>> canonical("Simon & Garfunkel") == canonical("simon and  Garfunkel")
    True
    """
    return "".join(key_words(text))


def core_title(name: str) -> str:
    """Return a title without brackets and without what follows a dash; the title itself if nothing is left."""
    return _TAIL.sub("", _BRACKETS.sub("", name)).strip() or name


@lru_cache(maxsize=1 << 12)
def title_forms(name: str) -> tuple[str, ...]:
    """Return the canonical forms of a title: whole, without its version, and its core; each once."""
    whole = canonical(name)
    if not _MARKED.search(name):
        return (whole,) if whole else ()
    plain = canonical(song_key(name, "").partition("\t")[0])
    return tuple(form for form in dict.fromkeys((whole, plain, canonical(core_title(name)))) if form)


@lru_cache(maxsize=1 << 12)
def artist_forms(credit: str) -> tuple[str, ...]:
    """Return the canonical forms of a credit: the whole and each artist in it; each once, the whole first."""
    whole = canonical(credit)
    if credit.isalnum():
        return (whole,) if whole else ()
    names = [part for name in credited_artists(credit) for part in (name, *_JOINED.split(name))]
    forms = dict.fromkeys((whole, *map(canonical, names[: 2 * _MOST_NAMES])))
    return tuple(form for form in forms if form)


def guests(title: str) -> tuple[str, ...]:
    """Return the canonical forms of the guests a title names: "Lights (feat. Nika)"."""
    return artist_forms(found[1]) if (found := _GUEST.search(title)) else ()


def all_artist_forms(name: str, credit: str) -> tuple[str, ...]:
    """Return the canonical forms of everybody credited, in the title too, the whole credit first."""
    return artist_forms(credit) + guests(name)


def title_key(title: str) -> int:
    """Return the first of the KEYS_OF_TITLE keys of a canonical title, whoever its artist is."""
    return _of_title(crc32(title.encode()))


def pair_keys(titles: Iterable[str], artists: Iterable[str]) -> list[int]:
    """Return the key of each canonical title with each canonical artist."""
    hashed = [_of_artist(crc32(artist.encode())) for artist in artists]
    return [title | artist for title in map(title_key, titles) for artist in hashed]


def artist_key(artist: str) -> int:
    """Return the key of a canonical artist alone, as if of a song without a title."""
    return _of_artist(crc32(artist.encode()))


def _of_title(hashed: int) -> int:
    return (hashed >> (32 - _TITLE_BITS)) << _ARTIST_BITS


def _of_artist(hashed: int) -> int:
    return hashed >> (32 - _ARTIST_BITS)


def keys_of(name: str, credit: str) -> set[int]:
    """Return the keys a track is found by: every form of its title with every form of its artists."""
    artists = dict.fromkeys(all_artist_forms(name, credit)) or {"": None}
    return set(pair_keys(title_forms(name), artists))


def cuts(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the two halves of words, joined: at every place where title and artist may part, in both orders.

    The first half is the title. A word such as "by" between the two is left out once more.
    """
    for place in range(1, len(words)):
        left, right = "".join(words[:place]), "".join(words[place:])
        yield left, right
        yield right, left
    for place in range(1, len(words) - 1):
        if words[place] in _BY:
            yield "".join(words[:place]), "".join(words[place + 1 :])


def cut_keys(words: Sequence[str]) -> Iterator[int]:
    """Yield the keys of the `cuts` of words, without making the texts: most lines have many and no hit."""
    encoded = [word.encode() for word in words]
    text, start = b"".join(encoded), 0
    for place, word in enumerate(encoded):
        left, right = crc32(text[:start]), crc32(text[start:])
        if start:
            yield _of_title(left) | _of_artist(right)
            yield _of_title(right) | _of_artist(left)
        start += len(word)
        if words[place] in _BY and 0 < place < len(words) - 1:
            yield _of_title(left) | _of_artist(crc32(text[start:]))


_BY = frozenset(("by", "von", "par", "de", "di", "por", "door", "van", "av", "af", "od", "from"))
