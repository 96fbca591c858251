"""`python -m bench.attack var/m`: honest requests to `segue serve` with and without a hostile client beside them.

Its two threads send 10,000 made-up lines each, and again as soon as they are answered. The phases take turns, so
that other work on the machine meets both. With `--forwarded` the attack comes from another address.
"""

import argparse
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from bench.attack.hostile import THREADS, attacking
from bench.attack.requests import Post, Status, honest_texts, posting
from bench.served import Served
from shared.model.artefact.store import ModelStore
from shared.model.model import Model

HONEST, HOSTILE = "192.0.2.1", "198.51.100.1"
"""Addresses for documentation (RFC 5737), as a proxy would forward them."""

_HEAD = """\
| | honest requests | answered | median | p90 | p99 | the attack's answers |
|---|---|---|---|---|---|---|"""


@dataclass
class Phase:
    """The outcomes of honest requests."""

    statuses: Counter[Status] = field(default_factory=Counter)
    ms: list[float] = field(default_factory=list)
    """Response times of those that were answered with 200."""

    def percentile(self, share: float) -> float:
        """Compute the `share`-th percentile of the response times; NaN without an answer."""
        return float(np.percentile(self.ms, share)) if self.ms else float("nan")

    def row(self, name: str, others: str) -> str:
        """Return a row of the table."""
        asked = self.statuses.total()
        cells = [f"{asked}", f"{100 * len(self.ms) / asked:.1f} %"]
        cells += [f"{self.percentile(share):.0f} ms" for share in (50, 90, 99)]
        return f"| {' | '.join([name, *cells, others])} |"


def main() -> None:
    """Measure and print the table."""
    options = _options()
    texts = honest_texts(Model.open(options.model), 200)
    alone, beside, attacks = Phase(), Phase(), Counter[Status]()
    with tempfile.TemporaryDirectory() as folder:
        served = Served(Path(folder), _settings(options), log=options.log)
        ModelStore(served.objects).publish(options.model)
        served.start()
        try:
            post = posting(served.port, HONEST)
            _measure(Phase(), post, texts, 3, options.every)
            for _ in range(options.rounds):
                _measure(alone, post, texts, options.seconds, options.every)
                with attacking(served.port, HOSTILE if options.forwarded else HONEST, attacks):
                    _measure(beside, post, texts, options.seconds, options.every)
                _measure(Phase(), post, texts, 3, options.every)
        finally:
            served.kill()
    print(_HEAD)
    print(alone.row("without the attack", ""))
    print(beside.row(f"beside {THREADS} attacking threads", ", ".join(f"{n} x {s}" for s, n in attacks.items())))
    print(f"\np99 beside the attack: {beside.percentile(99) / alone.percentile(99):.1f} times that without it")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="folder of a trained model")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=20.0, help="of each phase")
    parser.add_argument("--every", type=float, default=0.2, help="seconds between honest requests")
    parser.add_argument("--forwarded", action="store_true", help="let the attack come from another address")
    parser.add_argument("--rates", action="store_true", help="keep the rate limits, which end the attack soon")
    parser.add_argument("--log", type=Path, help="file for the server's output")
    return parser.parse_args()


def _settings(options: argparse.Namespace) -> dict[str, str]:
    return {
        "SEGUE_RATE_FACTOR": "1" if options.rates else "0",
        "SEGUE_FORWARDED_HOPS": "1" if options.forwarded else "0",
    }


def _measure(phase: Phase, post: Post, texts: list[str], seconds: float, every: float) -> None:
    """Send an honest request each `every` seconds, or as soon as the one before is answered."""
    began = time.monotonic()
    for place in range(round(seconds / every)):
        time.sleep(max(0.0, began + place * every - time.monotonic()))
        started = time.perf_counter()
        status = post({"text": texts[place % len(texts)], "n": 10})
        phase.statuses[status] += 1
        if status == 200:
            phase.ms.append(1_000 * (time.perf_counter() - started))
        if time.monotonic() > began + 3 * seconds:
            return


if __name__ == "__main__":
    main()
