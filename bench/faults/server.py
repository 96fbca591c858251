"""Two real `segue serve` over the same stores, killed and stopped while clients ask each thing once."""

import base64
import http.client
import json
import os
import random
import signal
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from bench.faults import observations
from bench.faults.observations import Observations
from bench.faults.outcome import Outcome
from bench.faults.world import Embedded, World
from bench.served import Served
from functions.tally.handler import LEFT_OVER, TallyActivity
from shared.domain.rating import Opinion, Rating
from shared.messaging.messages import Tick
from shared.messaging.push import Message
from shared.model.artefact.store import ModelStore
from shared.model.model import Model
from shared.ports import Record, Records
from shared.record_kinds import LISTENERS, RATINGS, SEARCHES, SHARES
from shared.records.staging_paths import STAGED_PLAYLISTS

LONGEST_LIFE_SECONDS = 0.8
"""Longest time from one signal to the next."""

LONGEST_STOP_SECONDS = 3.0
"""Longest time that a stopped process stands still."""

CLIENTS = 4
ASK_SECONDS = 30.0

Json = dict[str, object]


@dataclass(slots=True)
class Asked:
    """Requests of one client, and those that were acknowledged."""

    tried: Counter[str] = field(default_factory=Counter)
    acknowledged: dict[str, list[str]] = field(default_factory=dict)
    """Kind -> keys of what must be there."""

    def ask(self, kind: str, send: Callable[[], bytes], key: Callable[[Json], str]) -> str:
        """Send once, and return the key of the acknowledged record, "" without an answer."""
        self.tried[kind] += 1
        try:
            found = key(json.loads(send() or b"{}"))
        except urllib.error.HTTPError as error:
            if error.code < 500:  # an error of the harness
                raise
            return ""
        except (OSError, http.client.HTTPException):
            return ""
        self.acknowledged.setdefault(kind, []).append(found)
        return found


class Client:
    """A listener who searches, rates, shares and signs in, at one server after the other, each thing once."""

    def __init__(self, urls: Sequence[str], uris: Sequence[str], seed: int, records: Records) -> None:
        self.asked = Asked()
        self._records = records
        self._urls = urls
        self._uris = uris
        self._draw = random.Random(seed)  # noqa: S311 - no secret

    def work(self, ended: threading.Event) -> Asked:
        """Send requests until the end."""
        while not ended.is_set():
            token = self._post("account/visitors", {}, field="token")
            if not token:
                time.sleep(0.02)
                continue
            self._have_account(token)
            self._search(token)
            address = f"{uuid.uuid4().hex}@mail.example"
            self._post("account/sign-in", {"address": address}, acknowledges=address)
        return self.asked

    def _have_account(self, token: str) -> None:
        """Store an account for the listener of a token, as only the playlists of those who have one are staged."""
        subject = token.partition(".")[0]
        listener = json.loads(base64.urlsafe_b64decode(subject + "=" * (-len(subject) % 4)))
        self._records.create(LISTENERS.name, Record(listener, {"address": f"{listener}@mail.example"}))

    def _search(self, token: str) -> None:
        songs = self._draw.sample(self._uris, 8)
        search = self._post("recommend", {"text": "\n".join(songs), "n": 3, "share": True}, token, field="id")
        if search:
            self._post("feedback", {"search": search, "opinion": "love"}, token, acknowledges=search)
            self._post("share", {"search": search}, token, field="id")

    def _post(self, path: str, body: Json, token: str = "", *, field: str = "", acknowledges: str = "") -> str:
        """Send once; return the acknowledged value, a field of the answer or all of it, "" without an answer."""
        network = ".".join(str(self._draw.randrange(1, 255)) for _ in range(4))  # each has a limit of mails
        headers = {"Content-Type": "application/json", "X-Forwarded-For": network}
        headers |= {"Authorization": f"Bearer {token}"} if token else {}
        url = f"{self._draw.choice(self._urls)}/api/{path}"
        request = urllib.request.Request(url, json.dumps(body).encode(), headers)

        def send() -> bytes:
            with urllib.request.urlopen(request, timeout=ASK_SECONDS) as answer:
                return bytes(answer.read())

        return self.asked.ask(path, send, lambda answer: acknowledges or str(answer[field]))


