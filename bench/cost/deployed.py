"""The functions' sizes and bounds, read from Terraform's own data."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from bench.cost.prices import GIB_SECOND, VCPU_SECOND

_MODULE = Path(__file__).parents[2] / "terraform" / "modules" / "app"

MINUTES_A_MONTH = 31 * 24 * 60


@dataclass(frozen=True, slots=True)
class Function:
    """The size and the bounds of one function."""

    name: str
    gib: float
    vcpu: float
    max_instances: int

    @property
    def second(self) -> float:
        """The price of a second of one instance."""
        return self.vcpu * VCPU_SECOND + self.gib * GIB_SECOND

    @property
    def ceiling(self) -> float:
        """The price of a month in which every instance is always busy: no flood costs more of Cloud Run's time."""
        return self.max_instances * self.second * MINUTES_A_MONTH * 60


def functions() -> dict[str, Function]:
    """Return the functions by name; the defaults are those of functions.tf."""
    data = yaml.safe_load((_MODULE / "data" / "functions.yaml").read_text(encoding="utf-8"))
    return {
        name: Function(
            name, _gib(each.get("memory", "512Mi")), float(each.get("cpu", 1)), int(each.get("max_instances", 10))
        )
        for name, each in data.items()
    }


def throttles() -> dict[str, int]:
    """Return the requests a minute that the balancer lets an address make, by path; "" stands for the others."""
    text = (_MODULE / "throttling.tf").read_text(encoding="utf-8")
    paths = {path: int(most) for path, most in re.findall(r'^ +"(/\S*)" += (\d+)$', text, re.MULTILINE)}
    rest = re.search(r"throttled_rest = (\d+)", text)
    if not paths or rest is None:
        raise ValueError("throttling.tf: expected throttled_paths and throttled_rest, found no such lines")
    return {**paths, "": int(rest.group(1))}


def _gib(memory: str) -> float:
    number, unit = float(memory[:-2]), memory[-2:]
    return number / 1024 if unit == "Mi" else number
