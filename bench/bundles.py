"""Size and start time of each function's bundle, on its own: `python -m bench.bundles`."""

import statistics
import tempfile
from pathlib import Path

from ops.bundling.archive import bundle, function_names
from ops.bundling.isolation import ask, interpreters

ROUNDS = 5
KEPT = Path.home() / ".cache" / "segue-tests"


def main() -> None:
    """Print a table: one row for each function, the median of ROUNDS starts and all of them."""
    pythons = interpreters(function_names(), KEPT)
    print("| function | bundle | libraries | start: median | all |\n|---|---|---|---|---|")
    for name, python in pythons.items():
        starts = sorted(_start_ms(name, python) for _ in range(ROUNDS))
        libraries = sum(path.stat().st_size for path in python.parents[1].rglob("*") if path.is_file()) / 2**20
        shown = ", ".join(f"{each:,.0f}" for each in starts)
        size = len(bundle(name).data) / 1024
        median = statistics.median(starts)
        print(f"| {name} | {size:,.0f} kB | {libraries:,.0f} MiB | {median:,.0f} ms | {shown} ms |")


def _start_ms(name: str, python: Path) -> float:
    """Start a bundle on embedded parts and return the milliseconds until the framework has made its app."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {"SEGUE_OBJECTS": f"file:///{folder}/objects", "SEGUE_RECORDS": f"sqlite:///{folder}/segue.db"}
        return ask(name, python, {"method": "OPTIONS", "path": "/"}, environ).start_ms


if __name__ == "__main__":
    main()
