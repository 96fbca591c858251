"""Failures of sign-in and subscription: mailers, interrupted steps, and races."""

from datetime import UTC, datetime

import pytest

from functions.account.accounts import Accounts
from functions.account.limits import MAILS_FOR_CLIENT, MAILS_FOR_EVERYONE, MAILS_TO_ADDRESS, Limit, Limits
from functions.account.mails import Mails
from functions.account.parts import Parts
from functions.account.signing_in import SigningIn
from shared.adapters.memory import HandClock, MemoryMailer, MemoryRecords
from shared.domain.subscription import Schedule
from shared.errors import (
    DeferredAddress,
    InvalidSettings,
    LimitReached,
    NotSignedIn,
    RefusedAddress,
    TooManyRequests,
    Unavailable,
    UnknownOutcome,
)
from shared.ports import Record
from shared.record_kinds import ADDRESSES, LISTENERS
from shared.records.suppressions import hashed_address, is_suppressed
from shared.web.tokens import Tokens

ANNA = "anna@example.com"
SECRET = "0123456789abcdef" * 2
NONCE = "kept by the asking browser"


class FailingRecords(MemoryRecords):
    """Records that fail at the next writes to a collection."""

    def __init__(self) -> None:
        super().__init__()
        self.failing: list[str] = []

    def _fall(self, collection: str) -> None:
        if collection in self.failing:
            self.failing.remove(collection)
            raise Unavailable("The records do not answer")

    def create(self, collection, record):
        self._fall(collection)
        return super().create(collection, record)

    def update(self, collection, key, change, expires_at=None):
        self._fall(collection)
        return super().update(collection, key, change, expires_at)


@pytest.fixture
def records() -> FailingRecords:
    return FailingRecords()


@pytest.fixture
def mailer() -> MemoryMailer:
    return MemoryMailer()


@pytest.fixture
def accounts(records) -> Accounts:
    ids = iter(f"listener{number}" for number in range(100))
    return Accounts(records, now=lambda: datetime.now(UTC), new_id=lambda: next(ids))


@pytest.fixture
def mails() -> Mails:
    return Mails(site_url="https://segue.example", postal_address="<b>1 Long Road</b>")


@pytest.fixture
def signing_in(records, accounts, mailer, mails) -> SigningIn:
    def now() -> datetime:
        return datetime.now(UTC)

    limits = Limits(records, lambda: SECRET, now)
    parts = Parts(records, accounts, limits, lambda: mailer, lambda: mails, lambda: Tokens(SECRET), now)
    return SigningIn(parts)


def link(mailer) -> str:
    return mailer.sent[-1].text.partition("#token=")[2].split()[0]


# Mailers


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("error", [Unavailable("down"), LimitReached("too many", retry_after_seconds=9)])
def test_a_mailer_that_is_down_is_told_alike_whoever_asks(signing_in, accounts, mailer, known, error):
    if known:
        accounts.join(ANNA, None)
    mailer.failures.append(error)
    with pytest.raises(Unavailable) as raised:
        signing_in.ask(ANNA, "client")
    assert raised.value is error


def test_an_address_that_is_refused_for_good_is_told_and_not_asked_again(signing_in, mailer, records):
    mailer.refusals[ANNA] = RefusedAddress("gone")
    with pytest.raises(RefusedAddress):
        signing_in.ask(ANNA, "client")
    assert is_suppressed(records, ANNA)
    del mailer.refusals[ANNA]
    with pytest.raises(RefusedAddress):
        signing_in.ask(ANNA, "client")
    assert mailer.sent == []


@pytest.mark.parametrize(
    "error", [Unavailable("down"), LimitReached("too many"), InvalidSettings("key"), DeferredAddress("full")]
)
def test_mails_that_were_not_sent_use_up_no_limit(signing_in, mailer, error):
    mailer.failures.extend([error] * 40)
    for _ in range(40):
        with pytest.raises(type(error)):
            signing_in.ask(ANNA, "client")
    signing_in.ask(ANNA, "client")
    assert len(mailer.sent) == 1


def test_a_mail_that_may_have_been_sent_counts(signing_in, mailer):
    mailer.unanswered.add(ANNA)
    for _ in range(MAILS_TO_ADDRESS.most):
        with pytest.raises(UnknownOutcome):
            signing_in.ask(ANNA, "client")
    with pytest.raises(TooManyRequests):
        signing_in.ask(ANNA, "client")
    assert len(mailer.sent) == MAILS_TO_ADDRESS.most


def test_refused_addresses_count_for_the_client_that_asks_about_them(signing_in, mailer):
    for number in range(MAILS_FOR_CLIENT.most):
        mailer.failures.append(RefusedAddress("gone"))
        with pytest.raises(RefusedAddress):
            signing_in.ask(f"nobody{number}@example.com", "client")
    with pytest.raises(TooManyRequests):
        signing_in.ask(ANNA, "client")
    signing_in.ask(ANNA, "another client")


