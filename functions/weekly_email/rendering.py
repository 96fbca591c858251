"""Write a digest as a mail: HTML and plain text from two templates; what it says was decided before."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from shared.domain.mail import Mail
from shared.domain.subscription import Schedule, Subscription
from shared.domain.track import Track, join_names
from shared.records.sent_digests import Mailed, MailedSong, rating_token, rating_url
from shared.web.mail_links import unsubscribe_url
from shared.web.tokens import Tokens

from .digest import Digest

MOST_NAME_CHARACTERS = 60
"""Of a title in a subject: the rest is in the mail."""

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
"""Line ends, and marks of direction that would turn the words around a title too."""


class Rendering:
    """The templates, read once, and what is the same in every mail."""

    def __init__(self, *, site_url: str, postal_address: str, tokens: Callable[[], Tokens]) -> None:
        self._site_url = site_url
        self._postal_address = postal_address
        self._tokens = tokens
        self._html = _template("digest.html.j2", autoescape=True)
        self._text = _template("digest.txt.j2", autoescape=False)

    def write(self, digest: Digest, mailed: Mailed, schedule: Schedule, address: str) -> Mail:
        """Write the mail that shows a digest; `mailed` is the record that its rating links lead back to."""
        tokens = self._tokens()
        unsubscribe = unsubscribe_url(self._site_url, tokens, mailed.listener)
        said = {
            "digest": digest,
            "subject": subject_of(digest),
            "heading": heading_of(digest),
            "site_url": self._site_url,
            "postal_address": self._postal_address,
            "unsubscribe_url": unsubscribe,
            "schedule": f"every {_DAYS[schedule.weekday]} at {schedule.hour:02}:00 ({schedule.time_zone})",
            "rate": partial(_rate, self._site_url, rating_token(tokens, mailed)),
        }
        return Mail(
            id=mailed.id,
            to=address,
            subject=subject_of(digest),
            text=self._text.render(said),
            html=self._html.render(said),
            unsubscribe_url=unsubscribe,
        )


def mailed_of(digest: Digest, subscription: Subscription, now: datetime) -> Mailed:
    """Give the record of a digest that is about to be sent."""
    songs = tuple(MailedSong(song.track.id, one_line(song.track.title)) for song in digest.songs)
    return Mailed(subscription.listener, subscription.due_at, now, songs)


def subject_of(digest: Digest) -> str:
    """Give a subject that says what is inside, and nothing else."""
    count = len(digest.songs)
    names = join_names([f"“{short(track.name)}”" for track in digest.seeds[:2]])
    return f"{_NUMBERS[count]} {'song' if count == 1 else 'songs'} to go with {names}"


def heading_of(digest: Digest) -> str:
    """Give the heading above the songs; what they go with is said below it."""
    count = len(digest.songs)
    return f"Your {_NUMBERS[count].lower()} songs this week" if count > 1 else "Your song this week"


def short(text: str) -> str:
    """Give a text in one line of MOST_NAME_CHARACTERS at most."""
    line = one_line(text)
    return line if len(line) <= MOST_NAME_CHARACTERS else f"{line[: MOST_NAME_CHARACTERS - 1].rstrip()}…"


def one_line(text: str) -> str:
    """Give a text without line ends and other characters that nobody sees, but that move what is around them."""
    return " ".join(_CONTROL.sub(" ", text).split())


def listen_url(track: Track) -> str:
    """Give the address that opens a track in Spotify."""
    return f"https://open.spotify.com/track/{track.id}"


def _rate(site_url: str, token: str, track: Track, opinion: str) -> str:
    return rating_url(site_url, token, track.id, opinion)


def _template(name: str, *, autoescape: bool) -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=autoescape,  # noqa: S701 - the plain text is the one that is not escaped
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["listen"] = listen_url
    environment.filters["line"] = one_line
    return environment.get_template(name)
