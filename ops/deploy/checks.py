"""The checks of `segue deploy check`, in the order of terraform/README.md."""

import socket
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from ops.deploy import cloud_rules, own_rules, quota_rules
from ops.deploy.chosen import FILE, Chosen, read_chosen
from ops.deploy.cloud import Cloud
from ops.deploy.google_rest import GoogleRest
from ops.doctor.findings import Finding, NotChecked, found
from shared.errors import InvalidSettings

PUBLIC_BUCKETS = "storage.publicAccessPrevention"
BALANCERS = "compute.disableGlobalLoadBalancing"

Connect = Callable[[str], GoogleRest]
"""Opens Google's APIs for a project."""


def before_apply(environment: Path, state: str, connect: Connect) -> Iterator[Finding]:
    """Run every check, also after a failure; without a readable terraform.tfvars there are no others."""
    try:
        chosen = read_chosen(environment)
    except (InvalidSettings, OSError) as error:
        yield Finding(FILE, False, str(error))
        return
    yield from _of_this_machine(environment, chosen)
    project = chosen.text("project")
    if not project:
        yield Finding("Google's cloud", None, f"not checked, because {FILE} names no project")
        return
    rest = connect(project)
    yield found("credentials", rest.sign_in)
    yield from _of_the_project(Cloud(rest, project, chosen.text("region")), chosen)
    yield from _of_the_deployment(Cloud(rest, project, chosen.text("region")), chosen, environment.name, state)
    yield found("clock", lambda: own_rules.on_time(rest.ahead_seconds))


def _of_this_machine(environment: Path, chosen: Chosen) -> Iterator[Finding]:
    yield found(FILE, lambda: own_rules.chosen_well(chosen.values, chosen.faults))
    bundles = {path.stem for path in (environment / chosen.text("bundles")).glob("*.zip")}
    fault = chosen.faults.get("bundles", "")
    yield found("bundles", lambda: own_rules.written(chosen.functions, bundles, fault))
    has_index = (environment / chosen.text("site") / "index.html").is_file()
    yield found("site", lambda: own_rules.built(has_index, chosen.faults.get("site", "")))
    lock = environment / own_rules.LOCK_FILE
    text = lock.read_text(encoding="utf-8") if lock.is_file() else None
    yield found("lock file", lambda: own_rules.locked(text))


def _of_the_project(cloud: Cloud, chosen: Chosen) -> Iterator[Finding]:
    region, functions = chosen.text("region"), chosen.functions
    hosts = {*chosen.services, *(f"{name}.googleapis.com" for name in cloud_rules.FIRST_APIS)}
    yield found("APIs", lambda: cloud_rules.apis(hosts, cloud.enabled(sorted(hosts))))
    yield found("billing", lambda: cloud_rules.paid(cloud.billing(), chosen.text("billing_account")))
    yield found(
        "policy on members",
        lambda: cloud_rules.everybody_allowed(cloud.policy("iam.allowedPolicyMemberDomains")),
    )
    if chosen.is_on("balanced", default=True):  # else no bucket is public
        yield found("policy on buckets", partial(_not_enforced, cloud, PUBLIC_BUCKETS, "public buckets are"))
    yield found(
        "policy on regions", lambda: cloud_rules.region_allowed(cloud.policy("gcp.resourceLocations"), region)
    )
    yield found("region", lambda: cloud_rules.region_known(region, cloud.regions()))
    yield found(
        "quota of processors",
        lambda: quota_rules.enough_cpu(functions, cloud.run_quota("CpuAllocPerProjectRegion")),
    )
    yield found(
        "quota of memory",
        lambda: quota_rules.enough_memory(functions, cloud.run_quota("MemAllocPerProjectRegion")),
    )


def _of_the_deployment(cloud: Cloud, chosen: Chosen, environment: str, state: str) -> Iterator[Finding]:
    bucket = state or f"{chosen.text('project')}-state"
    yield found("state", lambda: cloud_rules.keeps_state(cloud.bucket(bucket), bucket))
    for secret in cloud_rules.needed_secrets(chosen.values, chosen.functions.values()):
        yield found(f"secret {secret}", partial(_filled, cloud, secret))
    if chosen.values.get("retrain"):
        yield found("training image", lambda: cloud_rules.has_repository(cloud.has_images()))
    if chosen.is_on("balanced", default=True):
        yield from _of_the_balancer(cloud, chosen, f"segue-{environment}")


def _of_the_balancer(cloud: Cloud, chosen: Chosen, name: str) -> Iterator[Finding]:
    yield found("policy on balancers", partial(_not_enforced, cloud, BALANCERS, "global load balancers are"))
    needed = quota_rules.balancer_needs(chosen.functions, chosen.is_on("throttled", default=False))
    yield found(
        "quota of the balancer",
        lambda: quota_rules.enough_of_balancer(cloud.balancer_quotas(), needed, bool(cloud.address(name))),
    )
    host = urlsplit(chosen.text("site_url")).hostname or ""
    yield found("domain", lambda: cloud_rules.leads_here(host, addresses(host), cloud.address(name)))


def _not_enforced(cloud: Cloud, constraint: str, what: str) -> str:
    return cloud_rules.not_enforced(cloud.policy(constraint), constraint, what)


def _filled(cloud: Cloud, secret: str) -> str:
    return cloud_rules.filled(secret, cloud.has_version(secret))


def addresses(host: str) -> set[str]:
    """Return the addresses of a host, none if it has none. Raises NotChecked if no name server answers."""
    try:
        return {str(each[4][0]) for each in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)}
    except socket.gaierror as error:
        if error.errno == socket.EAI_NONAME:
            return set()
        raise NotChecked("no name server answers") from error
