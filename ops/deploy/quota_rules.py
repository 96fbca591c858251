"""Rules on quotas: what the functions and the load balancer may take, against what the project is given."""

from collections.abc import Iterable, Mapping
from typing import Any

from ops.deploy.documents import Quota
from ops.doctor.findings import demand

UNLIMITED = -1
BYTES = {"Ki": 2**10, "Mi": 2**20, "Gi": 2**30}

CPU, INSTANCES, MEMORY = 1, 10, "512Mi"
"""Defaults of a function, as in terraform/modules/app/functions.tf."""


def enough_cpu(functions: Mapping[str, Mapping[str, Any]], milli: int) -> str:
    """Check a quota of thousandths of processors: a function that could exceed it by itself is not deployed."""
    wanted = {name: each.get("cpu", CPU) * _instances(each) for name, each in functions.items()}
    return _enough(wanted, milli / 1_000, "processors", milli == UNLIMITED)


def enough_memory(functions: Mapping[str, Mapping[str, Any]], limit_bytes: int) -> str:
    """Check a quota of memory in bytes, likewise."""
    wanted = {name: gib(each.get("memory", MEMORY)) * _instances(each) for name, each in functions.items()}
    return _enough(wanted, limit_bytes / BYTES["Gi"], "GiB", limit_bytes == UNLIMITED)


def enough_of_balancer(quotas: Iterable[Quota], needed: Mapping[str, int], is_made: bool) -> str:
    """Check quotas of the load balancer's parts; what is used is ours where it `is_made` already."""
    short = [
        f"{each.metric}: {each.limit:.0f} allowed, {each.usage:.0f} used, {needed[each.metric]} needed"
        for each in quotas
        if each.metric in needed and each.limit - (0 if is_made else each.usage) < needed[each.metric]
    ]
    cure = "ask for more under IAM & Admin, Quotas, or delete unused ones"
    demand(not short, "Quotas are too small", found="; ".join(short), cure=cure)
    return "enough"


def balancer_needs(functions: Mapping[str, Mapping[str, Any]], throttled: bool) -> dict[str, int]:
    """Return the parts that terraform/modules/app/balancer.tf makes, by their quota's metric."""
    with_pages = sum(1 for each in functions.values() if each.get("public") and each.get("paths"))
    parts = {"BACKEND_SERVICES": 1 + with_pages, "BACKEND_BUCKETS": 1, "URL_MAPS": 2, "SSL_CERTIFICATES": 1}
    return parts | {"SECURITY_POLICIES": 1} if throttled else parts


def gib(memory: str) -> float:
    """Return an amount such as 512Mi in GiB."""
    return int(memory[:-2]) * BYTES[memory[-2:]] / BYTES["Gi"]


def _instances(function: Mapping[str, Any]) -> int:
    return int(function.get("max_instances", INSTANCES))


def _enough(wanted: Mapping[str, float], limit: float, unit: str, unlimited: bool) -> str:
    largest = max(wanted, key=lambda name: wanted[name])
    most, together = wanted[largest], sum(wanted.values())
    cure = "ask for more under IAM & Admin, Quotas, or lower its max_instances"
    short = most > limit and not unlimited
    demand(
        not short,
        f"{largest} may take more {unit} than the region gives",
        expected=f"{most:g}",
        found=f"{limit:g}",
        cure=cure,
    )
    if unlimited or together <= limit:
        return f"enough {unit} for all at their most"
    return f"enough {unit} for each function; all at their most would take {together:g} of {limit:g}, and get 429"
