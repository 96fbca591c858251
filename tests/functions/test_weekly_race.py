"""Two senders of one batch at once: both read that a digest is not claimed, one of them sends it."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from weekly_mail import Weekly, addresses, batch_of

from shared.adapters.memory import MemoryRecords
from shared.adapters.sqlite_records import SqliteRecords
from shared.record_kinds import SENT_DIGESTS
from shared.records.sent_digests import Progress, SentDigest

NAMES = ["ada", "bob", "cy"]
PATIENCE_SECONDS = 120


class ClaimingTogether:
    """Records in which no digest is claimed before both senders are about to claim it."""

    def __init__(self, records):
        self._records = records
        self._both = threading.Barrier(2, timeout=PATIENCE_SECONDS)

    def create(self, collection, record):
        if collection == SENT_DIGESTS.name:
            self._both.wait()
        return self._records.create(collection, record)

    def __getattr__(self, name):
        return getattr(self._records, name)


@pytest.fixture(params=["memory", "sqlite"])
def weekly(request, model, clock, tmp_path):
    records = MemoryRecords(clock) if request.param == "memory" else SqliteRecords(tmp_path / "segue.db", clock)
    return Weekly(model, clock, ClaimingTogether(records))


def sent_by_two(weekly):
    """Have two senders send the same batch at once; give the subscribers."""
    subscribers = [weekly.subscribe(name) for name in NAMES]
    with ThreadPoolExecutor(2) as threads:
        sending = [threads.submit(weekly.function().handle, batch_of(*subscribers)) for _ in range(2)]
        for each in sending:
            each.result()
    return subscribers


def test_each_listener_gets_one_mail(weekly):
    sent_by_two(weekly)
    assert sorted(addresses(weekly.mailer)) == [f"{name}@mail.example" for name in NAMES]


def test_each_digest_is_marked_as_sent_and_the_next_is_due_in_a_week(weekly):
    subscribers = sent_by_two(weekly)
    digests = [SentDigest.of(record.fields) for record in weekly.records.page(SENT_DIGESTS.name).records]
    assert [(each.listener, each.progress) for each in digests] == [(name, Progress.SENT) for name in NAMES]
    assert all(weekly.subscription(each.listener).due_at > each.due_at for each in subscribers)
