"""Render a digest as a mail, in HTML and plain text, from two templates; its content was decided before."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from shared.digest.digest import Digest, Song, names_of
from shared.digest.tiles import Tile, tile_of
from shared.domain.mail import Mail
from shared.domain.offers import Link, offers
from shared.domain.subscription import Schedule, Subscription
from shared.domain.track import Track, join_names
from shared.records.sent_digests import SentDigest, SentSong, played_url, rating_page_url, rating_token, rating_url
from shared.web.addresses import Addresses
from shared.web.mail_links import unsubscribe_url
from shared.web.mail_templates import mail_template, wrapped
from shared.web.tokens import Tokens

MOST_NAME_CHARACTERS = 60
"""The longest title in a subject; the mail has the rest."""

SONGS_OF_A_PREHEADER = 3

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
"""Line ends, and marks of direction that would turn the words around a title, too."""


class Rendering:
    """The templates, read once, and the values that are the same in every mail."""

    def __init__(self, *, addresses: Addresses, postal_address: str, tokens: Callable[[], Tokens]) -> None:
        self._addresses = addresses
        self._postal_address = postal_address
        self._tokens = tokens
        folder = Path(__file__).parent
        self._html = mail_template(folder / "digest.html.j2", listen_link, one_line, tile)
        self._text = mail_template(folder / "digest.txt.j2", listen_link, one_line, wrapped)

    def write(self, digest: Digest, mailed: SentDigest, schedule: Schedule, address: str) -> Mail:
        """Return the mail that shows a digest; its rating links lead back to the record `mailed`."""
        tokens, answering = self._tokens(), self._addresses.functions
        unsubscribe, token = unsubscribe_url(answering, tokens, mailed.listener), rating_token(tokens, mailed)
        values = {
            "digest": digest,
            "subject": subject_of(digest),
            "heading": heading_of(digest),
            "preheader": preheader_of(digest),
            "site_url": self._addresses.site,
            "postal_address": self._postal_address,
            "account_url": f"{self._addresses.site}/account.html",
            "unsubscribe_url": unsubscribe,
            "schedule": f"every {schedule.in_words}",
            "rate": partial(_rate, answering, token),
            "rate_all_url": rating_page_url(answering, token),
            "play_url": played_url(self._addresses.site, token),
        }
        return Mail(
            id=mailed.id,
            to=address,
            subject=subject_of(digest),
            text=self._text.render(values),
            html=self._html.render(values),
            unsubscribe_url=unsubscribe,
        )


def sent_digest_of(digest: Digest, subscription: Subscription, now: datetime) -> SentDigest:
    """Return the record of a digest that is about to be sent."""
    songs = tuple(SentSong(song.track.id, one_line(song.track.title)) for song in digest.songs)
    return SentDigest(subscription.listener, subscription.mail_due_at, now, songs)


def subject_of(digest: Digest) -> str:
    """Return a subject that names the content, and nothing else."""
    count = len(digest.songs)
    names = join_names(names_of(digest.seeds, digest.stands_for, short)[:2])
    return f"{_NUMBERS[count]} {'song' if count == 1 else 'songs'} to go with {names}"


def heading_of(digest: Digest) -> str:
    """Return the heading above the songs."""
    count = len(digest.songs)
    return f"Your {_NUMBERS[count].lower()} songs this week" if count > 1 else "Your song this week"


def preheader_of(digest: Digest) -> str:
    """Return the line that an inbox shows beside the subject, which names seeds: songs of the mail."""
    songs = [f"“{short(song.track.name)}”" for song in digest.songs[:SONGS_OF_A_PREHEADER]]
    more = len(digest.songs) - len(songs)
    return f"{join_names([*songs, f'{more} more'] if more else songs)}, each with the reason."


def short(text: str) -> str:
    """Return a text in one line of MOST_NAME_CHARACTERS at most."""
    line = one_line(text)
    return line if len(line) <= MOST_NAME_CHARACTERS else f"{line[: MOST_NAME_CHARACTERS - 1].rstrip()}…"


def one_line(text: str) -> str:
    """Return a text without line ends and other invisible characters that move the text around them."""
    return " ".join(_CONTROL.sub(" ", text).split())


def listen_link(track: Track) -> Link | None:
    """Return the best link of a track, None for an invented one."""
    return next(iter(offers(track).links), None)


def tile(song: Song) -> Tile:
    """Return the tile of a song."""
    return tile_of(song.track.name, song.colours)


def _rate(functions: str, token: str, track: Track, opinion: str) -> str:
    return rating_url(functions, token, track.id, opinion)
