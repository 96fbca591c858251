"""Lines that frame the songs of a chat or of a language model's answer: names, notices, sentences below a list."""

import re
from collections.abc import Sequence

from shared.intake.stanzas import Numbered

_TELEGRAM = re.compile(r".{1,64}, \[\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}:\d{2}(?::\d{2})?(?: [AP]M)?\]:?")
"""The line above a message copied from Telegram: its sender and its time."""

_OF_TELEGRAM = re.compile(r"\[(?:In reply to|Forwarded from) .+\]|Forwarded from .+", re.IGNORECASE)

_WHATSAPP = re.compile(
    r"[\u200e\ufeff]?\[?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d{2}(?:[:.]\d{2})?"
    r"(?:[\s\u202f][AaPp]\.?[Mm]\.?)?(?:\]| -) (?P<message>.+)"
)
_SENDER = re.compile(r"(?P<sender>[^:]{1,64}): (?P<text>.*)")
_LEFT_OUT = re.compile(r"\u200e?<[^<>]+>")
"""The words in place of a picture or a voice message."""

_ITEM = re.compile(r"\s*(?:\(?\d{1,4}[.):]\s|[-*•·–—◦‣▪●♪♫]\s)")
_FEWEST_ITEMS = 2
_LONGEST_SENTENCE = 300
_SENTENCE = re.compile(r"(?:(?:\S+\s+){5,}\S+|(?:enjoy|happy)\b.+)[.!?…][\s\W]*", re.IGNORECASE)
"""Six words or more that end as a sentence does, for few titles are so long; or the usual short wish."""

_NAMES = re.compile(r"\s[-–—|]\s|://")


def without_chatter(lines: Sequence[Numbered]) -> list[Numbered]:
    """Return the lines without those that only frame the songs."""
    return _without_closing(_without_notices(_without_senders(lines)))


def _without_senders(lines: Sequence[Numbered]) -> list[Numbered]:
    """Leave out the lines with which Telegram heads each message."""
    if not any(_TELEGRAM.fullmatch(line.strip()) for _, line in lines):
        return list(lines)
    frames = (_TELEGRAM, _OF_TELEGRAM)
    return [each for each in lines if not any(frame.fullmatch(each[1].strip()) for frame in frames)]


def _without_notices(lines: Sequence[Numbered]) -> list[Numbered]:
    """Leave out the notices of WhatsApp itself, which nobody sent, and the pictures that it left out."""
    messages = {number: found["message"] for number, line in lines if (found := _WHATSAPP.fullmatch(line.strip()))}
    sent = {number: found["text"] for number, text in messages.items() if (found := _SENDER.fullmatch(text))}
    if not sent:
        return list(lines)
    return [
        (number, line)
        for number, line in lines
        if number not in messages or (number in sent and not _LEFT_OUT.fullmatch(sent[number].strip()))
    ]


def _without_closing(lines: Sequence[Numbered]) -> list[Numbered]:
    """Leave out the sentences below a list, after a blank line, as language models end."""
    items = [place for place, (_, line) in enumerate(lines) if _ITEM.match(line)]
    if len(items) < _FEWEST_ITEMS:
        return list(lines)
    end = next((place for place in range(items[-1], len(lines)) if not lines[place][1].strip()), len(lines))
    return [each for place, each in enumerate(lines) if place < end or not _is_sentence(each[1].strip())]


def _is_sentence(line: str) -> bool:
    return len(line) <= _LONGEST_SENTENCE and bool(_SENTENCE.fullmatch(line)) and not _NAMES.search(line)
