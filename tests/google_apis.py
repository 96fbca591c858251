"""Google's REST APIs on loopback, as far as `segue deploy check` reads them, answering as their reference says."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from outside_servers import Asked, OutsideServer, Reply

from ops.deploy.google_rest import GoogleRest

PROJECT, NUMBER, REGION, ACCOUNT = "music-of-mine-1", "123456789012", "europe-west1", "0A1B2C-3D4E5F-0A1B2C"
ADDRESS = "127.0.0.1"
REGIONS = ("europe-west1", "europe-west4", "us-central1")
QUOTAS = {"CpuAllocPerProjectRegion": "20000", "MemAllocPerProjectRegion": "42949672960"}


class GoogleApis(OutsideServer):
    """`documents` holds the answers by service and path; `refused` the services that answer 403."""

    def __init__(self) -> None:
        super().__init__()
        self.on: set[str] = {"cloudresourcemanager", "serviceusage", "storage", "compute"}
        self.documents = dict(_documents())
        self.refused: dict[str, dict[str, Any]] = {}

    def answer(self, asked: Asked) -> Reply:
        service, _, path = asked.path.lstrip("/").partition("/")
        if service == "token":
            return Reply({"access_token": "one", "expires_in": 3600, "token_type": "Bearer"})
        if asked.headers.get("authorization") != "Bearer one":
            return Reply({"error": {"code": 401, "message": "no token", "status": "UNAUTHENTICATED"}}, 401)
        if asked.headers.get("x-goog-user-project") != PROJECT:
            return Reply(error(403, "requires a quota project, which is not set by default"), 403)
        if service in self.refused:
            return Reply(self.refused[service], 403)
        if path.endswith("services:batchGet"):
            return Reply({"services": [self._service(name) for name in self._names()]})
        document = self.documents.get(f"{service}/{path}")
        return Reply(error(404, "not found"), 404) if document is None else Reply(document)

    def _names(self) -> list[str]:
        hosts = {f"{name}.googleapis.com" for name in self.on} | {"run.googleapis.com"}
        return [f"projects/{NUMBER}/services/{host}" for host in sorted(hosts)]

    def _service(self, name: str) -> dict[str, Any]:
        host = name.rpartition("/")[2]
        state = "ENABLED" if host.split(".")[0] in self.on else "DISABLED"
        return {"name": name, "parent": f"projects/{NUMBER}", "config": {"name": host}, "state": state}

    def origin(self, service: str) -> str:
        return f"{self.url}/{service}"

    def connect(self, project: str) -> GoogleRest:
        return GoogleRest(project, self.origin)


def error(code: int, message: str, **more: object) -> dict[str, Any]:
    return {"error": {"code": code, "message": message, "status": "PERMISSION_DENIED", **more}}


def switched_off(host: str) -> dict[str, Any]:
    """The refusal of an API that is not enabled."""
    detail = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "SERVICE_DISABLED",
        "domain": "googleapis.com",
        "metadata": {"service": host, "consumer": f"projects/{NUMBER}"},
    }
    help_ = {"@type": "type.googleapis.com/google.rpc.Help", "links": [{"description": "x", "url": "https://x"}]}
    return error(403, f"{host} has not been used in project {NUMBER} before", details=[help_, detail])


def policy_path(constraint: str) -> str:
    return f"orgpolicy/v2/projects/{PROJECT}/policies/{constraint}:getEffectivePolicy"


def policy(constraint: str, *rules: dict[str, Any]) -> dict[str, Any]:
    return {"name": f"projects/{NUMBER}/policies/{constraint}", "spec": {"rules": list(rules)}}


def secret_path(secret: str) -> str:
    return f"secretmanager/v1/projects/{PROJECT}/secrets/{secret}/versions"


def _documents() -> Iterator[tuple[str, Any]]:
    """A project in which all is well; its balancer is made, its secrets are filled."""
    yield f"cloudresourcemanager/v3/projects/{PROJECT}", {"name": f"projects/{NUMBER}", "projectId": PROJECT}
    billing = {"billingAccountName": f"billingAccounts/{ACCOUNT}", "billingEnabled": True}
    yield f"cloudbilling/v1/projects/{PROJECT}/billingInfo", billing
    for constraint in ("iam.allowedPolicyMemberDomains", "gcp.resourceLocations"):
        yield policy_path(constraint), policy(constraint, {"allowAll": True})
    for constraint in ("storage.publicAccessPrevention", "compute.disableGlobalLoadBalancing"):
        yield policy_path(constraint), policy(constraint, {"enforce": False})
    regions = {
        "locations": [{"locationId": each, "name": f"projects/{PROJECT}/locations/{each}"} for each in REGIONS]
    }
    yield f"run/v1/projects/{PROJECT}/locations", regions
    for name, value in QUOTAS.items():
        path = f"cloudquotas/v1/projects/{PROJECT}/locations/global/services/run.googleapis.com/quotaInfos/{name}"
        yield path, {"quotaId": name, "dimensionsInfos": [_quota("us-central1", "1"), _quota(REGION, value)]}
    quotas = [{"metric": "BACKEND_SERVICES", "limit": 5.0, "usage": 0.0}, {"metric": "NETWORKS", "limit": 1.0}]
    yield f"compute/compute/v1/projects/{PROJECT}", {"name": PROJECT, "quotas": quotas}
    for secret in (
        "admins",
        "secret",
        "mail",
        "sendgrid-key",
        "sendgrid-events-key",
        "spotify-secret",
        "holdout-key",
    ):
        versions = [{"name": "2", "state": "DISABLED"}, {"name": "1", "state": "ENABLED"}]
        yield secret_path(f"segue-{secret}"), {"versions": versions, "totalSize": 2}
    closed = {"iamConfiguration": {"publicAccessPrevention": "enforced"}, "versioning": {"enabled": True}}
    yield f"storage/storage/v1/b/{PROJECT}-state", closed
    images = f"artifactregistry/v1/projects/{PROJECT}/locations/{REGION}/repositories/gcf-artifacts"
    yield images, {"name": images, "format": "DOCKER"}
    yield f"compute/compute/v1/projects/{PROJECT}/global/addresses/segue-prod", {"address": ADDRESS}


def _quota(region: str, value: str) -> dict[str, Any]:
    return {"dimensions": {"region": region}, "details": {"value": value}, "applicableLocations": [region]}


def credentials(folder: Path, url: str) -> Path:
    """Write a person's credentials that get their tokens at `url`; Google's own have a fixed address for that."""
    info = {
        "type": "external_account_authorized_user",
        "audience": "//iam.googleapis.com/locations/global/workforcePools/mine/providers/mine",
        "client_id": "me",
        "client_secret": "mine",
        "refresh_token": "again",
        "token_url": f"{url}/token",
        "universe_domain": "music.test",  # for Google's own the library looks up the regions of the token there
    }
    path = folder / "credentials.json"
    path.write_text(json.dumps(info))
    return path


@pytest.fixture
def google() -> Iterator[GoogleApis]:
    with GoogleApis() as server:
        yield server
