"""Words around a song's name that tell of its recording or video, in the languages of video titles."""

import re
from functools import lru_cache

from shared.domain.names import fold

_WORDS = frozenset(
    fold(word)
    for word in (
        "official officially officiel officielle offiziell offizielles offizieller"
        " oficial oficiais ufficiale officieel officiële officiella offisiell officiell"
        " oficjalny oficjalne oficiální resmi официальный официальное офіційне επίσημο"
        " رسمي 公式 官方 공식 premiere video videoclip videoklipp vídeo clip klip klipp vidéo"
        " видео видеоклип клип wideo teledysk βίντεο фильм ミュージックビデオ ビデオ 뮤직비디오 뮤비 动画"
        " music musik musique música musica muzyka muziek musikvideo musicvideo"
        " lyricvideo lyric lyrics lyrical letra letras liedtext songtext songtekst"
        " paroles testo texto tekst text текст слова στίχοι كلمات 歌詞 歌词 가사 audio áudio"
        " аудио オーディオ 오디오 visualizer visualiser visualizador visual mv m v hd hq uhd 4k"
        " 8k 720p 1080p 2160p 60fps full original ost version versione versión versão"
        " remaster remastered remasterizado remasterisé live album single radio edit"
        " explicit clean dirty new neu nuevo nouveau song topic vevo with con mit avec"
        " och e y et und the in on and subtitulado subtitulos sub español english"
        " subtitles stereo mono free download out now exclusive performance session"
        " sessions karaoke cover color coded romanized eng han rom legendado tradução"
        " traduction traducida übersetzung prod feat"
    ).split()
)
"""Words about a recording or its video; never enough to name a song."""

_VERSION = frozenset(
    "live version edit mono stereo remaster remastered remasterizado remasterisé explicit clean original album"
    " single radio acoustic music song new free session sessions performance full english karaoke cover with the"
    " and in on y e et und con mit avec och".split()
)
"""Words that tell one version of a song from another, or that may be a whole name; alone they are no noise."""

_AT_END = _WORDS - frozenset("e y et und with the in on and new song free music m v out now cover".split())
"""Words of a recording or video that are taken off the end of a name, two or more at a time."""

_CODES = frozenset("mv hd hq uhd 4k 8k 720p 1080p 2160p 60fps lyrics 歌詞 letra".split())
"""Words that are taken off the end one by one."""

_BRACKETED = re.compile(r"\s*(?:\([^()]*\)?|\[[^\[\]]*\]?|\{[^{}]*\}?|【[^【】]*】?|〔[^〔〕]*〕?)")
_MUSIC_VIDEO = re.compile(r"\b(music|musik|lyric) (video)", re.IGNORECASE)
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")

EDGES = ' \t-–—|,;:·•/~"“”„«»‹›‘`*_'
"""Characters at the edges of a name that are no part of it."""


def is_number(text: str) -> bool:
    """Check whether a text is a number."""
    return _NUMBERS.fullmatch(text) is not None


@lru_cache(maxsize=1 << 8)
def is_noise(text: str) -> bool:
    """Check whether a text has only numbers and words about a recording, and so names no song.

    Cached, as every reading of a line asks about the same parts.
    """
    words = fold(text).split()
    if any(word not in _WORDS and not is_number(word) for word in words):  # most names, by their first word
        return False
    noise = [word for word in words if word in _WORDS]
    return not noise or not _VERSION.issuperset(noise)


def ends_in_noise(text: str) -> bool:
    """Check whether the last word of a text may tell of its recording."""
    return fold(text[text.rfind(" ") :]) in _AT_END


def without_noise(text: str) -> str:
    """Return the text without brackets that hold only noise, and without noise at its end."""
    if any(bracket in text for bracket in "([{【〔"):
        shorter = _BRACKETED.sub(lambda found: "" if is_noise(found[0]) else found[0], text)
        text = shorter if fold(shorter) else text
    words = _MUSIC_VIDEO.sub(r"\1\2", text).split(" ")
    kept = len(words)
    while kept and _AT_END.issuperset(fold(words[kept - 1]).split()):
        kept -= 1
    gone = fold(" ".join(words[kept:])).split()
    # One such word may belong to the title: "Video Games", "Video" by India.Arie.
    surely = bool(gone) and (_CODES.issuperset(gone) or (len(gone) > 1 and not _VERSION.issuperset(gone)))
    return " ".join(words[:kept]).rstrip(EDGES) if kept and surely else text


def without_brackets(text: str) -> str:
    """Return the text without any brackets, or the text if nothing is outside them."""
    shorter = _BRACKETED.sub("", text).strip()
    return shorter if fold(shorter) else text
