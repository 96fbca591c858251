"""What Terraform deploys, read from the data that it reads too."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
TERRAFORM = ROOT / "terraform"
DATA = TERRAFORM / "modules" / "app" / "data"


def data(name: str) -> Any:
    return yaml.safe_load((DATA / f"{name}.yaml").read_text())


@dataclass(frozen=True)
class Index:
    """A composite index, or a page that needs one."""

    collection: str
    where: tuple[str, ...]
    order_by: str
    descending: bool


def indexes() -> set[Index]:
    return {
        Index(each["collection"], tuple(sorted(each["where"])), each["order_by"], each["descending"])
        for each in data("records")["indexes"]
    }
