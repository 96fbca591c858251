"""Checks that a site is served by HTTPS only, with a certificate that does not expire soon."""

import socket
import ssl
import time
from http import HTTPStatus
from urllib.parse import urlsplit

import requests

from ops.doctor.findings import demand

LEAST_DAYS = 14
"""Google renews certificates a month before they expire: with less than this, renewal has failed."""

TIMEOUT_SECONDS = 10.0

_DAY_SECONDS = 86_400
_REDIRECTS = {HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT}


def certificate(url: str) -> str:
    """Check the certificate of an https: URL. Raises ssl.SSLError if no browser would accept it, or Unsound."""
    host, port = urlsplit(url).hostname or "", urlsplit(url).port or 443
    with (
        socket.create_connection((host, port), TIMEOUT_SECONDS) as connection,
        ssl.create_default_context().wrap_socket(connection, server_hostname=host) as secured,
    ):
        shown = secured.getpeercert() or {}
    days = (ssl.cert_time_to_seconds(str(shown["notAfter"])) - time.time()) / _DAY_SECONDS
    demand(
        days >= LEAST_DAYS,
        "The certificate ends soon",
        expected=f"{LEAST_DAYS} days or more",
        found=f"{days:.0f} days",
        cure="look whether the host's name still leads to the load balancer's address",
    )
    return f"good for {days:.0f} days"


def redirects_to_https(url: str, port: int = 80) -> str:
    """Check that the host of an https: URL answers plain HTTP with a redirect only. Raises Unsound otherwise."""
    host = urlsplit(url).hostname
    answer = requests.get(f"http://{host}:{port}/", timeout=TIMEOUT_SECONDS, allow_redirects=False)
    leads_to = answer.headers.get("Location", "")
    demand(
        answer.status_code in _REDIRECTS and leads_to.startswith(f"https://{host}"),
        f"http://{host}/ does not lead to https",
        expected="301 or 308 to https",
        found=f"{answer.status_code} {leads_to}",
        cure="apply Terraform's redirect again",
    )
    return "leads to https"
