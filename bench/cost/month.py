"""Cost of a month of each environment by its requests, free tiers taken off.

Prices of `prices.py`; mail and the weekly training are not in it.
"""

from dataclasses import dataclass

from bench.cost import prices
from bench.cost.calls import KEPT_MONTHS
from bench.cost.deployed import functions
from bench.cost.prices import GIB
from bench.cost.usage import HOURS, Used, used

REQUESTS = (0, 1_000, 100_000, 10_000_000)

VISIT_FILES, VISIT_KB = 7, 30
"""Files of a first visit of the built site, and their size as sent: `make site`, gzip."""

UNBUILT_FILES, UNBUILT_KB = 37, 34
"""The same of the site as it is written."""

IMAGE_GIB, MODEL_GIB = 0.25, 0.56
"""An image of a function, assumed; a model of 123,000 songs."""

MODELS_KEPT = 3


@dataclass(frozen=True, slots=True)
class Environment:
    """The parts of an environment that are paid for, as its main.tf has them."""

    name: str
    balanced: bool = True
    warm: tuple[str, ...] = ()
    throttle_rules: int = 0
    conditions: int = 9
    images_kept: int = 5
    backups: int = 11
    restorable: bool = True


ENVIRONMENTS = (
    Environment("hobby", balanced=False, conditions=0, images_kept=1, backups=4, restorable=False),
    Environment("dev"),
    Environment("prod", warm=("recommend", "search"), throttle_rules=6),
)


@dataclass(frozen=True, slots=True)
class Month:
    """The parts of a month's bill, in US dollars."""

    fixed: float
    run: float
    documents: float
    network: float
    kept: float
    """Storage and backups of searches, once 13 months of them are kept."""

    @property
    def first(self) -> float:
        """The bill of the first month."""
        return self.fixed + self.run + self.documents + self.network

    @property
    def steady(self) -> float:
        """The bill after 13 months of the same."""
        return self.first + self.kept


def month(
    environment: Environment, requests: int, *, files: int = VISIT_FILES, visit_kb: float = VISIT_KB
) -> Month:
    """Compute a month's bill of an environment."""
    of_it = used(requests)
    kept = _over(of_it.kept_gib * KEPT_MONTHS, prices.FREE_STORED_GIB)
    each = prices.STORED_GIB_MONTH + environment.backups * prices.BACKUP_GIB
    each += prices.RESTORABLE_GIB * environment.restorable
    return Month(
        fixed=_fixed(environment), run=_run(of_it), documents=_documents(of_it),
        network=_network(environment, of_it, files, visit_kb), kept=kept * each,
    )  # fmt: skip


def _over(amount: float, free: float) -> float:
    return max(0.0, amount - free)


def _fixed(environment: Environment) -> float:
    """Return what a month costs without a request."""
    idle = sum(functions()[name].vcpu + functions()[name].gib for name in environment.warm)
    images = _over(len(functions()) * environment.images_kept * IMAGE_GIB, prices.FREE_IMAGE_GIB)
    armor = prices.ARMOR_POLICY + environment.throttle_rules * prices.ARMOR_RULE
    return (
        environment.balanced * prices.BALANCER_HOUR * HOURS
        + idle * prices.IDLE_SECOND * HOURS * 3_600
        + (armor if environment.throttle_rules else 0)
        + environment.conditions * prices.ALERT_CONDITION
        + images * prices.IMAGE_GIB
        + MODELS_KEPT * MODEL_GIB * prices.OBJECT_GIB
    )


def _run(of_it: Used) -> float:
    """Return Cloud Run's part with what starts read, and Pub/Sub's."""
    message_gib = 2 * of_it.messages * prices.LEAST_MESSAGE_BYTES / GIB
    return (
        _over(of_it.vcpu_s, prices.FREE_VCPU_SECONDS) * prices.VCPU_SECOND
        + _over(of_it.gib_s, prices.FREE_GIB_SECONDS) * prices.GIB_SECOND
        + _over(of_it.requests, prices.FREE_REQUESTS) / 1e6 * prices.MILLION_REQUESTS
        + of_it.object_reads * prices.OBJECT_READ
        + _over(message_gib, prices.FREE_MESSAGE_GIB) / 1_024 * prices.MESSAGE_TIB
    )


def _documents(of_it: Used) -> float:
    """Return Firestore's part; nearly all that is deleted expires."""
    reads, writes = _over(of_it.reads, prices.FREE_READS), _over(of_it.writes, prices.FREE_WRITES)
    return reads * prices.READ + writes * prices.WRITE + of_it.deletes * prices.DELETE


def _network(environment: Environment, of_it: Used, files: int, visit_kb: float) -> float:
    """Return the part of the site and of answers on their way; Hosting's answers are counted twice, to be safe."""
    site_gib = of_it.visits * visit_kb * 1_000 / GIB
    if not environment.balanced:
        hosted = _over(site_gib + of_it.out_gib, prices.FREE_HOSTED_GIB)
        return hosted * prices.HOSTED_GIB + of_it.out_gib * prices.OUT_GIB
    armored = prices.ARMOR_REQUEST * of_it.asked if environment.throttle_rules else 0
    return (
        of_it.out_gib * (prices.OUT_GIB + prices.BALANCED_GIB)
        + site_gib * (prices.CACHED_GIB + prices.BALANCED_GIB)
        + of_it.visits * files * prices.CACHE_LOOK_UP
        + armored
    )


def table() -> str:
    """Return the table of the environments' months, and what the unbuilt site would cost."""
    columns = ["requests a month", *(f"{requests:,}" for requests in REQUESTS)]
    columns += ["of the last: fixed, Cloud Run, Firestore, network", "after 13 months"]
    lines = [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    for environment in ENVIRONMENTS:
        months = [month(environment, requests) for requests in REQUESTS]
        last = months[-1]
        parts = ", ".join(f"${part:.2f}" for part in (last.fixed, last.run, last.documents, last.network))
        bills = " | ".join(f"${each.first:.2f}" for each in months)
        lines.append(f"| {environment.name} | {bills} | {parts} | ${last.steady:.2f} |")
    prod = ENVIRONMENTS[-1]
    unbuilt = month(prod, REQUESTS[-1], files=UNBUILT_FILES, visit_kb=UNBUILT_KB)
    lines.append(f"\nWith the site as it is written, `{prod.name}` would cost ${unbuilt.first:.2f}.")
    return "\n".join(lines)
