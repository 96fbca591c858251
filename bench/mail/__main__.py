"""Plan and send the weekly mail of many subscribers: `python -m bench.mail var/m --send 100000 --plan 1000000`.

Batches are sent by processes, as instances of the function would; each sends one batch after another.
"""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from threading import Event, Thread

import click
import msgspec
import psutil

from bench.mail.sender import DUE, NOW, Workspace, ready, send_batch, senders
from bench.mail.subscribers import create_subscribers
from functions.weekly_email.contract import Batch
from functions.weekly_email.plan import Plan
from shared.adapters.memory import MemoryBus
from shared.model.model import Model

_MIB = 2**20


@click.command()
@click.argument("model", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--send", "sent", default=100_000, show_default=True, help="Subscribers planned and sent; 0 for none."
)
@click.option(
    "--plan", "planned", default=1_000_000, show_default=True, help="Subscribers only planned; 0 for none."
)
@click.option("--workers", default=2, show_default=True, help="Processes that send.")
def main(model: Path, sent: int, planned: int, workers: int) -> None:
    """Measure the weekly mail with the model in a folder."""
    print("| | subscribers | time | each | peak memory of a process |\n|---|---|---|---|---|")
    if sent:
        with tempfile.TemporaryDirectory() as name:
            place = Workspace(model, Path(name))
            create_subscribers(place.records_file, Model.open(model), sent, DUE, histories=True)
            batches = _planned(place, sent)
            _sent(place, batches, sent, workers)
    if planned:
        with tempfile.TemporaryDirectory() as name:
            place = Workspace(model, Path(name))
            create_subscribers(place.records_file, Model.open(model), planned, DUE, histories=False)
            _planned(place, planned)


def _planned(place: Workspace, people: int) -> list[bytes]:
    """Plan in this process, one run after another as its messages arrive; return the batches."""
    before = _peak_mib()
    bus, batches = MemoryBus(), list[bytes]()
    plan, runs = Plan(place.records(), lambda: bus), 0
    started = time.perf_counter()
    plan.run(NOW)
    while bus.published:
        runs += 1
        batches += [each.data for each in bus.published if b'"batch"' in each.data[:20]]
        more = [msgspec.json.decode(each.data) for each in bus.published if b'"plan"' in each.data[:20]]
        bus.published.clear()
        for order in more:
            plan.run(NOW, order["cursor"])
    seconds = time.perf_counter() - started
    handed_out = sum(len(msgspec.json.decode(each, type=Batch).due) for each in batches)
    assert handed_out == people, f"expected {people} planned, found {handed_out}"  # noqa: S101 - it measures
    grown = f"{_peak_mib() - before:.0f} MiB more than before, the batches among them"
    _row(f"planned, in {runs} runs, {len(batches)} batches", people, seconds, grown)
    return batches


def _sent(place: Workspace, batches: list[bytes], people: int, workers: int) -> None:
    used = _children_seconds()
    with _watched() as peaks, senders(workers, place) as pool:
        list(pool.map(ready, range(workers)))  # until each has loaded its model
        started = time.perf_counter()
        grown: list[float] = []
        for done, _ in enumerate(pool.map(send_batch, batches), start=1):
            if done in (len(batches) // 2, len(batches)):
                grown.append(max(peaks.values(), default=0) / _MIB)
        seconds = time.perf_counter() - started
    used = _children_seconds() - used
    written = sum(1 for _ in place.outbox.iterdir())
    assert written == people, f"expected {people} mails, found {written}"  # noqa: S101 - it measures
    memory = f"{grown[0]:.0f} MiB at half, {grown[-1]:.0f} MiB at the end"
    each = f"{1_000 * used / people:.0f} ms of processor each, starts included"
    _row(f"sent into the outbox by {workers} processes; {each}", people, seconds, memory)


def _children_seconds() -> float:
    """Return the processor time of all child processes that have ended."""
    usage = getrusage(RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


@contextmanager
def _watched() -> Iterator[dict[int, int]]:
    """Record the peak memory of each child process, in bytes."""
    peaks: dict[int, int] = {}
    over = Event()

    def watch() -> None:
        while not over.wait(0.5):
            for child in psutil.Process().children():
                try:
                    peaks[child.pid] = max(peaks.get(child.pid, 0), child.memory_full_info().uss)
                except psutil.Error:
                    continue

    thread = Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield peaks
    finally:
        over.set()
        thread.join()


def _peak_mib() -> float:
    return getrusage(RUSAGE_SELF).ru_maxrss / 1024


def _row(what: str, people: int, seconds: float, memory: str) -> None:
    each = f"{1_000 * seconds / people:.2f} ms"
    print(f"| {what} | {people:,} | {seconds:,.0f} s | {each} | {memory} |", flush=True)


if __name__ == "__main__":
    main()
