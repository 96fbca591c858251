"""The deployment, read from Terraform's own data files."""

from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
TERRAFORM = ROOT / "terraform"
DATA = TERRAFORM / "modules" / "app" / "data"


def data(name: str) -> Any:
    return yaml.safe_load((DATA / f"{name}.yaml").read_text())
