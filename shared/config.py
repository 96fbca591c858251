"""The settings: read once from the environment, checked as a whole, and able to build what they name.

A file or folder is written as in `sqlite:///var/segue.db`: after three slashes the path is relative to the working
directory, after four it is absolute.
"""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Generic, TypeVar

from shared.errors import InvalidSettings
from shared.ports import FeatureSource, ObjectStore, PlaylistSource, Records

PREFIX = "SEGUE_"
MIN_SECRET_LENGTH = 32

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Technology(Generic[T]):
    """One way to provide a port: how its URL is written, and what builds it from the URL's groups."""

    form: str
    url: str
    build: Callable[..., T]


def _sqlite(path: str) -> Records:
    from shared.adapters.sqlite_records import SqliteRecords

    return SqliteRecords(Path(path))


def _local_files(path: str) -> ObjectStore:
    from shared.adapters.local_files import LocalFiles

    return LocalFiles(Path(path))


def _reccobeats() -> FeatureSource:
    from shared.adapters.reccobeats import ReccoBeats

    return ReccoBeats()


def _served_inline() -> None:
    """Build nothing: an inline bus belongs to the server that delivers for it."""


# Each technology is imported by the function that builds it, so that no instance pays for another's library.
RECORDS: Mapping[str, Technology[Records]] = {
    "sqlite": Technology("sqlite:///PATH", r"sqlite:///(.+)", _sqlite),
}
OBJECTS: Mapping[str, Technology[ObjectStore]] = {
    "file": Technology("file:///PATH", r"file:///(.+)", _local_files),
}
EVENTS: Mapping[str, Technology[None]] = {
    "inline": Technology("inline:", r"inline:", _served_inline),
}
FEATURE_SOURCES: Mapping[str, Technology[FeatureSource]] = {
    "reccobeats": Technology("reccobeats:", r"reccobeats:", _reccobeats),
}


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable of the environment: its value if unset, what it may hold, and whether that may be shown."""

    name: str
    default: str
    expected: str
    accepts: Callable[[str], bool]
    shown: bool = True

    def problem(self, environ: Mapping[str, str]) -> str | None:
        """Say what is wrong with its value, or None if nothing is."""
        value = environ.get(self.name, self.default)
        if self.accepts(value):
            return None
        found = repr(value) if self.shown else f"{len(value)} characters that are not"
        return f"{self.name}: expected {self.expected}, found {found}"


def _port(name: str, default: str, technologies: Mapping[str, Technology[T]]) -> Variable:
    forms = " or ".join(technology.form for technology in technologies.values())
    return Variable(name, default, forms, lambda url: _chosen(url, technologies) is not None)


def _chosen(url: str, technologies: Mapping[str, Technology[T]]) -> Callable[[], T] | None:
    """Give what builds the part that a URL names, or None if none is named so."""
    technology = technologies.get(url.partition(":")[0])
    if technology is None or (parts := re.fullmatch(technology.url, url)) is None:
        return None
    return lambda: technology.build(*parts.groups())


def _is_origin(url: str) -> bool:
    """Say whether a URL is that of a whole site: scheme and host, perhaps a port."""
    return re.fullmatch(r"https?://[A-Za-z0-9.\-]+(:[0-9]{1,5})?/?", url) is not None


def _is_credential(text: str) -> bool:
    return re.fullmatch(r"[0-9A-Za-z]*", text) is not None


def _admins(text: str) -> frozenset[str]:
    return frozenset(address for part in text.split(",") if (address := part.strip().lower()))


VARIABLES = (
    _port("SEGUE_RECORDS", "sqlite:///var/segue.db", RECORDS),
    _port("SEGUE_OBJECTS", "file:///var/objects", OBJECTS),
    _port("SEGUE_EVENTS", "inline:", EVENTS),
    Variable("SEGUE_SITE_URL", "http://127.0.0.1:8080", "http://HOST or https://HOST, no path", _is_origin),
    Variable(
        "SEGUE_SECRET",
        "",
        f"{MIN_SECRET_LENGTH} random characters or more",
        lambda text: not text or len(text) >= MIN_SECRET_LENGTH,
        shown=False,
    ),
    Variable(
        "SEGUE_ADMINS",
        "",
        "mail addresses with commas between",
        lambda text: all(re.fullmatch(r"[^@\s]+@[^@\s]+", address) for address in _admins(text)),
        shown=False,
    ),
    Variable("SEGUE_SPOTIFY_ID", "", "an app's client id, letters and digits", _is_credential),
    Variable(
        "SEGUE_SPOTIFY_SECRET", "", "an app's client secret, letters and digits", _is_credential, shown=False
    ),
    Variable(
        "SEGUE_FEATURES",
        "",
        "reccobeats: or nothing",
        lambda url: not url or _chosen(url, FEATURE_SOURCES) is not None,
    ),
)
"""Every variable there is."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a deployment decides; nothing personal or secret shows in its `repr`."""

    records_url: str
    objects_url: str
    events_url: str
    site_url: str
    """Scheme and host of the site, without a slash at the end; also its origin to browsers."""
    secret: str = field(repr=False)
    """What signs tokens; empty where none is set. Read it through `signing_secret`."""
    admins: frozenset[str] = field(repr=False)
    """Mail addresses in lower case."""
    spotify_id: str = ""
    """The client id of the app at Spotify; empty where playlists are not read from there."""
    spotify_secret: str = field(default="", repr=False)
    features_url: str = ""
    """The source of audio features; empty where it is off."""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Read the variables of `environ`, by default the process's.

        Raises one InvalidSettings that lists every wrong value and every unknown name.
        """
        given = os.environ if environ is None else environ
        problems = [problem for variable in VARIABLES if (problem := variable.problem(given))]
        problems += _halves(given) + _unknown(given)
        if problems:
            raise InvalidSettings(f"The environment is wrong in {len(problems)} places: {'; '.join(problems)}")
        value = {variable.name: given.get(variable.name, variable.default) for variable in VARIABLES}
        return cls(
            records_url=value["SEGUE_RECORDS"],
            objects_url=value["SEGUE_OBJECTS"],
            events_url=value["SEGUE_EVENTS"],
            site_url=value["SEGUE_SITE_URL"].rstrip("/"),
            secret=value["SEGUE_SECRET"],
            admins=_admins(value["SEGUE_ADMINS"]),
            spotify_id=value["SEGUE_SPOTIFY_ID"],
            spotify_secret=value["SEGUE_SPOTIFY_SECRET"],
            features_url=value["SEGUE_FEATURES"],
        )

    def records(self) -> Records:
        """Build the Records that `SEGUE_RECORDS` names, anew at each call."""
        return _built("SEGUE_RECORDS", self.records_url, RECORDS)

    def objects(self) -> ObjectStore:
        """Build the ObjectStore that `SEGUE_OBJECTS` names, anew at each call."""
        return _built("SEGUE_OBJECTS", self.objects_url, OBJECTS)

    def playlist_source(self, user_token: str = "") -> PlaylistSource | None:
        """Build what reads Spotify's playlists for a signed-in listener, else for the app; None if that is off.

        The app alone is shown no playlist's songs. What it gives must never reach training.
        """
        if not self.spotify_id:
            return None
        from shared.adapters.spotify import SpotifyPlaylists
        from shared.adapters.spotify_tokens import AppToken, UserToken

        token = UserToken(user_token) if user_token else AppToken(self.spotify_id, self.spotify_secret)
        return SpotifyPlaylists(token)

    def feature_source(self) -> FeatureSource | None:
        """Build the FeatureSource that `SEGUE_FEATURES` names, anew at each call; None if it is off."""
        return _built("SEGUE_FEATURES", self.features_url, FEATURE_SOURCES) if self.features_url else None

    def signing_secret(self) -> str:
        """Give the secret that signs tokens. Raises InvalidSettings if none is set."""
        if not self.secret:
            raise InvalidSettings(
                "SEGUE_SECRET is needed to sign links",
                expected=f"{MIN_SECRET_LENGTH} random characters or more",
                found="nothing",
                cure="set it to the output of `openssl rand -hex 32`",
            )
        return self.secret


def _built(name: str, url: str, technologies: Mapping[str, Technology[T]]) -> T:
    build = _chosen(url, technologies)
    if build is None:
        raise InvalidSettings(_port(name, "", technologies).problem({name: url}) or name)
    return build()


def _halves(environ: Mapping[str, str]) -> list[str]:
    """Say which of Spotify's credentials is missing where the other one is set."""
    names = ("SEGUE_SPOTIFY_ID", "SEGUE_SPOTIFY_SECRET")
    missing = [name for name in names if not environ.get(name)]
    if len(missing) != 1:
        return []
    return [f"{missing[0]}: expected a value, as its other half is set, found none"]


def _unknown(environ: Mapping[str, str]) -> list[str]:
    """Say of each variable that nobody reads which one was meant: a typo must not pass for a default."""
    known = [variable.name for variable in VARIABLES]
    strangers = sorted(name for name in environ if name.startswith(PREFIX) and name not in known)
    return [
        f"{name}: expected {' or '.join(get_close_matches(name, known, n=1) or known)}, found an unknown name"
        for name in strangers
    ]
