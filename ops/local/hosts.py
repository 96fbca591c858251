"""WSGI middleware that answers only to the names of this host: no page of another site reaches it by its own name.

A browser that is told that `attacker.example` is 127.0.0.1 (DNS rebinding) takes the answers for that site's own;
but it still sends the name that the page was opened at.
"""

import re
from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from shared.errors import Misdirected
from shared.web.addresses import NOWHERE, Addresses
from shared.web.problems import problem

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

OF_THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]")

_EVERY_ADDRESS = frozenset({"0.0.0.0", "::"})  # noqa: S104 - what they stand for is decided here
_HOST = re.compile(r"([A-Za-z0-9.\-_]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?")


def hosts_of(listens: str, addresses: Addresses = NOWHERE, others: Iterable[str] = ()) -> frozenset[str]:
    """Return the hosts to answer to, in lower case, without ports, IPv6 addresses in brackets.

    They are this machine's own, the address that it listens on, those of the site and the functions, and `others`.
    An address that stands for all (0.0.0.0 or ::) is among them as itself, see `KnownHosts`.
    """
    named = [_HOST.fullmatch(urlsplit(url).netloc) for url in (addresses.site, addresses.functions)]
    own = [match[1] for match in named if match]
    hosts = [*OF_THIS_MACHINE, f"[{listens}]" if ":" in listens else listens, *own, *others]
    return frozenset(host.lower() for host in hosts if host)


class KnownHosts:
    """A WSGI application that passes requests to `hosts` to another, and answers those to other hosts with 421.

    A literal address is known as well if one of `hosts` stands for every address of the machine: whoever rebinds a
    name cannot do without that name. So is HTTP/1.0 without a host, which no browser sends.
    """

    def __init__(self, application: "WSGIApplication", hosts: Iterable[str]) -> None:
        self._application = application
        self._hosts = frozenset(hosts)
        self._every_address = not _EVERY_ADDRESS.isdisjoint(host.strip("[]") for host in self._hosts)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        given = environ.get("HTTP_HOST", "")
        old = not given and environ.get("SERVER_PROTOCOL") == "HTTP/1.0"
        if old or self._knows(given):
            return self._application(environ, start_response)
        refusal = problem(_unknown(given))
        refusal.headers["Cache-Control"] = "no-store"
        return refusal(environ, start_response)

    def _knows(self, given: str) -> bool:
        match = _HOST.fullmatch(given)
        if match is None:
            return False
        host = match[1].lower()
        return host in self._hosts or (self._every_address and _is_address(host))


def _is_address(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _unknown(given: str) -> Misdirected:
    return Misdirected(
        "The request names a host that is not this one",
        expected="this machine, the address of --host, or the host of SEGUE_SITE_URL or SEGUE_API_URL",
        found=given[:100] or "none",
        cure="open the address that segue serve names, or add the host to SEGUE_HOSTS and start again",
    )
