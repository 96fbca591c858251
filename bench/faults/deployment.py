"""The composition: every function of Segue, built on a world's ports as after the start of a process."""

from collections.abc import Callable
from functools import cache
from http import HTTPStatus

from flask import Request, Response
from werkzeug.test import EnvironBuilder

from bench.faults.injection import FaultInjector
from bench.faults.world import World
from functions.account.accounts import Accounts
from functions.account.leaving import Leaving
from functions.account.limits import Limits
from functions.account.mails import Mails
from functions.account.parts import Parts
from functions.account.signing_in import SigningIn
from functions.account.subscribing import Subscribing
from functions.feedback.handler import Feedback
from functions.ingest.handler import Ingest
from functions.recommend.handler import Recommend
from functions.recommend.inputs import Services
from functions.share.handler import Sharing
from functions.tally.handler import TallyActivity
from functions.weekly_email.delivery import Delivery
from functions.weekly_email.handler import WeeklyEmail
from functions.weekly_email.plan import Plan
from functions.weekly_email.send import Send
from shared.digest.rendering import Rendering
from shared.errors import Unavailable
from shared.messaging.push import Handle, event_function
from shared.model.live import LiveModel
from shared.web.addresses import Addresses
from shared.web.tokens import Tokens

SITE = "https://segue.example"
POSTAL_ADDRESS = "Segue, 1 Song Street, Tune"
SECRET = "a secret for the faults of 32 characters or more"  # noqa: S105 - signs nothing of value


class Process:
    """The functions of one process; the world outlives it."""

    def __init__(self, world: World, injector: FaultInjector, models: LiveModel) -> None:
        self.world = world
        self.models = models
        self.ports = world.ports.injected(injector)
        self._functions = self._event_functions()
        self._rounds = world.rounds(injector, self.push)

    @property
    def recommend(self) -> Recommend:
        """The use case of `recommend`."""
        ports, world = self.ports, self.world
        return Recommend(
            self.models,
            ports.records,
            ports.outbox,
            lambda: ports.bus,
            Services(),
            now=world.clock,
            new_id=lambda: world.new_id("search"),
        )

    @property
    def feedback(self) -> Feedback:
        """The use case of `feedback`."""
        return Feedback(self.ports.records, lambda: self.ports.bus, now=self.world.clock)

    @property
    def sharing(self) -> Sharing:
        """The use case of `share`."""
        return Sharing(
            self.ports.records,
            lambda: self.ports.objects,
            self.models.get,
            now=self.world.clock,
            new_id=lambda: self.world.new_id("share"),
        )

    @property
    def signing_in(self) -> SigningIn:
        """The use case of `account` that mails links and opens sessions."""
        return SigningIn(self._account())

    @property
    def subscribing(self) -> Subscribing:
        """The use case of `account` behind subscriptions."""
        return Subscribing(self._account())

    @property
    def leaving(self) -> Leaving:
        """The use case of `account` that deletes a listener."""
        return Leaving(self.ports.records, lambda: self.ports.objects, now=self.world.clock)

    def _account(self) -> Parts:
        records, now = self.ports.records, self.world.clock
        return Parts(
            records,
            Accounts(records, now=now, new_id=lambda: self.world.new_id("listener")),
            Limits(records, lambda: SECRET, now),
            lambda: self.ports.mailer,
            _mails,
            tokens,
            now,
        )

    def _event_functions(self) -> dict[str, Callable[[Request], Response]]:
        ports, now = self.ports, self.world.clock
        delivery = Delivery(ports.records, ports.mailer, _digests(), now=now)
        send = Send(self.models.get, ports.records, delivery, lambda: ports.objects, now=now)
        handles: dict[str, Handle] = {
            "ingest": Ingest(
                self.models, ports.records, ports.objects, None, secret=lambda: SECRET, now=now
            ).handle,
            "tally": TallyActivity(ports.records, now=now).handle,
            "weekly_email": WeeklyEmail(Plan(ports.records, lambda: ports.bus), lambda: send, now=now).handle,
        }
        return {
            name: event_function(name, objects=lambda: ports.objects, now=now)(handle)
            for name, handle in handles.items()
        }

    def push(self, function: str, push_body: bytes) -> Exception | None:
        """Push a message to a function; return the error if it was refused, or escaped as an answer 500."""
        self.world.deliveries += 1
        built = EnvironBuilder(method="POST", data=push_body, content_type="application/json")
        try:
            answer = self._functions[function](Request(built.get_environ()))
        except Exception as error:  # noqa: BLE001 - as a server does
            return error
        finally:
            built.close()
        refused = answer.status_code >= HTTPStatus.BAD_REQUEST
        return Unavailable(f"{function} answered {answer.status_code}") if refused else None

    def round(self) -> int:
        """Deliver what is due; return how many messages were settled."""
        return self._rounds.round()


def tokens() -> Tokens:
    """Return the tokens of every process."""
    return Tokens(SECRET)


@cache
def _mails() -> Mails:
    return Mails(site_url=SITE, postal_address=POSTAL_ADDRESS)


@cache
def _digests() -> Rendering:
    return Rendering(addresses=Addresses.on(SITE), postal_address=POSTAL_ADDRESS, tokens=tokens)
