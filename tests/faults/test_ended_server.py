"""A real server that is asked to end while its mail server hangs: it ends soon, and no mail is lost."""

import signal
import socket
import sqlite3
import threading
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta

import pytest
import requests
from weekly_mail import MONDAY_NOON, Weekly

from bench.served import Served
from shared.adapters.memory import HandClock
from shared.model.artefact.store import ModelStore
from shared.record_kinds import SENT_DIGESTS

ENDS_WITHIN_SECONDS = 5.0
"""As docs/operations.md promises; half of the time in which a hanging mail server is given up."""

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no such signals")


class Silent:
    """A mail server that accepts connections and never says a word."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._held: list[socket.socket] = []
        self.asked = threading.Semaphore(0)
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                self._held.append(self._listening.accept()[0])
            except OSError:
                return
            self.asked.release()

    def close(self) -> None:
        self._listening.close()
        for each in self._held:
            each.close()


@pytest.fixture
def silent():
    server = Silent()
    yield server
    server.close()


@contextmanager
def serving(folder, model_folder, mail_port):
    settings = {
        "SEGUE_MAIL": f"smtp://127.0.0.1:{mail_port}",
        "SEGUE_MAIL_FROM": "Segue <mail@segue.example>",
        "SEGUE_POSTAL_ADDRESS": "Segue, 1 Long Road, Ghent",
    }
    server = Served(folder, settings, folder / "log")
    ModelStore(server.objects).publish(model_folder)
    yield server
    if server.is_running():
        server.kill()


def subscribers(model, server, count):
    """Create subscribers whose mail is due."""
    clock = HandClock(datetime.now(UTC) - timedelta(minutes=1))
    weekly = Weekly(model, clock, server.records())
    for number in range(count):
        weekly.subscribe(f"listener{number}", MONDAY_NOON, at=number)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_server_whose_mail_server_hangs_ends_soon_and_keeps_the_batch(
    number, silent, model, model_folder, tmp_path
):
    with serving(tmp_path, model_folder, silent.port) as server:
        subscribers(model, server, 3)
        server.start()
        assert silent.asked.acquire(timeout=60)  # the first mail of the batch is under way
        ask = {"address": "ada@mail.example"}
        asking = threading.Thread(target=_post, args=(f"{server.url}/api/account/sign-in", ask), daemon=True)
        asking.start()
        assert silent.asked.acquire(timeout=60)  # and so is a request
        assert requests.get(f"{server.url}/health", timeout=60).status_code == 200
        server._process.send_signal(number)
        assert server._process.wait(timeout=ENDS_WITHIN_SECONDS) == 0
        with closing(sqlite3.connect(server.records_file)) as connection:
            rows = connection.execute("SELECT subscription, attempts, due FROM messages").fetchall()
        assert not server.records().page(SENT_DIGESTS.name).records  # the mail under way is claimed by nobody
        assert ("digests-to-weekly-email", 0, 0) in rows
    assert "Traceback" not in (tmp_path / "log").read_text()


def _post(url, body):
    with suppress(requests.ConnectionError):
        requests.post(url, json=body, timeout=60)
