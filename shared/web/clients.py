"""The network address of a request's client, as the platform reports it."""

import ipaddress

from flask import Request


def client_of(request: Request, trusted_hops: int) -> str:
    """Return the network that a request comes from: an IPv4 address, or the 64 bits of an IPv6 household.

    Only the last `trusted_hops` entries of X-Forwarded-For are written by the platform; the client may forge the
    others.
    """
    hops = [hop.strip() for hop in ",".join(request.headers.getlist("X-Forwarded-For")).split(",") if hop.strip()]
    client = hops[-trusted_hops] if 0 < trusted_hops <= len(hops) else request.remote_addr or ""
    try:
        address = ipaddress.ip_address(client)
    except ValueError:
        return client[:100]
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    return str(address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False))
