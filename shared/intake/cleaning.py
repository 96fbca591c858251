"""Removal of what people write around a song's name: numbering, times, markdown, emoji, phrases of other apps."""

import html
import re
import unicodedata
from collections.abc import Iterator

_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
_KEYCAP = re.compile(r"(\d)\u20e3")
PICTURES = (
    "\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\U0001f000-\U0001faff"
)
"""Arrows, signs, geometric shapes and emoji, as they stand in brackets of a pattern."""
_PICTURES = re.compile(f"[{PICTURES}]+")
_WORD = re.compile(r"\w")
_LETTERS = re.compile(r"[^\W\d_]|\d{2}")
_ENTITY = re.compile(r"&(?:\w{2,8}|#\d{1,6});")
_BLANKS = re.compile(r"[^\S\t]+")
_LINK = re.compile(r"!?\[([^\[\]]+)\]\([^()\s]*\)")
_ADDRESS = re.compile(r"[(<\[]?\b(?:https?://|www\.)\S+", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_EMPHASIS = re.compile(r"\*\*|__|~~|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
_EXTENSION = re.compile(
    r"\.(?:mp[34]|m4[abpv]|flac|ogg|oga|opus|wav|wma|aac|aiff?|alac|ape|webm|mkv|avi|mov|flv|wv|mka|mpc|dsf)\b"
    r"(?:\s*\(?[\d.,]+\s*[KMG]i?B\)?)?$",
    re.IGNORECASE,
)
_FOLDERS = re.compile(r"^.*[/\\](?![/\\ _])")
_CLOCK = r"(?:\d{1,2}:)?\d{1,3}:\d{2}(?:\s?[ap]\.?m\.?)?"
_SPAN = rf"{_CLOCK}(?:\s*[-–—]\s*{_CLOCK})?"
_DATE = r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
_CHAT = re.compile(
    rf"^(?:\[?{_DATE}[,T]?\s+{_CLOCK}\]?\s*(?:[-–—]\s*)?|\[{_CLOCK},\s*{_DATE}\]\s*)"
    r"(?:[^:<>]{1,40}:\s+)?"
    rf"|^\[{_CLOCK}\]\s*(?:<[^<>]{{1,40}}>|[^:\-–—]{{1,40}}:)\s+|^<[^<>]{{1,40}}>\s+|^@\w{{1,40}}:?\s+",
    re.IGNORECASE,
)
_LEAD = re.compile(
    rf"^(?:[(\[]{_SPAN}[)\]]|{_SPAN}(?![\d:]))\s*(?:[-–—|:.]\s+)?"
    r"|^[-–—*•·◦‣▪●■>#=+]+\s+|^[>|]+\s*"
    r"|^\d{1,4}\s*[|;]\s*(?=\S.*[|;])"
    r"|^(?:\(\d{1,4}\)|\[\d{1,4}\]|\d{1,4}[.):\]])\s+|^\d{1,3}[.)](?=[^\W\d])"
    r"|^(?:[№#]|no\.|nr\.|track|tr\.?|side [a-d])\s?\d{1,4}"
    r"(?:[.:)]\s*|\s*[-–—:]?\s+(?=.*(?: [-–—|] | by |\t)))"
    r"|^[a-d]\d{1,2}[.):]?\s+(?=\S.*\s[-–—]\s)",
    re.IGNORECASE,
)
"""A time or a span of times, bullets, numbers, the sides of a record."""
_NUMBER_COLUMN = re.compile(r"^0?\d{1,3}\s*[-–—_.]\s*(?=.*(?:\s[-–—]\s|\S[-–—]\S|\t))|^\d{1,3} ?\t ?(?=.*\t)")
"""A number set off like an artist, which it cannot be where artist and title follow: "07 - Artist - Title"."""
_BARE_NUMBER = re.compile(r"^#?\d{1,4}\s*[-–—_.:)]?\s+(?=\S)")
_SPOKEN = re.compile(
    r"^(?:#?\s?now\s?playing|#?np|currently (?:playing|listening to)|listen(?:ing)? to|check out|playing"
    r"|i(?:'|’)?m listening to|i used (?:@?shazam|#shazam) to discover"
    r"|hör dir|jetzt läuft|escucha(?:ndo)?|écoutez?|ascolta"
    r"|ouça|luister naar|słucham|слушаю)\s*(?:[:：]\s*|\s)(?=\S)"
    r"|^(?:song|track|titel|title|morceau|canción|música|brano|recommendation)\s*[:：]\s*(?=\S)",
    re.IGNORECASE,
)
_NAMES_OF_SERVICES = (
    "spotify|apple music|youtube music|youtube|deezer|tidal|soundcloud|amazon music|shazam|bandcamp|genius lyrics"
    "|genius|last.fm|lastfm|qobuz|pandora|napster|itunes|audiomack|anghami|boomplay|jiosaavn|gaana"
)
_SERVICES = tuple(_NAMES_OF_SERVICES.split("|"))
_SERVICE = f"(?:{'|'.join(map(re.escape, _SERVICES))})"
_SHOWN_ON = re.compile(
    r"\s*[|·,–—-]?\s*(?:\b(?:(?:available|streaming|an|now|jetzt)\s+)?"
    rf"(?:on|auf|en|sur|su|no|na|op|på|via|at|from|in|в)\s+)?@?\b{_SERVICE}[.!]?$",
    re.IGNORECASE,
)
_SONG_BY = re.compile(
    r"\s*[,·–—-]?\s+(?:a |an |the )?(?:new )?"
    r"(?:song and lyrics|song|single|ep|track|lyrics|musik|lied|chanson|canción|música)"
    r"\s*(?:by|von|par|de|di|por|van|av)\s+",
    re.IGNORECASE,
)
COUNTED = (
    r"(?:plays?|views?|streams?|scrobbles?|times|listens?|listeners|likes?|spins|votes?|points|pts|stars|aufrufe"
    r"|wiedergaben|vues|écoutes|reproducciones|visualizações|ascolti|visualizzazioni|weergaven|visningar|odtworzeń"
    r"|просмотров|прослушиваний|回視聴|次播放|回再生)"
)
_COUNT = re.compile(
    r"\s*[-–—|,·:]?\s*[(\[]?(?:(?<![\d+])\d{1,3}(?:[., ']?\d{3})*(?:[.,]\d+)?"
    r"\s?(?:k|m|b|mio|mrd|million|thousand)?"
    rf"\s+{COUNTED}|(?:plays?|views?|streams?|count|score)\s*[:=]\s*[\d.,]+|[x×]\s?\d{{1,5}}|\d{{1,5}}\s?[x×])[)\]]?$",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    rf"\s*[-–—|,·/]?\s*(?:[(\[]\s*{_CLOCK}\s*[)\]]|(?<!\d){_CLOCK})$|\s+\d{{1,2}}\s?m(?:in)?\s?\d{{1,2}}\s?s(?:ec)?$"
)
_TAGS = re.compile(r"(?:\s+#\w+)+$")
_STARS = re.compile(r"\s*(?:\(?\d{1,2}(?:[.,]\d)?\s?/\s?\d{1,2}\)?)$")
_DIGIT = re.compile(r"\d")
_LONGEST_SPEAKER = 30
"""Letters of a name before what somebody said."""
_ENDS = " \t-–—|,;:·•/~_=>"


def visible(line: str) -> str:
    """Return a line in composed, half-width characters, without marks of direction, emoji and markdown."""
    text = line
    if not text.isascii():
        text = _KEYCAP.sub(r"\1. ", _INVISIBLE.sub("", text))
        text = (
            unicodedata.normalize("NFKC", _PICTURES.sub(" ", text))
            if _WORD.search(_PICTURES.sub("", text))
            else text
        )
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    if "<" in text:
        text = _kept(_TAG.sub(" ", text), text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if any(mark in text for mark in "*_`~"):
        text = _EMPHASIS.sub("", text if " " in text else text.replace("_", " "))
    return _BLANKS.sub(" ", text).strip()


def bare(text: str) -> str:
    """Return a visible line without what surely is no part of a name; the line itself if nothing would be left."""
    before, text = None, _without_file(_CHAT.sub("", text))
    while text != before:
        before = text
        text = _kept(_LEAD.sub("", text, count=1), text)
        text = _kept(_NUMBER_COLUMN.sub("", text, count=1), text)
    text = _kept(_SPOKEN.sub("", text), text)
    return _without_tail(_SONG_BY.sub(" by ", text, count=1))


def bolder(text: str) -> list[str]:
    """Return the line without what may also belong to a name: a bare number, a speaker before a colon."""
    found = []
    if number := _BARE_NUMBER.match(text):
        found.append(text[number.end() :])
    speaker, colon, said = text.partition(": ")
    if colon and len(speaker) <= _LONGEST_SPEAKER and any(mark in said for mark in (" - ", " – ", " — ", " by ")):
        found.append(said)
    return [each for each in found if _WORD.search(each)]


def _without_file(text: str) -> str:
    """Return the name in the name of a sound file, or the text if it is none."""
    if not _EXTENSION.search(text):
        return text
    name = _FOLDERS.sub("", _EXTENSION.sub("", text))
    return name if " " in name and "_" not in name else name.replace("_", " ")


def _without_tail(text: str) -> str:
    before = None
    while text != before:
        before = text
        for tail in _tails(text):
            text = _kept(tail.sub("", text).rstrip(_ENDS), text)
        text = _kept(text.rstrip(_ENDS), text)
    return text


def _tails(text: str) -> Iterator[re.Pattern[str]]:
    """Yield the patterns that may match: to look at a letter or two first halves the time of a line."""
    lower = text.lower()
    if "://" in text or "www." in lower:
        yield _ADDRESS
    if "#" in text:
        yield _TAGS
    if lower.rstrip(".!").endswith(_SERVICES):
        yield _SHOWN_ON
    if _DIGIT.search(text):
        yield from (_COUNT, _LENGTH, _STARS)


def _kept(shorter: str, text: str) -> str:
    """Return the shorter text if it holds a word of letters, else the text."""
    return shorter if _LETTERS.search(shorter) else text
