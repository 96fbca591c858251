"""The songs of a weekly mail, to be played: by the mail's own link, or the latest of a listener."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from shared.domain.offers import Offers, offers
from shared.model.colours import Colours
from shared.model.model import Model
from shared.ports import Records
from shared.record_kinds import SENT_DIGESTS
from shared.records.sent_digests import Progress, SentDigest

_ARRIVED = {Progress.SENT, Progress.DOUBTFUL}

_LATEST = 3
"""Mails that are looked at for one that was sent."""


class MailRequest(Struct, forbid_unknown_fields=True):
    """The token of a mail's link."""

    token: Annotated[str, Meta(min_length=1, max_length=2_000)]


class MailedSong(Struct, gc=False):
    """A song of a weekly mail."""

    uri: str
    name: str
    artist: str
    listen: Offers
    colours: Colours | None
    """Of its place on the map; null if that is unknown."""


class MailedList(Struct):
    """A weekly mail that was sent."""

    search: str
    """The id of its list, by which its songs are rated."""
    sent_at: datetime
    songs: list[MailedSong]
    """Those that the catalogue still has."""


class MailedResponse(Struct):
    """The latest weekly mail of a listener; null if there was none."""

    mail: MailedList | None


def latest_mailed(records: Records, listener: str) -> SentDigest | None:
    """Read the latest mail of a listener that was sent, None if there was none."""
    page = records.page(
        SENT_DIGESTS.name, where={"listener": listener}, order_by="due_at", descending=True, limit=_LATEST
    )
    found = (SentDigest.of(record.fields) for record in page.records)
    return next((each for each in found if each.progress in _ARRIVED), None)


def mailed_list(mailed: SentDigest, model: Model) -> MailedList:
    """Return a mail with its songs as the catalogue has them now."""
    indices = model.indices_of([song.id for song in mailed.songs])
    described = zip(model.tracks(indices), model.atlas.colours_of(indices), strict=True)
    songs = [MailedSong(each.id, each.name, each.artist, offers(each), colours) for each, colours in described]
    return MailedList(mailed.id, mailed.claimed_at, songs)