def killed_for_real(model_folder: Path, folder: Path, signals: int, seed: int = 7) -> Outcome:
    """Send `signals` to one of two servers under load at random, then compare their stores with the answers."""
    settings = {
        "SEGUE_MAIL": f"outbox:///{folder}/mails",
        "SEGUE_MAIL_FROM": "Segue <mail@segue.example>",
        "SEGUE_POSTAL_ADDRESS": "Segue, 1 Song Street, Tune",
        "SEGUE_FORWARDED_HOPS": "1",  # each caller has a network of its own
    }
    servers = [Served(folder, settings), Served(folder, settings)]
    ModelStore(servers[0].objects).publish(model_folder)
    uris = [track.id for track in Model.open(model_folder).catalogue.tracks(range(200))]
    urls, records = [server.url for server in servers], Embedded(folder).ports.records
    clients = [Client(urls, uris, seed + place, records) for place in range(CLIENTS)]
    with ExitStack() as stack:
        for server in servers:
            server.start()
            stack.callback(server.kill)
        asked = _under_load(servers, clients, signals, random.Random(seed))  # noqa: S311 - no secret
        for server in servers:
            server.kill()
            server.start()
        servers[0].wait_until_delivered()
    return _judged(folder, signals, asked)


def _under_load(
    servers: Sequence[Served], clients: Sequence[Client], signals: int, draw: random.Random
) -> list[Asked]:
    """Send the signals while the clients work; return what they asked for."""
    ended = threading.Event()
    with ThreadPoolExecutor(CLIENTS) as threads:
        working = [threads.submit(client.work, ended) for client in clients]
        try:
            _send(servers, signals, draw)
        finally:
            ended.set()
        return [each.result() for each in working]


def _send(servers: Sequence[Served], signals: int, draw: random.Random) -> None:
    for _ in range(signals):
        time.sleep(draw.uniform(0.0, LONGEST_LIFE_SECONDS))
        server = draw.choice(servers)
        if draw.random() < 0.4:
            os.kill(server.pid, signal.SIGSTOP)
            time.sleep(draw.uniform(0.1, LONGEST_STOP_SECONDS))
            os.kill(server.pid, signal.SIGCONT)
        else:
            server.kill()
            server.start()


def _judged(folder: Path, signals: int, asked: Sequence[Asked]) -> Outcome:
    """Each acknowledged thing must be there; nothing more than was asked for, and counters must agree."""
    world = Embedded(folder)
    world.clock.moment = datetime.now(UTC)
    _tick_later(world)
    tried = sum((each.tried for each in asked), Counter())
    kept = {kind: {key for each in asked for key in each.acknowledged.get(kind, [])} for kind in tried}
    found = _found(world)
    missing = Counter({f"{kind} {key}": 1 for kind in found for key in kept.get(kind, ()) if not found[kind][key]})
    more: Observations = Counter({kind: found[kind].total() - tried[kind] for kind in found})
    more.update({f"mail to {to} again": often - 1 for to, often in found["account/sign-in"].items()})
    staged = len({each.name for each in world.ports.objects.list(STAGED_PLAYLISTS)})
    missing["staged lists"] = len(kept["recommend"]) - staged
    outcome = Outcome("segue serve, two processes", "SIGKILL and SIGSTOP", signals, tried.total())
    outcome.set_aside = observations.messages_set_aside(world)
    more = +more + observations.search_counts(world) + observations.rating_counts(world)
    outcome.compared(+missing, more)
    outcome.blocked += world.waiting()
    return outcome


def _tick_later(world: World) -> None:
    """Count what killed processes left over, as an hourly tick does once it is old enough."""
    tick = Message("late", msgspec.json.encode(Tick()), {}, "", "", 1)
    TallyActivity(world.ports.records, now=lambda: world.clock.moment + LEFT_OVER).handle(tick)


def _found(world: World) -> dict[str, Counter[str]]:
    """Return what is stored or mailed, by the path that asks for it."""
    records = world.ports.records
    ratings = [Rating.of(each.fields) for each in observations.every(records, RATINGS.name)]
    return {
        "recommend": Counter(each.key for each in observations.every(records, SEARCHES.name)),
        "feedback": Counter(each.target.id for each in ratings if each.opinion is Opinion.LOVE),
        "share": Counter(each.key for each in observations.every(records, SHARES.name)),
        "account/sign-in": Counter(str(mail["To"]) for mail in world.mails()),
    }
