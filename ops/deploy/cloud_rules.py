"""Rules on what was read of a project: each returns why it is well, or raises Unsound with its cure."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ops.deploy.documents import Billing, Bucket, PolicyRule
from ops.doctor.findings import NotChecked, demand

FIRST_APIS = ("cloudresourcemanager", "serviceusage", "storage")
"""APIs that Terraform calls before it can enable an API."""

_STEP = "see terraform/README.md, step"


def apis(needed: Collection[str], on: Collection[str]) -> str:
    """Check the APIs that Terraform cannot enable by itself; the apply enables the rest."""
    off = [host for name in FIRST_APIS if (host := f"{name}.googleapis.com") not in on]
    demand(not off, "APIs are off", found=", ".join(off), cure=f"run `gcloud services enable {' '.join(off)}`")
    rest = sorted(set(needed) - set(on))
    return f"on; the apply enables {', '.join(each.split('.')[0] for each in rest)}" if rest else "all are on"


def paid(billing: Billing, account: str) -> str:
    """Check that a billing account is linked and open, and that it is the budget's."""
    linked = billing.billing_account_name.removeprefix("billingAccounts/")
    cure = f"run `gcloud billing projects link PROJECT --billing-account={account}`"
    demand(billing.billing_enabled, "No open billing account pays", expected=account, found=linked, cure=cure)
    demand(
        linked == account, "Another account pays than the budget is of", expected=account, found=linked, cure=cure
    )
    return f"{account} pays"


def everybody_allowed(rules: Iterable[PolicyRule]) -> str:
    """Check that allUsers may be members: six functions and the site are for everybody."""
    refusing = [each for each in rules if not each.allow_all and (each.deny_all or each.values)]
    demand(
        not refusing,
        "allUsers is refused",
        expected="allowAll",
        found="members of some domains only",
        cure=f"let an Organization Policy Administrator lift it for this project, {_STEP} 1",
    )
    return "everybody may be allowed"


def not_enforced(rules: Iterable[PolicyRule], constraint: str, what: str) -> str:
    """Check that a constraint that the deployment breaks is not enforced."""
    enforced = any(each.enforce for each in rules)
    cure = f"run `gcloud resource-manager org-policies disable-enforce {constraint} --project=PROJECT`"
    demand(not enforced, f"{what} refused", expected="not enforced", found=f"{constraint} enforced", cure=cure)
    return f"{what} allowed"


def region_allowed(rules: Iterable[PolicyRule], region: str) -> str:
    """Check that a region is among the allowed locations. Raises NotChecked for groups of unknown members."""
    own = {region, f"in:{region}-locations"}
    cure = "choose another as `region`, or have the policy changed"
    for values in [each.values for each in rules if each.values and not each.allow_all]:
        demand(not own & set(values.denied_values), f"{region} is denied", found=gather(own), cure=cure)
        if not values.allowed_values or own & set(values.allowed_values):
            continue
        groups = [each for each in values.allowed_values if each.startswith("in:")]
        demand(
            bool(groups),
            f"{region} is not allowed",
            expected=gather(values.allowed_values),
            cure=cure,
            found=region,
        )
        raise NotChecked(f"only {gather(groups)} are allowed; look whether {region} is of them")
    return f"{region} is allowed"


def region_known(region: str, known: Collection[str]) -> str:
    """Check that Cloud Run has a region."""
    near = [each for each in sorted(known) if each.split("-")[0] == region.split("-")[0]]
    demand(region in known, f"There is no region {region}", expected=gather(near or known), found=region)
    return f"Cloud Run is in {region}"


def needed_secrets(values: Mapping[str, Any], functions: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the ids of the secrets that need a version, by what was chosen."""
    mail = values.get("mail") or {}
    names = {name for each in functions for name in each.get("secrets", [])}
    names |= {"SEGUE_MAIL"} if mail.get("url") == "smtp" else {"SEGUE_SENDGRID_KEY", "SEGUE_SENDGRID_EVENTS_KEY"}
    names |= {"SEGUE_SPOTIFY_SECRET"} if values.get("spotify_id") else set()
    names |= {"SEGUE_HOLDOUT_KEY"} if values.get("retrain") else set()
    return sorted(name.lower().replace("_", "-") for name in names)


def filled(secret: str, has_version: bool) -> str:
    """Check that a secret has a version: a function that names it does not start without."""
    cure = f"{_STEP} 3: `... | gcloud secrets versions add {secret} --data-file=-`"
    demand(has_version, f"{secret} is empty", expected="an enabled version", found="none", cure=cure)
    return "has a version"


def keeps_state(bucket: Bucket | None, name: str) -> str:
    """Check the bucket of Terraform's state, which names people and is needed to change anything."""
    demand(
        bucket is not None,
        "There is no bucket for the state",
        found=name,
        cure=f"{_STEP} 1, or name it by --state",
    )
    if bucket:
        update = f"gcloud storage buckets update gs://{name}"
        demand(
            bucket.versioned,
            f"{name} keeps one version",
            found="no versioning",
            cure=f"run `{update} --versioning`",
        )
        cure = f"run `{update} --public-access-prevention`"
        demand(bucket.closed, f"{name} may be opened to everybody", found="no prevention", cure=cure)
    return f"{name}, with versions, closed"


def has_repository(there: bool) -> str:
    """Check that the image that trains can have been pushed."""
    cure = f"leave `retrain` out of terraform.tfvars the first time, {_STEP} 6"
    demand(there, "The image that trains is not there", found="no repository for it", cure=cure)
    return "its repository is there"


def leads_here(host: str, found: Collection[str], address: str) -> str:
    """Check that a host's records name the balancer's address alone. Raises NotChecked before there is one."""
    if not address:
        raise NotChecked("the apply makes the address; let the name lead there afterwards")
    cure = f"set its A record to {address}, and no AAAA record, or it gets no certificate"
    demand(set(found) == {address}, f"{host} leads elsewhere", expected=address, found=gather(found), cure=cure)
    return f"{host} leads to {address}"


def gather(names: Iterable[str]) -> str:
    """Return names in one order, with commas."""
    return ", ".join(sorted(names))
