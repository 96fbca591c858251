"""Environment variables: the default of each, its allowed values, and validation."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar

from shared.settings.technologies import (
    EVENTS,
    FEATURE_SOURCES,
    HISTORIES,
    MAIL,
    NAMES,
    OBJECTS,
    RECORDS,
    SCHEDULES,
    Technology,
    chosen,
)

PREFIX = "SEGUE_"
ON = "on"
OFF = "off"
"""The value that switches a part off whose default is on."""

MIN_SECRET_LENGTH = 32
LONGEST_LINE = 300

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: its default, its allowed values, and whether errors may show its value."""

    name: str
    default: str
    expected: str
    accepts: Callable[[str], bool]
    shown: bool = True

    def problem(self, environ: Mapping[str, str]) -> str | None:
        """Return the problem with its value, or None if it is valid."""
        value = environ.get(self.name, self.default)
        if self.accepts(value):
            return None
        found = repr(value) if self.shown else f"{len(value)} characters that are not"
        return f"{self.name}: expected {self.expected}, found {found}"


def port(name: str, default: str, technologies: Mapping[str, Technology[T]], *, shown: bool = True) -> Variable:
    """Build the variable that selects a technology by URL."""
    forms = " or ".join(technology.form for technology in technologies.values())
    return Variable(name, default, forms, lambda url: chosen(url, technologies) is not None, shown)


def is_origin(url: str) -> bool:
    """Check whether a URL is an origin: scheme and host, perhaps a port."""
    return re.fullmatch(r"https?://[A-Za-z0-9.\-]+(:[0-9]{1,5})?/?", url) is not None


def _is_origin_or_none(url: str) -> bool:
    return not url or is_origin(url)


def _is_sender(text: str) -> bool:
    """Check whether a text is a mail address, alone or in angle brackets after a name."""
    address = r"[!#-'*+\-./-9=?A-Z^-~]+@[A-Za-z0-9.\-]+"
    return re.fullmatch(rf"{address}|[^<>@,;:\\\"\x00-\x1f\x7f]+ <{address}>", text) is not None


def _is_sender_or_none(text: str) -> bool:
    return not text or _is_sender(text)


def _is_mailbox(text: str) -> bool:
    """Check for an address to which "+" and 26 characters can be added before the @ (RFC 5321: 64 together)."""
    return re.fullmatch(r"([A-Za-z0-9_\-.]{1,37}@[A-Za-z0-9.\-]+)?", text) is not None


def _is_line(text: str) -> bool:
    return text.isprintable() and len(text) <= LONGEST_LINE


def _is_key(text: str) -> bool:
    return re.fullmatch(r"[!-~]*", text) is not None


def _is_public_key(text: str) -> bool:
    """Check whether a text may be a P-256 public key in base64, as SendGrid shows it."""
    return re.fullmatch(r"([A-Za-z0-9+/]{80,200}={0,2})?", text) is not None


def listed(text: str) -> tuple[str, ...]:
    """Split a value at commas."""
    return tuple(value for part in text.split(",") if (value := part.strip()))


def _are_secrets(text: str) -> bool:
    return all(len(secret) >= MIN_SECRET_LENGTH for secret in listed(text))


def addresses(text: str) -> frozenset[str]:
    """Split a value at commas into mail addresses, in lower case."""
    return frozenset(address.lower() for address in listed(text))


