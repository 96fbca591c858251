"""The settings: read once from the environment, validated as a whole; they build the adapters they name.

A file or folder is written as in `sqlite:///var/segue.db`: after three slashes the path is relative to the working
directory, after four it is absolute.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from shared.domain.return_path import ReturnPath
from shared.errors import InvalidSettings
from shared.messaging.outbox import StoreThenPublish, TransactionalOutbox
from shared.messaging.push import CheckToken
from shared.ports import (
    DeadLetters,
    EventBus,
    FeatureSource,
    ListeningHistory,
    Mailer,
    ObjectStore,
    Records,
    ScheduledTick,
    ShortLinks,
    TrackNames,
)
from shared.settings.technologies import (
    DEAD_LETTERS,
    EVENTS,
    FEATURE_SOURCES,
    HISTORIES,
    MAIL,
    NAMES,
    OBJECTS,
    RECORDS,
    SCHEDULES,
    SQLITE_BUSES,
    Sending,
    Technology,
    chosen,
)
from shared.settings.variables import MIN_SECRET_LENGTH, OFF, ON, VARIABLES, addresses, listed, port, problems
from shared.web.addresses import Addresses

if TYPE_CHECKING:
    from shared.adapters.sqlite_bus import SqliteBus

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a deployment; nothing personal or secret shows in its `repr`.

    >>> Settings.from_environment({"SEGUE_RECORDS": "sqlite:///var/segue.db"}).records_url
    'sqlite:///var/segue.db'
    """

    records_url: str
    objects_url: str
    events_url: str
    site_url: str
    """Scheme and host of the site's pages, without a trailing slash."""
    secrets: tuple[str, ...] = field(repr=False)
    """The first signs tokens, all verify them; empty if unset. Use `signing_secrets`."""
    admins: frozenset[str] = field(repr=False)
    """Mail addresses in lower case."""
    api_url: str = ""
    """Scheme and host at which the functions answer, without a trailing slash; see `addresses`."""
    origins: tuple[str, ...] = ()
    """Further origins whose pages may call the functions."""
    features_url: str = ""
    """The source of audio features; empty where it is off."""
    mail_url: str = field(default="", repr=False)
    """The mail server; it may hold a password."""
    mail_from: str = ""
    """Sender of mails, as "NAME <ADDRESS>" or an address alone."""
    mail_reply_to: str = ""
    """Where answers to mails go, in the same form; empty where they go to the sender."""
    mail_bounces: str = ""
    """The mailbox that mails over SMTP bounce to; empty where they bounce to the sender."""
    postal_address: str = ""
    """The sender's postal address on one line, which the law requires in every mail to subscribers."""
    forwarded_hops: int = 0
    """Number of entries at the end of X-Forwarded-For that the platform writes."""
    push_audience: str = ""
    """The audience of the tokens that pushes carry; empty where functions do not check them."""
    push_account: str = ""
    """The mail address of the service account that pushes."""
    hosts: tuple[str, ...] = ()
    """Names of this host that the local cloud answers to, besides those it knows."""
    rate_factor: float = 1.0
    """Multiple of the requests that each client may make; 0 lifts the limits."""
    sendgrid_key: str = field(default="", repr=False)
    sendgrid_events_key: str = ""
    """The public key that verifies SendGrid's events; empty where they are off."""
    listenbrainz_url: str = OFF
    """The address of ListenBrainz' API, or "off"."""
    spotify_app: tuple[str, str] = field(default=("", ""), repr=False)
    """Id and secret of the app at Spotify by which names of tracks are looked up; empty where that is off."""
    spotify_url: str = "https://api.spotify.com"
    """The address of Spotify's Web API."""
    follows_short_links: bool = True
    schedule_url: str = ""
    """The external job that publishes the hourly tick; empty where there is none."""
    models_folder: str = ""
    """The folder of models that are part of the image, or on a volume; empty where there is none."""
    holdout_key: str = field(default="", repr=False)
    """The secret by which training chooses held-out playlists; empty for a choice that anybody can compute."""
    metabrainz_url: str = "https://data.metabrainz.org"
    """The host of open data that `segue fetch` reads."""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Read the variables of `environ`, by default the process's.

        Raises one InvalidSettings that lists every wrong value and every unknown name.
        """
        given = os.environ if environ is None else environ
        if wrong := problems(given):
            raise InvalidSettings(f"The environment is wrong in {len(wrong)} places: {'; '.join(wrong)}")
        value = {variable.name: given.get(variable.name, variable.default) for variable in VARIABLES}
        return cls(
            records_url=value["SEGUE_RECORDS"],
            objects_url=value["SEGUE_OBJECTS"],
            events_url=value["SEGUE_EVENTS"],
            site_url=value["SEGUE_SITE_URL"].rstrip("/"),
            api_url=value["SEGUE_API_URL"].rstrip("/"),
            origins=tuple(origin.rstrip("/") for origin in listed(value["SEGUE_ORIGINS"])),
            secrets=listed(value["SEGUE_SECRET"]),
            admins=addresses(value["SEGUE_ADMINS"]),
            features_url=value["SEGUE_FEATURES"],
            mail_url=value["SEGUE_MAIL"],
            mail_from=value["SEGUE_MAIL_FROM"],
            mail_reply_to=value["SEGUE_MAIL_REPLY_TO"],
            mail_bounces=value["SEGUE_MAIL_BOUNCES"],
            postal_address=value["SEGUE_POSTAL_ADDRESS"],
            forwarded_hops=int(value["SEGUE_FORWARDED_HOPS"]),
            push_audience=value["SEGUE_PUSH_AUDIENCE"],
            push_account=value["SEGUE_PUSH_ACCOUNT"],
            hosts=listed(value["SEGUE_HOSTS"]),
            rate_factor=float(value["SEGUE_RATE_FACTOR"]),
            sendgrid_key=value["SEGUE_SENDGRID_KEY"],
            sendgrid_events_key=value["SEGUE_SENDGRID_EVENTS_KEY"],
            listenbrainz_url=value["SEGUE_LISTENBRAINZ"],
            spotify_app=(value["SEGUE_SPOTIFY_ID"], value["SEGUE_SPOTIFY_SECRET"]),
            spotify_url=value["SEGUE_SPOTIFY"],
            follows_short_links=value["SEGUE_SHORT_LINKS"] == ON,
            schedule_url=value["SEGUE_SCHEDULE"],
            models_folder=value["SEGUE_MODELS"],
            holdout_key=value["SEGUE_HOLDOUT_KEY"],
            metabrainz_url=value["SEGUE_METABRAINZ"],
        )

    def addresses(self) -> Addresses:
        """Return where the site and the functions are, by default on one host, and who may call them."""
        return Addresses(self.site_url, self.api_url or self.site_url, frozenset(self.origins))

    def records(self) -> Records:
        """Build the Records that `SEGUE_RECORDS` names, anew at each call."""
        return _built("SEGUE_RECORDS", self.records_url, RECORDS)

    def objects(self) -> ObjectStore:
        """Build the ObjectStore that `SEGUE_OBJECTS` names, anew at each call."""
        return _built("SEGUE_OBJECTS", self.objects_url, OBJECTS)

    def events(self) -> EventBus:
        """Build the EventBus that `SEGUE_EVENTS` names, anew at each call; `inline:` is in the file of records.

        Raises InvalidSettings for `inline:` with records that are in no file.
        """
        return _built("SEGUE_EVENTS", self.events_url, EVENTS)(self.sqlite_bus())

    def mailer(self) -> Mailer:
        """Build the Mailer that `SEGUE_MAIL` names, anew at each call."""
        mails = Sending(self.mail_from, self.mail_reply_to, self.sendgrid_key, self.return_path())
        return _built("SEGUE_MAIL", self.mail_url, MAIL)(mails)

    def return_path(self) -> ReturnPath | None:
        """Return where mails over SMTP bounce to, None if that is off. Raises as `signing_secrets` does."""
        return ReturnPath(self.mail_bounces, self.signing_secrets()) if self.mail_bounces else None

    def outbox(self) -> TransactionalOutbox:
        """Build the outbox, anew at each call: one SQLite transaction where records and events allow it."""
        return self.sqlite_bus() or StoreThenPublish(self.records(), self.events)

    def sqlite_bus(self) -> "SqliteBus | None":
        """Build the bus in the file of records, or None unless records are SQLite and events are inline."""
        build = chosen(self.records_url, SQLITE_BUSES) if self.events_url == "inline:" else None
        return build() if build else None

    def dead_letters(self) -> DeadLetters | None:
        """Build the dead letters of the bus, anew at each call; None where `inline:` has no file."""
        build = chosen(self.events_url, DEAD_LETTERS)
        return build() if build else self.sqlite_bus()

    def push_check(self) -> CheckToken | None:
        """Build the check of pushes' tokens, anew at each call; None if it is off."""
        if not self.push_audience:
            return None
        from shared.adapters.google_tokens import GoogleTokens

        return GoogleTokens(self.push_audience, self.push_account)

    def feature_source(self) -> FeatureSource | None:
        """Build the FeatureSource that `SEGUE_FEATURES` names, anew at each call; None if it is off."""
        return _built("SEGUE_FEATURES", self.features_url, FEATURE_SOURCES) if self.features_url else None

    def listening_history(self) -> ListeningHistory | None:
        """Build the ListeningHistory at `SEGUE_LISTENBRAINZ`, anew at each call; None if it is off."""
        off = self.listenbrainz_url == OFF
        return None if off else _built("SEGUE_LISTENBRAINZ", self.listenbrainz_url, HISTORIES)

    def track_names(self) -> TrackNames | None:
        """Build the TrackNames of the app at Spotify, anew at each call; None if no app is set."""
        return (
            _built("SEGUE_SPOTIFY", self.spotify_url, NAMES)(*self.spotify_app) if all(self.spotify_app) else None
        )

    def short_links(self) -> ShortLinks | None:
        """Build the ShortLinks, anew at each call; None if they are off."""
        if not self.follows_short_links:
            return None
        from shared.adapters.spotify_links import SpotifyLinks

        return SpotifyLinks()

    def scheduled_tick(self) -> ScheduledTick | None:
        """Build the ScheduledTick that `SEGUE_SCHEDULE` names, anew at each call; None if it is off."""
        return _built("SEGUE_SCHEDULE", self.schedule_url, SCHEDULES) if self.schedule_url else None

    def signing_secrets(self) -> tuple[str, ...]:
        """Return the secret that signs tokens, then those that still verify older ones.

        Raises InvalidSettings if none is set.
        """
        if not self.secrets:
            raise InvalidSettings(
                "SEGUE_SECRET is needed to sign links",
                expected=f"{MIN_SECRET_LENGTH} random characters or more",
                found="nothing",
                cure="set it to the output of `openssl rand -hex 32`",
            )
        return self.secrets


def object_store(name: str, url: str) -> ObjectStore:
    """Build the ObjectStore at a URL of the same form as `SEGUE_OBJECTS`.

    Raises InvalidSettings for any other URL, calling it `name`.
    """
    return _built(name, url, OBJECTS)


def _built(name: str, url: str, technologies: Mapping[str, Technology[T]]) -> T:
    build = chosen(url, technologies)
    if build is None:
        variable = port(name, "", technologies, shown=name != "SEGUE_MAIL")  # whose URL may hold a password
        raise InvalidSettings(variable.problem({name: url}) or name)
    return build()
