"""Rules on what an operator has on this machine: choices, bundles, the built site, the lock file, the clock."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from ops.doctor.findings import NotChecked, Unsound, demand

BUILT = ("bundles", "site")
"""Variables that name folders which commands write; they have findings of their own."""

LOCK_FILE = ".terraform.lock.hcl"

MOST_SECONDS_APART = 60.0
"""Google refuses tokens that were signed some minutes ahead or late."""

_OF_THE_EXAMPLE = re.compile(r"\.example\b|-000000\b|^012345-6789AB-CDEF01$")


def chosen_well(values: Mapping[str, Any], faults: Mapping[str, str]) -> str:
    """Check that Terraform takes the choices, and that none is still the example's. Raises Unsound."""
    wrong = [f"{name}: {said}" for name, said in sorted(faults.items()) if name not in BUILT]
    wrong += [f"{name} is still the example's" for name in sorted(values) if _is_example(values[name])]
    if wrong:  # in full, however many
        raise Unsound("Terraform would not take it", expected="your own values", found="; ".join(wrong))
    return f"complete, {len(values)} values with their defaults"


def written(names: Collection[str], found: Collection[str], fault: str) -> str:
    """Check that every function has a bundle. Raises Unsound."""
    missing = sorted(set(names) - set(found))
    cure = "write them with `segue bundle --all`"
    demand(not missing and not fault, "Bundles are missing", found=f"none of {', '.join(missing)}", cure=cure)
    return f"{len(names)} are written"


def built(has_index: bool, fault: str) -> str:
    """Check that the site is built. Raises Unsound."""
    demand(has_index and not fault, "The site is not built", found="no pages", cure="write it with `make site`")
    return "built"


def locked(text: str | None) -> str:
    """Check the text of the lock file, None if there is none, which holds the provider to its hashes."""
    locked_at = re.search(r'hashicorp/google" \{\s+version\s+= "([\d.]+)"', text or "")
    cure = "run `terraform init -backend-config=bucket=PROJECT-state` and commit it"
    demand(bool(locked_at), f"{LOCK_FILE} holds no google provider", found="no version", cure=cure)
    return f"google {locked_at[1]}" if locked_at else ""


def on_time(ahead_seconds: float | None) -> str:
    """Check this machine's clock, so far ahead of Google's. Raises Unsound, or NotChecked if none was told."""
    if ahead_seconds is None:
        raise NotChecked("Google told no time")
    demand(
        abs(ahead_seconds) <= MOST_SECONDS_APART,
        "This machine's clock is wrong",
        expected=f"{MOST_SECONDS_APART:.0f} seconds off at most",
        found=f"{ahead_seconds:+.0f} seconds",
        cure="set it by a time server, as Google refuses tokens of another time",
    )
    return "right"


def _is_example(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(map(_is_example, value.values()))
    if isinstance(value, list):
        return any(map(_is_example, value))
    return isinstance(value, str) and bool(_OF_THE_EXAMPLE.search(value))
