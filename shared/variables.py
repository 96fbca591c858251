"""The variables of the environment: what each is if unset, what it may hold, what is wrong with those given."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar

from shared.technologies import EVENTS, FEATURE_SOURCES, OBJECTS, RECORDS, Technology, chosen

PREFIX = "SEGUE_"
MIN_SECRET_LENGTH = 32

T = TypeVar("T")


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


def port(name: str, default: str, technologies: Mapping[str, Technology[T]]) -> Variable:
    """Make the variable that chooses among technologies by a URL."""
    forms = " or ".join(technology.form for technology in technologies.values())
    return Variable(name, default, forms, lambda url: chosen(url, technologies) is not None)


def _is_origin(url: str) -> bool:
    """Say whether a URL is that of a whole site: scheme and host, perhaps a port."""
    return re.fullmatch(r"https?://[A-Za-z0-9.\-]+(:[0-9]{1,5})?/?", url) is not None


def _is_credential(text: str) -> bool:
    return re.fullmatch(r"[0-9A-Za-z]*", text) is not None


def addresses(text: str) -> frozenset[str]:
    """Give the mail addresses between commas, in lower case."""
    return frozenset(address for part in text.split(",") if (address := part.strip().lower()))


VARIABLES = (
    port("SEGUE_RECORDS", "sqlite:///var/segue.db", RECORDS),
    port("SEGUE_OBJECTS", "file:///var/objects", OBJECTS),
    port("SEGUE_EVENTS", "inline:", EVENTS),
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
        lambda text: all(re.fullmatch(r"[^@\s]+@[^@\s]+", address) for address in addresses(text)),
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
        lambda url: not url or chosen(url, FEATURE_SOURCES) is not None,
    ),
)
"""Every variable there is."""


def problems(environ: Mapping[str, str]) -> list[str]:
    """Say of every wrong value, every half of a pair and every unknown name what was expected and found."""
    wrong = [problem for variable in VARIABLES if (problem := variable.problem(environ))]
    return wrong + _halves(environ) + _unknown(environ)


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
