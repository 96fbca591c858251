"""Reads of a project before the first `terraform apply`, as Google's REST reference documents it."""

from collections.abc import Iterable

from msgspec import Struct

from ops.deploy.documents import (
    Address,
    Billing,
    Bucket,
    BucketDocument,
    ComputeProject,
    Locations,
    Policy,
    PolicyRule,
    Project,
    Quota,
    QuotaInfo,
    Services,
    Versions,
)
from ops.deploy.google_rest import GoogleRest
from ops.doctor.findings import NotChecked
from shared.errors import NotFound


class Cloud:
    """Reads one project in one region; each method raises NotChecked where it may not look."""

    def __init__(self, rest: GoogleRest, project: str, region: str) -> None:
        self.rest = rest
        self._project = project
        self._region = region

    def number(self) -> str:
        """Return the project's number."""
        found = self.rest.get("cloudresourcemanager", f"/v3/projects/{self._project}", Project)
        return found.name.removeprefix("projects/")

    def enabled(self, hosts: Iterable[str]) -> set[str]:
        """Return those of at most 30 APIs that are on."""
        parent = f"projects/{self.number()}"
        names = [f"{parent}/services/{host}" for host in hosts]
        found = self.rest.get("serviceusage", f"/v1/{parent}/services:batchGet", Services, names=names)
        return {each.name.rpartition("/")[2] for each in found.services if each.state == "ENABLED"}

    def billing(self) -> Billing:
        """Return who pays for the project."""
        return self.rest.get("cloudbilling", f"/v1/projects/{self._project}/billingInfo", Billing)

    def policy(self, constraint: str) -> list[PolicyRule]:
        """Return the rules of a constraint that hold for the project, inherited ones too."""
        path = f"/v2/projects/{self._project}/policies/{constraint}:getEffectivePolicy"
        return self.rest.get("orgpolicy", path, Policy).spec.rules

    def regions(self) -> set[str]:
        """Return the regions of Cloud Run."""
        found = self.rest.get("run", f"/v1/projects/{self._project}/locations", Locations, pageSize=500)
        return {each.location_id for each in found.locations}

    def run_quota(self, quota: str) -> int:
        """Return a quota of Cloud Run in the region, -1 if it has no bound."""
        path = f"/v1/projects/{self._project}/locations/global/services/run.googleapis.com/quotaInfos/{quota}"
        infos = self.rest.get("cloudquotas", path, QuotaInfo).dimensions_infos
        for info in infos:
            if self._region in info.applicable_locations:
                return int(info.details.value)
        raise NotChecked(f"Google tells no {quota} of {self._region}")

    def balancer_quotas(self) -> list[Quota]:
        """Return the project's quotas that no region bounds."""
        return self.rest.get("compute", f"/compute/v1/projects/{self._project}", ComputeProject).quotas

    def has_version(self, secret: str) -> bool:
        """Check whether a secret has a version that a function could read."""
        path = f"/v1/projects/{self._project}/secrets/{secret}/versions"
        try:
            found = self.rest.get("secretmanager", path, Versions)
        except NotFound:
            return False
        return any(each.state == "ENABLED" for each in found.versions)

    def bucket(self, name: str) -> Bucket | None:
        """Return a bucket, None if there is none."""
        try:
            found = self.rest.get(
                "storage", f"/storage/v1/b/{name}", BucketDocument, fields="versioning,iamConfiguration"
            )
        except NotFound:
            return None
        return Bucket(found.versioning.enabled, found.iam_configuration.public_access_prevention == "enforced")

    def has_images(self) -> bool:
        """Check whether the repository of images is there, to which the one that trains is pushed."""
        path = f"/v1/projects/{self._project}/locations/{self._region}/repositories/gcf-artifacts"
        try:
            self.rest.get("artifactregistry", path, Struct)
        except NotFound:
            return False
        return True

    def address(self, name: str) -> str:
        """Return the load balancer's address, empty before the apply that makes it."""
        path = f"/compute/v1/projects/{self._project}/global/addresses/{name}"
        try:
            return self.rest.get("compute", path, Address).address
        except NotFound:
            return ""
