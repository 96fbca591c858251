"""Two listeners sign in by mailed links; one subscribes and confirms, the other deletes everything; a third ends.

A person who got no answer asks for another link: several links to one address are one observation.
"""

import re
from collections import Counter
from collections.abc import Iterator

from bench.faults.deployment import Process, tokens
from bench.faults.observations import Observations
from bench.faults.scenarios.scenario import NothingToDo, Scenario, Step
from bench.faults.scenarios.songs import Songs, keep
from bench.faults.world import START, World
from functions.account.accounts import Accounts
from shared.domain.subscription import Schedule, State, Subscription
from shared.errors import NotFound, NotSignedIn, Unavailable
from shared.ports import Record
from shared.record_kinds import ADDRESSES, CONSENTS, LISTENERS, SEARCHES, SUBSCRIPTIONS
from shared.records.deleted_listeners import is_deleted
from shared.records.suppressions import hashed_address
from shared.web.auth import PURPOSE

ADA, BOB, CEM = (f"{name}@mail.example" for name in ("ada", "bob", "cem"))
TUESDAY = Schedule(weekday=1, hour=8, time_zone="Europe/Berlin")
CLIENT = "192.0.2.1"
NONCE = "kept by their browser"

_TOKEN = re.compile(r"#token=([\w.\-]+)")


def account(songs: Songs) -> Scenario:
    """Build the scenario."""

    def prepare(world: World) -> None:
        records = world.ports.records
        records.create(LISTENERS.name, Record("cem", {"address": CEM, "generation": 1, "joined_at": ""}))
        records.create(ADDRESSES.name, Record(hashed_address(CEM), {"listener": "cem"}))
        begun = Subscription("cem", State.ACTIVE, TUESDAY, TUESDAY.next_after(START))
        records.create(SUBSCRIPTIONS.name, Record("cem", begun.to_fields()))
        keep(world, songs.search("by-bob", "bob-as-visitor"))

    steps: tuple[Step, ...] = (
        lambda process: process.signing_in.ask(ADA, CLIENT),
        lambda process: _enter(process, ADA, None),
        lambda process: process.signing_in.ask(BOB, CLIENT, NONCE),
        lambda process: _enter(process, BOB, "bob-as-visitor"),
        _subscribe,
        _confirm,
        _leave,
        lambda process: process.subscribing.end("cem", "listener"),
    )
    seen = _links, _accounts, _subscriptions, _traces
    return Scenario("account", steps, seen, prepare, asked_again=_links_again)


def _enter(process: Process, address: str, visitor: str | None) -> object:
    """Enter by the newest link; a person whose link was used up without an answer asks for another."""
    try:
        return process.signing_in.enter(_newest(process.world, "sign-in", address), visitor, NONCE).token
    except NotSignedIn as used:
        process.signing_in.ask(address, CLIENT, NONCE)
        raise Unavailable("Another link was asked for") from used


def _subscribe(process: Process) -> object:
    return process.subscribing.ask(_listener(process.world, 1), TUESDAY, CLIENT)


def _confirm(process: Process) -> object:
    """Confirm by the newest link; whose request a wrong clock let expire subscribes again."""
    try:
        return process.subscribing.confirm(_newest(process.world, "confirm", ADA))
    except NotFound as expired:
        _subscribe(process)
        raise Unavailable("Another link was asked for") from expired


def _leave(process: Process) -> None:
    listener = _listener(process.world, 3)
    while not process.leaving.leave(listener):
        pass


def _listener(world: World, step: int) -> str:
    """Return the listener of the session that a step opened. Raises NothingToDo if there is none."""
    session = world.answers.get(step)
    if session is None:
        raise NothingToDo
    return tokens().read(PURPOSE, str(session), 1e9).partition(".")[0]


def _newest(world: World, kind: str, address: str) -> str:
    """Return the token of the newest mail of a kind. Raises NothingToDo if there is none."""
    found = [token for mailed, to, token in _mailed(world) if (mailed, to) == (kind, address)]
    if not found:
        raise NothingToDo
    return found[-1]


def _mailed(world: World) -> Iterator[tuple[str, str, str]]:
    """Yield kind, recipient and token of each mail."""
    for mail in world.mails():
        text = next(part for part in mail.walk() if part.get_content_type() == "text/plain")
        words = bytes(text.get_payload(decode=True)).decode()
        link = _TOKEN.search(words)
        kind = "sign-in" if "sign-in.html" in words else "confirm"
        yield kind, str(mail["To"]), link[1] if link else ""


def _links(world: World) -> Observations:
    """Return who got a link of each kind."""
    return Counter({f"a link to {kind} for {to}" for kind, to, _ in _mailed(world)})


def _links_again(world: World) -> int:
    """Return how many links were sent to somebody who had one."""
    sent = Counter((kind, to) for kind, to, _ in _mailed(world))
    return sent.total() - len(sent)


def _accounts(world: World) -> Observations:
    """Return the accounts by address, and addresses that lead to no listener or to another's."""
    records = world.ports.records
    found: Observations = Counter()
    for record in records.page(LISTENERS.name).records:
        address = str(record.fields["address"])
        found[f"account of {address}"] += 1
        accounts = Accounts(records, now=world.clock, new_id=lambda: "nobody")
        # Who began to delete everything and was cut off keeps the session, to ask again.
        if accounts.by_address(address) != record.key and not is_deleted(records, record.key):
            found[f"account of {address} that its address does not lead to"] += 1
    for place in world.answers:
        if place in (1, 3):
            listener = _listener(world, place)
            known = records.get(LISTENERS.name, listener)
            found[f"session {place} of {known.fields['address'] if known else 'nobody'}"] += 1
    return found


def _subscriptions(world: World) -> Observations:
    """Return the subscriptions by address, and the confirmed consents."""
    records = world.ports.records
    found: Observations = Counter()
    for record in records.page(SUBSCRIPTIONS.name).records:
        owner = records.get(LISTENERS.name, record.key)
        address = owner.fields["address"] if owner else "nobody"
        found[f"subscription of {address}: {record.fields['state']}"] += 1
        consent = records.get(CONSENTS.name, str(record.fields.get("consent", "none")))
        if record.fields["state"] == State.ACTIVE and consent is not None:
            found[f"consent of {address}, confirmed {consent.fields['confirmed_at'] is not None}"] += 1
    return found


def _traces(world: World) -> Observations:
    """Return what is left of the listener who deleted everything."""
    left = world.ports.records.page(SEARCHES.name, where={"listener": "bob-as-visitor"}).records
    return Counter(f"left: {record.key}" for record in left)
