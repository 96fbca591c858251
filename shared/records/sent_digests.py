"""Sent digests: one record for each listener and due moment, created before the mail is sent.

The record keeps a mail from being sent twice and a song from being mailed twice, and a mail's rating links lead
back to it. A link carries a signed token, and only a POST acts, as scanners of mail open every link.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from shared.domain.search import JSON
from shared.errors import NotFound
from shared.ports import Record, Records
from shared.record_kinds import SENT_DIGEST_KEPT, SENT_DIGESTS
from shared.records.counters import count_once
from shared.records.days import MAILS_OPENED, of_day
from shared.web.tokens import Tokens

FOLLOWED = "followed"
"""The field of a mail's record that says that one of its links was followed."""

RATE = "rate-mailed"
"""Purpose of the token in a mail's rating links: whoever holds the mail may rate its songs."""


class Progress(StrEnum):
    """The progress of a digest."""

    CLAIMED = "claimed"
    """About to be sent; if it stays so, its sender died, and whether the mail was sent is unknown."""
    SENT = "sent"
    REFUSED = "refused"
    """The mailer will never deliver to its address."""
    DOUBTFUL = "doubtful"
    """Its sender died, or the mailer's answer was lost: treated as sent."""
    GIVEN_UP = "given-up"
    """Not sent: its address took no mail for days."""


@dataclass(frozen=True, slots=True)
class SentSong:
    """A song in a mail."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class SentDigest:
    """One listener's digest for one due time."""

    listener: str
    due_at: datetime
    claimed_at: datetime
    songs: tuple[SentSong, ...]
    progress: Progress = Progress.CLAIMED

    @property
    def key(self) -> str:
        """The key of its record."""
        return sent_digest_key(self.listener, self.due_at)

    @property
    def id(self) -> str:
        """The id of the mail and of the list it shows, the same for each attempt to send it."""
        return sent_digest_id(self.key)

    def to_fields(self) -> dict[str, JSON]:
        """Return the fields of the record that keeps it."""
        return {
            "listener": self.listener,
            "due_at": _written(self.due_at),
            "claimed_at": _written(self.claimed_at),
            "progress": self.progress.value,
            "search": self.id,
            "songs": [{"id": song.id, "title": song.title} for song in self.songs],
        }

    @classmethod
    def of(cls, fields: Mapping[str, JSON]) -> "SentDigest":
        """Read a digest back from the fields of its record."""
        songs = fields["songs"]
        return cls(
            listener=str(fields["listener"]),
            due_at=datetime.fromisoformat(str(fields["due_at"])),
            claimed_at=datetime.fromisoformat(str(fields["claimed_at"])),
            songs=tuple(
                SentSong(str(song["id"]), str(song["title"]))
                for song in (songs if isinstance(songs, list) else [])
                if isinstance(song, dict)
            ),
            progress=Progress(str(fields["progress"])),
        )


def sent_digest_key(listener: str, due_at: datetime) -> str:
    """Return the key of a listener's digest for a due moment."""
    return f"{listener}.{due_at.astimezone(UTC):%Y%m%dT%H%M%S}"


def sent_digest_id(key: str) -> str:
    """Return the id of a digest's mail and list, which does not reveal the listener."""
    return f"mail-{hashlib.sha256(key.encode()).hexdigest()[:24]}"


def rating_token(tokens: Tokens, mailed: SentDigest) -> str:
    """Return the token of a mail's rating links."""
    return tokens.issue(RATE, mailed.key)


def rating_page_url(functions: str, token: str) -> str:
    """Return the address of the page that leads to a rating of each song of a mail."""
    return f"{functions}/api/feedback/mailed?token={token}"


def rating_url(functions: str, token: str, track_id: str, opinion: str) -> str:
    """Return the address of the page that asks to confirm a rating."""
    # A token and an id are of characters that need no quoting, and a mail has forty of these addresses.
    return f"{rating_page_url(functions, token)}&track={track_id}&opinion={opinion}"


def played_url(site_url: str, token: str) -> str:
    """Return the address of the page that plays a mail's songs; its fragment reaches no server and no log."""
    return f"{site_url}/week.html#mail={token}"


def sent_digest_by_token(records: Records, tokens: Tokens, token: str) -> SentDigest:
    """Return the digest that a rating link belongs to.

    Raises NotSignedIn for an invalid token, NotFound if the digest is not stored any more.
    """
    record = records.get(SENT_DIGESTS.name, tokens.read(RATE, token, SENT_DIGEST_KEPT.total_seconds()))
    if record is None:
        raise NotFound(
            "This mail is not kept any more",
            expected=f"a mail of the last {SENT_DIGEST_KEPT.days} days",
            found="an older one",
        )
    return SentDigest.of(record.fields)


def note_followed(records: Records, mailed: SentDigest, now: datetime) -> None:
    """Count a mail as opened on the day when one of its links is followed for the first time."""

    def followed(before: Record) -> Record | None:
        seen = before.fields.get(FOLLOWED)
        return None if seen else Record(before.key, {**before.fields, FOLLOWED: True}, before.expires_at)

    count_once(
        records, (SENT_DIGESTS.name, mailed.key), followed, [of_day(records, now, mailed.id, {MAILS_OPENED: 1})]
    )


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