def test_tags_of_an_address_are_counted_for_one_mailbox(signing_in, mailer):
    for number in range(MAILS_TO_ADDRESS.most):
        signing_in.ask(f"anna+{number}@example.com", f"client {number}")
    with pytest.raises(TooManyRequests):
        signing_in.ask("anna+another@example.com", "client")
    with pytest.raises(TooManyRequests):
        signing_in.ask("anna@example.com", "client")
    signing_in.ask("annabel@example.com", "client")
    assert len(mailer.sent) == MAILS_TO_ADDRESS.most + 1


def test_a_tagged_address_is_written_to_as_it_is(signing_in, mailer):
    signing_in.ask("anna+segue@example.com", "client")
    assert [mail.to for mail in mailer.sent] == ["anna+segue@example.com"]


def test_all_clients_together_get_so_many_mails_an_hour_and_the_operator_is_told(signing_in, mailer, caplog):
    for number in range(MAILS_FOR_EVERYONE.most):
        signing_in.ask(f"listener{number}@example.com", f"client {number}")
    assert not [line for line in caplog.records if line.levelname == "ERROR"]
    with pytest.raises(TooManyRequests):
        signing_in.ask(ANNA, "another client")
    assert len(mailer.sent) == MAILS_FOR_EVERYONE.most
    assert [line.levelname for line in caplog.records if "600 within the hour" in line.getMessage()] == ["ERROR"]


# Steps


@pytest.mark.parametrize("cut_off", ["addresses", "listeners", "used_links"])
def test_a_link_whose_session_was_cut_off_works_once_more(signing_in, mailer, records, cut_off):
    signing_in.ask(ANNA, "client", NONCE)
    records.failing.append(cut_off)
    with pytest.raises(Unavailable):
        signing_in.enter(link(mailer), "visitor", NONCE)
    assert signing_in.enter(link(mailer), "visitor", NONCE).listener == "visitor"
    with pytest.raises(NotSignedIn):
        signing_in.enter(link(mailer), "visitor", NONCE)


def test_an_address_without_its_listener_is_mended_by_the_next_sign_in(accounts, records):
    records.create(ADDRESSES.name, Record(hashed_address(ANNA), {"listener": "old"}))
    assert accounts.join(ANNA, "visitor")[0] == "old"
    assert records.get(LISTENERS.name, "old").fields["address"] == ANNA


def test_of_two_addresses_that_claim_a_visitor_the_second_gets_a_listener_of_its_own(accounts, records):
    accounts.join(ANNA, "visitor")
    records.create(
        ADDRESSES.name, Record(hashed_address("b@example.com"), {"listener": "visitor"})
    )  # cut off here
    assert accounts.join("b@example.com", None)[0] != "visitor"
    assert accounts.by_address(ANNA) == "visitor"
    assert accounts.join("b@example.com", None)[0] == accounts.by_address("b@example.com")


# Limits


def count(limits: Limits, limit: Limit, whose: str) -> int:
    """Count one mail, and return the seconds to wait if there are too many."""
    try:
        with limits.counted(limit, whose, stays=()):
            return 0
    except TooManyRequests as error:
        return error.retry_after_seconds


def test_a_limit_is_over_when_its_window_is():
    clock = HandClock()
    limits = Limits(MemoryRecords(clock), lambda: SECRET, clock)
    assert [count(limits, MAILS_TO_ADDRESS, ANNA) for _ in range(6)] == [0, 0, 0, 0, 0, 3600]
    clock.advance(MAILS_TO_ADDRESS.window)
    assert count(limits, MAILS_TO_ADDRESS, ANNA) == 0


def test_limits_of_two_kinds_do_not_share_a_count():
    clock = HandClock()
    limits = Limits(MemoryRecords(clock), lambda: SECRET, clock)
    one, other = (Limit(name, 1, MAILS_TO_ADDRESS.window) for name in ("one", "other"))
    assert [count(limits, each, "x") for each in (one, other)] == [0, 0]


def test_a_count_does_not_say_whose_it_is():
    clock = HandClock()
    records = MemoryRecords(clock)
    count(Limits(records, lambda: SECRET, clock), MAILS_TO_ADDRESS, ANNA)
    (record,) = records.page("limits").records
    assert record.fields == {"count": 1}
    assert record.key != hashed_address(ANNA)


# Texts


def test_what_is_put_into_a_mail_adds_no_markup(mails):
    mail = mails.confirm(ANNA, "1", "<script>", Schedule(0, 8, "<i>"))
    assert "<script>" not in mail.html
    assert "<i>" not in mail.html
    assert "<b>" not in mail.html
    assert "<b>1 Long Road</b>" in mail.text
