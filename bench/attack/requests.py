"""Requests of an honest and of a hostile client, over connections of their own."""

import http.client
import json
import random
from collections.abc import Callable, Mapping

from shared.model.model import Model

Status = int | str
"""The status of an answer, or the name of the error without one."""

Post = Callable[[Mapping[str, object]], Status]
"""Sends a request to `recommend` and reads its answer."""

LINES = 10_000
TIMEOUT_SECONDS = 90.0


def posting(port: int, address: str) -> Post:
    """Return a client of the local server whose address is forwarded as `address`."""
    headers = {"Content-Type": "application/json", "X-Forwarded-For": address}

    def post(body: Mapping[str, object]) -> Status:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
        try:
            connection.request("POST", "/api/recommend", json.dumps(body), headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status
        except (OSError, http.client.HTTPException) as error:
            return type(error).__name__
        finally:
            connection.close()

    return post


def honest_texts(model: Model, count: int) -> list[str]:
    """Return `count` requests of one to ten songs, as lines of artist and title. The random seed is fixed."""
    drawn = random.Random(20)  # noqa: S311 - nothing secret
    known = range(min(len(model.catalogue), 2_000))
    texts = []
    for _ in range(count):
        tracks = model.tracks(drawn.sample(known, drawn.randint(1, 10)))
        texts.append("\n".join(f"{track.artist} - {track.name}" for track in tracks))
    return texts


def made_up_lines(seed: int) -> str:
    """Return LINES lines that name no song, other ones for each seed: some 250 kB."""
    return "\n".join(f"a{seed % 97} by the {place} - song {place + seed % 89}" for place in range(LINES))