VARIABLES = (
    port("SEGUE_RECORDS", "sqlite:///var/segue.db", RECORDS),
    port("SEGUE_OBJECTS", "file:///var/objects", OBJECTS),
    Variable("SEGUE_MODELS", "", "the path of a folder, or nothing", _is_line),
    port("SEGUE_EVENTS", "inline:", EVENTS),
    port("SEGUE_MAIL", "outbox:///var/outbox", MAIL, shown=False),
    Variable("SEGUE_MAIL_FROM", "Segue <segue@localhost>", "NAME <ADDRESS> or ADDRESS", _is_sender),
    Variable("SEGUE_MAIL_REPLY_TO", "", "NAME <ADDRESS> or ADDRESS, or nothing", _is_sender_or_none),
    Variable("SEGUE_MAIL_BOUNCES", "", "an ADDRESS of 1 to 37 characters before the @, or nothing", _is_mailbox),
    Variable("SEGUE_POSTAL_ADDRESS", "", "one line, 300 characters at most", _is_line),
    Variable("SEGUE_FORWARDED_HOPS", "0", "0 to 9", lambda text: re.fullmatch(r"[0-9]", text) is not None),
    Variable(
        "SEGUE_RATE_FACTOR",
        "1",
        "a number from 0 to 999",
        lambda text: re.fullmatch(r"[0-9]{1,3}([.][0-9]{1,2})?", text) is not None,
    ),
    Variable("SEGUE_SENDGRID_KEY", "", "an API key without spaces", _is_key, shown=False),
    Variable("SEGUE_SENDGRID_EVENTS_KEY", "", "the verification key of SendGrid's event webhook", _is_public_key),
    Variable("SEGUE_SITE_URL", "http://127.0.0.1:8080", "http://HOST or https://HOST, no path", is_origin),
    Variable("SEGUE_API_URL", "", "http://HOST or https://HOST, no path, or nothing", _is_origin_or_none),
    Variable(
        "SEGUE_ORIGINS",
        "",
        "http://HOST or https://HOST, no paths, with commas between",
        lambda text: all(map(is_origin, listed(text))),
    ),
    Variable(
        "SEGUE_PUSH_AUDIENCE",
        "",
        "https://HOST, no path, or nothing",
        lambda url: _is_origin_or_none(url) and not url.startswith("http:"),
    ),
    Variable(
        "SEGUE_PUSH_ACCOUNT",
        "",
        "the mail address of a service account",
        lambda text: re.fullmatch(r"([a-z0-9.\-]+@[a-z0-9.\-]+)?", text) is not None,
    ),
    Variable(
        "SEGUE_HOSTS",
        "",
        "host names with commas between, without ports",
        lambda text: all(re.fullmatch(r"[A-Za-z0-9.\-]+|\[[0-9A-Fa-f:.]+\]", host) for host in listed(text)),
    ),
    Variable(
        "SEGUE_SECRET",
        "",
        f"{MIN_SECRET_LENGTH} random characters or more, or several such secrets with commas between",
        _are_secrets,
        shown=False,
    ),
    Variable(
        "SEGUE_HOLDOUT_KEY",
        "",
        f"{MIN_SECRET_LENGTH} random characters or more, or nothing",
        lambda text: not text or len(text) >= MIN_SECRET_LENGTH,
        shown=False,
    ),
    Variable(
        "SEGUE_ADMINS",
        "",
        "mail addresses with commas between",
        lambda text: all(re.fullmatch(r"[^@\s]+@[^@\s]+", address) for address in addresses(text)),
        shown=False,
    ),
    Variable(
        "SEGUE_FEATURES",
        "",
        "reccobeats: or nothing",
        lambda url: not url or chosen(url, FEATURE_SOURCES) is not None,
    ),
    Variable(
        "SEGUE_LISTENBRAINZ",
        "https://api.listenbrainz.org",
        "https://HOST, http://HOST or off",
        lambda url: url == OFF or chosen(url, HISTORIES) is not None,
    ),
    Variable("SEGUE_SPOTIFY_ID", "", "the client id of an app at Spotify", _is_key),
    Variable("SEGUE_SPOTIFY_SECRET", "", "the client secret of that app", _is_key, shown=False),
    port("SEGUE_SPOTIFY", "https://api.spotify.com", NAMES),
    Variable("SEGUE_SHORT_LINKS", ON, f"{ON} or {OFF}", lambda text: text in (ON, OFF)),
    Variable(
        "SEGUE_SCHEDULE",
        "",
        "scheduler://PROJECT/LOCATION/JOB or nothing",
        lambda url: not url or chosen(url, SCHEDULES) is not None,
    ),
    Variable("SEGUE_METABRAINZ", "https://data.metabrainz.org", "http://HOST or https://HOST, no path", is_origin),
)
"""All variables."""


def problems(environ: Mapping[str, str]) -> list[str]:
    """Return a problem for each wrong value, missing companion and unknown name, with expected and found."""
    wrong = [problem for variable in VARIABLES if (problem := variable.problem(environ))]
    return wrong + _incomplete(environ) + _unknown(environ)


def _incomplete(environ: Mapping[str, str]) -> list[str]:
    """Yield the variables that are missing beside those that are set."""
    return [
        f"{name}: expected a value, as {reason}, found none"
        for reason, needed in _companions(environ)
        for name in needed
        if not environ.get(name)
    ]


def _companions(environ: Mapping[str, str]) -> list[tuple[str, tuple[str, ...]]]:
    """Yield each reason for which variables are required, with these variables."""
    reasons: list[tuple[str, tuple[str, ...]]] = []
    mail = environ.get("SEGUE_MAIL", "").partition(":")[0]
    if mail in MAIL and mail != "outbox":
        reasons.append(("SEGUE_MAIL reaches people", ("SEGUE_MAIL_FROM", "SEGUE_POSTAL_ADDRESS")))
    if mail == "sendgrid":
        reasons.append(("SEGUE_MAIL is sendgrid:", ("SEGUE_SENDGRID_KEY",)))
    app = ("SEGUE_SPOTIFY_ID", "SEGUE_SPOTIFY_SECRET")
    push = ("SEGUE_PUSH_AUDIENCE", "SEGUE_PUSH_ACCOUNT")
    reasons += [(f"{name} is set", push) for name in push if environ.get(name)]
    reasons += [(f"{name} is set", app) for name in app if environ.get(name)]
    return reasons


def _unknown(environ: Mapping[str, str]) -> list[str]:
    """Yield a problem for each unknown variable, with the name that was meant: a typo must not pass unnoticed."""
    known = [variable.name for variable in VARIABLES]
    strangers = sorted(name for name in environ if name.startswith(PREFIX) and name not in known)
    return [
        f"{name}: expected {' or '.join(get_close_matches(name, known, n=1) or known)}, found an unknown name"
        for name in strangers
    ]
