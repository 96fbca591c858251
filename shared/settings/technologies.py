"""The technologies behind the ports: the URL that selects each, and the function that builds it on demand."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar
from urllib.parse import unquote

from shared.domain.return_path import ReturnPath
from shared.errors import InvalidSettings
from shared.ports import (
    DeadLetters,
    EventBus,
    FeatureSource,
    ListeningHistory,
    Mailer,
    ObjectStore,
    Records,
    ScheduledTick,
    TrackNames,
)

if TYPE_CHECKING:
    from shared.adapters.sqlite_bus import SqliteBus

T = TypeVar("T")

BuildBus = Callable[["SqliteBus | None"], EventBus]
"""Builds a bus, or returns the one in the file of records, where there is such a file."""

BuildNames = Callable[[str, str], TrackNames]
"""Builds a TrackNames from the id and the secret of an app."""


@dataclass(frozen=True, slots=True)
class Sending:
    """The settings of mails that do not depend on who delivers them, and SendGrid's key, which may be empty."""

    sender: str
    """As "NAME <ADDRESS>" or an address alone."""
    reply_to: str = ""
    """In the same form; empty where answers go to the sender."""
    key: str = field(default="", repr=False)
    return_path: ReturnPath | None = None
    """Where mails over SMTP bounce to; None where they bounce to the sender."""


BuildMailer = Callable[[Sending], Mailer]
"""Builds a mailer."""


@dataclass(frozen=True, slots=True)
class Technology(Generic[T]):
    """One implementation of a port: form and pattern of its URL, and the builder that takes the URL's groups."""

    form: str
    url: str
    build: Callable[..., T]


def _sqlite(path: str) -> Records:
    from shared.adapters.sqlite_records import SqliteRecords

    return SqliteRecords(Path(path))


def _firestore(project: str, database: str) -> Records:
    from shared.adapters.firestore_records import FirestoreRecords

    return FirestoreRecords.connect(project, database)


def _sqlite_bus(path: str) -> "SqliteBus":
    from shared.adapters.sqlite_bus import SqliteBus

    return SqliteBus(Path(path))


def _local_files(path: str) -> ObjectStore:
    from shared.adapters.local_files import LocalFiles

    return LocalFiles(Path(path))


def _gcs(bucket: str) -> ObjectStore:
    from shared.adapters.gcs_objects import GcsObjects

    return GcsObjects.connect(bucket)


def _reccobeats() -> FeatureSource:
    from shared.adapters.reccobeats import ReccoBeats

    return ReccoBeats()


def _listenbrainz(origin: str) -> ListeningHistory:
    from shared.adapters.cached_history import CachedHistory
    from shared.adapters.listenbrainz import ListenBrainz

    return CachedHistory(ListenBrainz(origin))


def _spotify(origin: str) -> BuildNames:
    from shared.adapters.cached_names import CachedNames
    from shared.adapters.spotify_names import SpotifyNames

    return lambda app_id, app_secret: CachedNames(SpotifyNames(app_id, app_secret, origin))


def _inline() -> BuildBus:
    def build(beside_records: "SqliteBus | None") -> EventBus:
        if beside_records is None:
            raise InvalidSettings(
                "SEGUE_EVENTS cannot be used with these records",
                expected="records in a file, sqlite:///PATH, where inline: stores messages",
                found="inline: with other records",
                cure="set SEGUE_EVENTS to pubsub://PROJECT",
            )
        return beside_records

    return build


def _pubsub(project: str) -> BuildBus:
    from shared.adapters.pubsub_bus import PubsubBus

    return lambda _: PubsubBus.connect(project)


def _pubsub_dead_letters(project: str) -> DeadLetters:
    from shared.adapters.pubsub_dead_letters import PubsubDeadLetters

    return PubsubDeadLetters.connect(project)


def _outbox(path: str) -> BuildMailer:
    from shared.adapters.mail_folder import MailFolder
    from shared.adapters.mime import reply_to_of, sender_of

    return lambda mails: MailFolder(Path(path), sender_of(mails.sender), reply_to=reply_to_of(mails.reply_to))


def _smtp(tls: str, user: str | None, password: str | None, host: str, port: str) -> BuildMailer:
    from shared.adapters.mime import reply_to_of, sender_of
    from shared.adapters.smtp import Smtp, SmtpServer
    from shared.stopping import STOPPING

    server = SmtpServer(host, int(port), unquote(user or ""), unquote(password or ""), bool(tls))
    return lambda mails: Smtp(
        server,
        sender_of(mails.sender),
        reply_to=reply_to_of(mails.reply_to),
        return_path=mails.return_path,
        stopping=STOPPING.is_set,
    )


