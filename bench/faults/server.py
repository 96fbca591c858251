"""A real `segue serve`, killed at random moments while people search, share and rate; nobody gives up asking."""

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

from bench.faults import things
from bench.faults.process import START, Stores
from bench.faults.run import Outcome
from bench.served import Served
from functions.recommend.contract import RecommendResponse
from shared.adapters.memory import HandClock
from shared.domain.rating import RATINGS
from shared.model.artefact.store import ModelStore
from shared.model.model import Model
from shared.records.counter_names import EVERYONE, FIGURES
from shared.records.counters import ShardedCounter
from shared.records.staging_paths import STAGED_PLAYLISTS

LONGEST_LIFE_SECONDS = 0.8
"""How long after its first answer a server is killed, at the most."""

LISTENERS = 3

Body = dict[str, object]


class Server(Served):
    """A server that is killed again and again; `up` while there is one."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.up = threading.Event()
        self.is_given_up = False
        """No other will be started: who asks hears so instead of asking for ever."""

    def start(self) -> None:
        """Start one and wait until it answers. Raises as that of any server does."""
        super().start()
        self.up.set()

    def kill(self) -> None:
        """End it as a crash does, without a word."""
        self.up.clear()
        super().kill()

    def ask(self, path: str, body: Body, token: str = "") -> bytes:
        """Ask for JSON until there is an answer, however often the server is killed."""
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        while True:
            self.up.wait()
            request = urllib.request.Request(f"{self.url}/api/{path}", json.dumps(body).encode(), headers)
            # Whoever is cut off asks again; a refusal that is no fault of the moment ends all.
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
    """Kill a server that often while listeners keep asking, start it again, and look whether all is there."""
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
    """Search with a list of one's own, share it and rate the answer, until the end; give the answers."""
    token = json.loads(server.ask("account/visitors", {}))["token"]
    answers = []
    for turn in _turns(ended):
        draw = random.Random(f"{place}.{turn}")  # noqa: S311 - no secret
        body: Body = {"text": "\n".join(draw.sample(uris, 8)), "n": 3, "share": True}
        answer = msgspec.json.decode(server.ask("recommend", body, token), type=RecommendResponse)
        server.ask("feedback", {"search": answer.id, "opinion": "love"}, token)
        answers.append(answer)
    return answers


def _turns(ended: threading.Event) -> Iterator[int]:
    turn = 0
    while not ended.is_set():
        yield turn
        turn += 1


def _judged(stores: Stores, kills: int) -> Outcome:
    """Compare with what must be there: each answer kept, counted, rated and its list staged, all of it once."""
    answers = len(stores.answered)
    expected: things.Things = things.Things(
        {"searches": answers, "staged": answers, "loved": answers, "rated": answers}
    )
    for place in range(answers):
        expected.update((f"answer {place} is kept", f"answer {place} is counted"))
    found = things.answers(stores)
    found["staged"] = len({each.name for each in stores.objects.list(STAGED_PLAYLISTS)})
    found["loved"] = ShardedCounter(stores.records, FIGURES).read(EVERYONE).get("ratings.list.love", 0)
    rated = stores.records.page(RATINGS, limit=10_000).records
    found["rated"] = sum(each.fields["opinion"] == "love" and not each.fields["uncounted"] for each in rated)
    lost, twice = (expected - found).total(), (found - expected).total()
    return Outcome("segue serve", "kill -9", kills, 3 * answers, lost, twice, things.unanswered(stores))
