"""Locust users: listeners who type, ask for songs, rate, share and sign in.

    locust -f bench/load/locustfile.py --host http://127.0.0.1:8080 --outbox var/outbox

`python -m bench.load` runs this and reads the outcome.
"""

import urllib.request
import uuid
from argparse import ArgumentParser
from pathlib import Path
from urllib.parse import quote

import msgspec
from locust import events, task
from locust.env import Environment

from bench.load.browser import Answer, Browser, outcome
from bench.load.post_box import PostBox

OPINIONS = ("love", "like", "okay", "hate")
LETTERS = "abcdefghijklmnopqrstuvwxyz"

Song = dict[str, str]

songs: list[Song] = []
"""Songs that the server's model has."""


@events.init_command_line_parser.add_listener
def add_options(parser: ArgumentParser) -> None:
    """Add the options for the server's outbox folder and for the file of the outcome."""
    parser.add_argument("--outbox", default="var/outbox", help="Folder that the server writes its mails to.")
    parser.add_argument("--outcome", default="", help="File to write all answers to.")


@events.test_start.add_listener
def learn_songs(environment: Environment, **_: object) -> None:
    """Collect songs of the catalogue before anything is measured."""
    for letter in LETTERS:
        with urllib.request.urlopen(f"{environment.host}/api/search?q={letter}&limit=50", timeout=60) as answer:
            songs.extend(msgspec.json.decode(answer.read())["results"])


@events.quitting.add_listener
def write_outcome(environment: Environment, **_: object) -> None:
    """Write all answers to the outcome file."""
    if path := environment.parsed_options.outcome:
        Path(path).write_bytes(msgspec.json.encode(outcome))


class Listener(Browser):
    """A listener. Each task sends one request; its number is its share of all requests, in per cent."""

    def arrive(self) -> None:
        """Become a new listener without a history."""
        self.title = self.typed = self.shared = self.address = ""
        self.nonce = uuid.uuid4().hex
        self.signed_in = False
        self.answer: Answer = {}
        super().arrive()

    @task(44)
    def type(self) -> None:
        """Search with two more letters of a song's name, or begin another."""
        if self.typed == self.title:
            self.title, self.typed = self.draw.choice(songs)["name"], ""
        self.typed = self.title[: len(self.typed) + 2]
        self.ask("type", "GET", f"/api/search?q={quote(self.typed)}&limit=8")

    @task(13)
    def ask_by_songs(self) -> None:
        """Request a list from some picked songs."""
        picked = self.draw.sample(songs, self.draw.randint(1, 8))
        self.recommend("ask by songs", {"tracks": [song["uri"] for song in picked]})

    @task(7)
    def ask_by_text(self) -> None:
        """Request a list from a pasted playlist."""
        pasted = self.draw.sample(songs, self.draw.randint(10, 40))
        lines = [f"{song['artist']} - {song['name']}" for song in pasted]
        self.recommend("ask by text", {"text": "\n".join(lines)})

    def recommend(self, name: str, body: Answer) -> None:
        """Request songs, and remember the answer."""
        asked, answer = self.ask(name, "POST", "/api/recommend", {**body, "n": 10})
        if asked.is_answered():
            self.answer = answer
            self.wrote(asked, "search", answer["id"])

    @task(16)
    def rate(self) -> None:
        """Rate the last answer, or a song of it."""
        if not self.answer:
            self.ask_by_songs()
            return
        search, opinion = self.answer["id"], self.draw.choice(OPINIONS)
        track = self.draw.choice(["", *(song["uri"] for song in self.answer["recommendations"])])
        body = {"search": search, "track": track, "opinion": opinion}
        asked, _ = self.ask("rate", "POST", "/api/feedback", body)
        self.wrote(asked, "rating", search, track, opinion)

    @task(4)
    def share(self) -> None:
        """Share the last answer."""
        if not self.answer:
            self.ask_by_songs()
            return
        asked, answer = self.ask("share", "POST", "/api/share", {"search": self.answer["id"]})
        if asked.is_answered():
            self.shared = answer["id"]
            self.wrote(asked, "share", self.shared)

    @task(5)
    def open_shared_list(self) -> None:
        """Open the page of the list shared last."""
        if self.shared:
            self.ask("open a shared list", "GET", f"/s/{self.shared}")
        else:
            self.type()

    @task(4)
    def sign_in(self) -> None:
        """Request a sign-in link; the next time, use it."""
        outbox = PostBox.of(Path(self.environment.parsed_options.outbox))
        if self.signed_in:
            self.look()
        elif link := outbox.link(self.address):
            self.enter(link, outbox)
        else:
            self.address = f"{uuid.uuid4().hex}@listeners.example"
            self.ask(
                "ask for a link", "POST", "/api/account/sign-in", {"address": self.address, "nonce": self.nonce}
            )

    def enter(self, link: str, outbox: PostBox) -> None:
        """Use a mailed link, again after a refusal; after an unknown outcome, become a new listener."""
        asked, answer = self.ask("sign in", "POST", "/api/account/sessions", {"token": link, "nonce": self.nonce})
        if asked.is_refused():
            return
        outbox.throw_away(self.address)
        if asked.is_answered():
            self.token, self.signed_in = answer["token"], True
            self.wrote(asked, "account", self.address)
        else:
            self.arrive()

    @task(4)
    def look(self) -> None:
        """Open the listener's own statistics."""
        self.ask("look at own music", "GET", "/api/insights/me")

    @task(3)
    def open_page(self) -> None:
        """Open the first page."""
        self.ask("open the page", "GET", "/")