def _sendgrid(host: str | None, sandbox: str | None) -> BuildMailer:
    from shared.adapters.mime import reply_to_of, sender_of
    from shared.adapters.sendgrid_mail import HOST, SendGrid

    place = f"https://{host}" if host else HOST
    return lambda mails: SendGrid(
        mails.key,
        sender_of(mails.sender),
        reply_to=reply_to_of(mails.reply_to),
        host=place,
        sandbox=bool(sandbox),
    )


def _scheduler(project: str, location: str, job: str) -> ScheduledTick:
    from shared.adapters.scheduler import SchedulerJob

    return SchedulerJob.connect(project, location, job)


_PROJECT = r"((?:[a-z0-9.\-]+:)?[a-z][a-z0-9\-]{4,28}[a-z0-9])"
_DATABASE = r"(\(default\)|[a-z][a-z0-9\-]{2,61}[a-z0-9])"
_BUCKET = r"([a-z0-9][a-z0-9._\-]{1,220}[a-z0-9])"
_SMTP = r"smtp(s?)://(?:([^:@/\s]+):([^:@/\s]+)@)?([A-Za-z0-9.\-]+):([0-9]{1,5})"
_SMTP_FORM = "://HOST:PORT or with USER:PASSWORD@ before HOST"
_HOST = r"[A-Za-z0-9.\-]+(?::[0-9]{1,5})?"
_SENDGRID = r"sendgrid:(?://(api(?:\.eu)?\.sendgrid\.com))?(\?sandbox)?"

# Each technology is imported by the function that builds it, so that no instance loads another's library.
RECORDS: Mapping[str, Technology[Records]] = {
    "sqlite": Technology("sqlite:///PATH", r"sqlite:///(.+)", _sqlite),
    "firestore": Technology("firestore://PROJECT/DATABASE", rf"firestore://{_PROJECT}/{_DATABASE}", _firestore),
}
SQLITE_BUSES: Mapping[str, Technology["SqliteBus"]] = {
    "sqlite": Technology("sqlite:///PATH", RECORDS["sqlite"].url, _sqlite_bus),
}
"""With such records and the bus `inline:`, a record and its message are one transaction."""
OBJECTS: Mapping[str, Technology[ObjectStore]] = {
    "file": Technology("file:///PATH", r"file:///(.+)", _local_files),
    "gs": Technology("gs://BUCKET", rf"gs://{_BUCKET}", _gcs),
}
EVENTS: Mapping[str, Technology[BuildBus]] = {
    "inline": Technology("inline:", r"inline:", _inline),
    "pubsub": Technology("pubsub://PROJECT", rf"pubsub://{_PROJECT}", _pubsub),
}
DEAD_LETTERS: Mapping[str, Technology[DeadLetters]] = {
    "pubsub": Technology("pubsub://PROJECT", EVENTS["pubsub"].url, _pubsub_dead_letters),
}
"""For buses that hold dead letters apart; the bus in the file of records is its own."""
MAIL: Mapping[str, Technology[BuildMailer]] = {
    "outbox": Technology("outbox:///PATH", r"outbox:///(.+)", _outbox),
    "smtp": Technology(f"smtp{_SMTP_FORM}", _SMTP, _smtp),
    "smtps": Technology(f"smtps{_SMTP_FORM}", _SMTP, _smtp),
    "sendgrid": Technology("sendgrid: or sendgrid:?sandbox", _SENDGRID, _sendgrid),
}
FEATURE_SOURCES: Mapping[str, Technology[FeatureSource]] = {
    "reccobeats": Technology("reccobeats:", r"reccobeats:", _reccobeats),
}
HISTORIES: Mapping[str, Technology[ListeningHistory]] = {
    "https": Technology("https://HOST", rf"(https://{_HOST})", _listenbrainz),
    "http": Technology("http://HOST", rf"(http://{_HOST})", _listenbrainz),
}
"""Addresses of ListenBrainz' API, or of a server that speaks it."""
NAMES: Mapping[str, Technology[BuildNames]] = {
    "https": Technology("https://HOST", rf"(https://{_HOST})", _spotify),
    "http": Technology("http://HOST", rf"(http://{_HOST})", _spotify),
}
"""Addresses of Spotify's Web API, or of a server that speaks it and issues the tokens, too."""
SCHEDULES: Mapping[str, Technology[ScheduledTick]] = {
    "scheduler": Technology(
        "scheduler://PROJECT/LOCATION/JOB",
        rf"scheduler://{_PROJECT}/([a-z]+-[a-z]+[0-9]+)/([A-Za-z0-9_\-]{{1,500}})",
        _scheduler,
    ),
}


def chosen(url: str, technologies: Mapping[str, Technology[T]]) -> Callable[[], T] | None:
    """Return the builder of the technology that a URL selects, or None if there is none."""
    technology = technologies.get(url.partition(":")[0])
    if technology is None or (parts := re.fullmatch(technology.url, url)) is None:
        return None
    return lambda: technology.build(*parts.groups())
