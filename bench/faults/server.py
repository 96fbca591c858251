"""A real `segue serve`, killed at random moments while listeners search, share and rate, with endless retries."""

import http.client
import json
import random
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from bench.faults import observations
from bench.faults.process import START, Stores
from bench.faults.run import Outcome
from bench.served import Served
from functions.recommend.contract import RecommendResponse
from shared.adapters.memory import HandClock
from shared.domain.rating import Opinion, Rating
from shared.model.artefact.store import ModelStore
from shared.model.model import Model
from shared.record_kinds import COUNTERS, RATINGS
from shared.records.counter_names import EVERYONE
from shared.records.counters import ShardedCounter
from shared.records.staging_paths import STAGED_PLAYLISTS

LONGEST_LIFE_SECONDS = 0.8
"""Longest time from a server's first answer until it is killed."""

LISTENERS = 3

Body = dict[str, object]


class Server(Served):
    """A server that is killed repeatedly; `up` while one runs."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.up = threading.Event()
        self.is_given_up = False
        """The server will not be restarted: fail clients at once."""

    def start(self) -> None:
        """Start a process and wait until it answers. Raises as `Served.start` does."""
        super().start()
        self.up.set()

    def kill(self) -> None:
        """Kill the process as a crash does."""
        self.up.clear()
        super().kill()

    def ask(self, path: str, body: Body, token: str = "") -> bytes:
        """Post JSON until there is an answer, however often the server is killed."""
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        while True:
            self.up.wait()
            request = urllib.request.Request(f"{self.url}/api/{path}", json.dumps(body).encode(), headers)
            # Retry after a lost connection or a 5xx; a 4xx is an error of the harness.
            try:
                with urllib.request.urlopen(request, timeout=60) as answer:
                    return bytes(answer.read())
            except urllib.error.HTTPError as error:
                if error.code < 500:
                    raise
            except (OSError, http.client.HTTPException):
                if self.is_given_up:
                    raise


def killed_for_real(model_folder: Path, folder: Path, kills: int, seed: int = 7) -> Outcome:
    """Kill and restart a server `kills` times under load, then compare its stores with the answers given."""
    server, ended = Server(folder), threading.Event()
    ModelStore(server.objects).publish(model_folder)
    uris = [track.uri for track in Model.open(model_folder).catalogue.tracks(range(200))]
    draw = random.Random(seed)  # noqa: S311 - no secret
    with ThreadPoolExecutor(LISTENERS) as threads:
        asking = [threads.submit(_listen, server, uris, ended, place) for place in range(LISTENERS)]
        try:
            for _ in range(kills):
                server.start()
                time.sleep(draw.uniform(0.0, LONGEST_LIFE_SECONDS))
                server.kill()
            server.start()
        except BaseException:
            server.is_given_up = True
            raise
        finally:
            ended.set()
            server.up.set()
        answers = [answer for each in asking for answer in each.result()]
    server.wait_until_delivered()
    server.kill()
    stores = Stores(server.records(), server.objects, HandClock(START))
    stores.answered = dict(enumerate(answers))
    return _judged(stores, kills)


def _listen(server: Server, uris: list[str], ended: threading.Event, place: int) -> list[RecommendResponse]:
    """Search with a random list, share it and rate the answer, until the end; return the answers."""
    token = json.loads(server.ask("account/visitors", {}))["token"]
    answers = []
    for number in _until(ended):
        draw = random.Random(f"{place}.{number}")  # noqa: S311 - no secret
        body: Body = {"text": "\n".join(draw.sample(uris, 8)), "n": 3, "share": True}
        answer = msgspec.json.decode(server.ask("recommend", body, token), type=RecommendResponse)
        server.ask("feedback", {"search": answer.id, "opinion": "love"}, token)
        answers.append(answer)
    return answers


def _until(ended: threading.Event) -> Iterator[int]:
    number = 0
    while not ended.is_set():
        yield number
        number += 1


def _judged(stores: Stores, kills: int) -> Outcome:
    """Compare with the expected state: each answer stored, counted, rated and its list staged, exactly once."""
    answers = len(stores.answered)
    expected: observations.Observations = observations.Observations(
        {"searches": answers, "staged": answers, "loved": answers, "rated": answers}
    )
    for place in range(answers):
        expected.update((f"answer {place} is kept", f"answer {place} is counted"))
    found = observations.answers(stores)
    found["staged"] = len({each.name for each in stores.objects.list(STAGED_PLAYLISTS)})
    found["loved"] = ShardedCounter(stores.records, COUNTERS.name).read(EVERYONE).get("ratings.list.love", 0)
    ratings = [Rating.of(record.fields) for record in stores.records.page(RATINGS.name, limit=10_000).records]
    found["rated"] = sum(each.opinion is Opinion.LOVE and not each.uncounted for each in ratings)
    lost, twice = (expected - found).total(), (found - expected).total()
    return Outcome("segue serve", "kill -9", kills, 3 * answers, lost, twice, observations.unanswered(stores))
