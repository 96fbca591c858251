"""Codes to sign in: only where the mail was asked for, once, in time, and guessed by nobody."""

import re
import threading
from contextlib import suppress
from datetime import timedelta

import pytest

from functions.account.accounts import Accounts
from functions.account.codes import MOST_TRIES, WRONG_FOR_ADDRESS, WRONG_FROM_CLIENT, WRONG_FROM_EVERYONE
from functions.account.limits import Limits
from functions.account.mails import Mails
from functions.account.parts import Parts
from functions.account.signing_in import ASKED, SIGN_IN, SigningIn
from shared.adapters.memory import MemoryMailer, MemoryRecords
from shared.errors import InvalidInput, NotSignedIn, TooManyRequests, WrongCode
from shared.record_kinds import SIGN_IN_CODES
from shared.web.tokens import Tokens

ANNA = "anna@example.com"
SECRET = "0123456789abcdef" * 2
NONCE = "kept by the asking browser"


@pytest.fixture
def records(clock) -> MemoryRecords:
    return MemoryRecords(clock)


@pytest.fixture
def mailer() -> MemoryMailer:
    return MemoryMailer()


@pytest.fixture
def signing_in(records, mailer, clock) -> SigningIn:
    ids = iter(f"listener{number}" for number in range(100))
    accounts = Accounts(records, now=clock, new_id=lambda: next(ids))
    limits = Limits(records, lambda: SECRET, clock)
    mails = Mails(site_url="https://segue.example", postal_address="")
    return SigningIn(
        Parts(records, accounts, limits, lambda: mailer, lambda: mails, lambda: Tokens(SECRET), clock)
    )


def code_in(mailer) -> str:
    return re.search(r"where you asked: (\d{6})\n", mailer.sent[-1].text)[1]


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def miss(signing_in, mailer, asked, client="client") -> None:
    with pytest.raises(WrongCode):
        signing_in.enter_by_code(asked, other_than(code_in(mailer)), client, None)


@pytest.mark.parametrize(
    "written", ["{}{}{}{}{}{}", "{}{}{} {}{}{}", " {}{}{}-{}{}{}\n"], ids=["plain", "blank", "dash"]
)
def test_the_code_of_the_mail_signs_in_where_the_mail_was_asked_for(signing_in, mailer, written):
    asked = signing_in.ask(ANNA, "client", NONCE)
    typed = written.format(*code_in(mailer))
    assert signing_in.enter_by_code(asked, typed, "client", "visitor", NONCE).listener == "visitor"


def test_the_html_of_the_mail_has_the_code_and_its_subject_has_not(signing_in, mailer):
    signing_in.ask(ANNA, "client")
    assert code_in(mailer) in mailer.sent[-1].html
    assert code_in(mailer) not in mailer.sent[-1].subject


def test_without_the_nonce_a_code_takes_no_visitor_over(signing_in, mailer):
    asked = signing_in.ask(ANNA, "client", NONCE)
    assert signing_in.enter_by_code(asked, code_in(mailer), "client", "visitor").listener == "listener0"


def test_a_code_signs_in_once(signing_in, mailer):
    asked = signing_in.ask(ANNA, "client")
    signing_in.enter_by_code(asked, code_in(mailer), "client", None)
    with pytest.raises(NotSignedIn):
        signing_in.enter_by_code(asked, code_in(mailer), "client", None)


def test_a_code_does_not_work_once_its_link_was_used(signing_in, mailer):
    asked = signing_in.ask(ANNA, "client")
    signing_in.enter(mailer.sent[-1].text.partition("#token=")[2].split()[0], None)
    with pytest.raises(NotSignedIn):
        signing_in.enter_by_code(asked, code_in(mailer), "client", None)


def test_a_link_does_not_work_once_its_code_was_used(signing_in, mailer):
    asked = signing_in.ask(ANNA, "client")
    signing_in.enter_by_code(asked, code_in(mailer), "client", None)
    with pytest.raises(NotSignedIn):
        signing_in.enter(mailer.sent[-1].text.partition("#token=")[2].split()[0], None)


def test_of_eight_who_type_a_code_at_once_one_gets_in(signing_in, mailer):
    asked, inside = signing_in.ask(ANNA, "client"), []

    def enter() -> None:
        with suppress(NotSignedIn):
            inside.append(signing_in.enter_by_code(asked, code_in(mailer), "client", None))

    threads = [threading.Thread(target=enter) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(inside) == 1


@pytest.mark.parametrize(("minutes", "works"), [(14, True), (16, False)])
def test_a_code_works_for_a_quarter_of_an_hour(signing_in, mailer, clock, minutes, works):
    asked = signing_in.ask(ANNA, "client")
    clock.moment += timedelta(minutes=minutes)
    try:
        signing_in.enter_by_code(asked, code_in(mailer), "client", None)
    except NotSignedIn:
        assert not works
    else:
        assert works


def test_a_try_does_not_make_a_code_live_longer(signing_in, mailer, clock, records):
    asked = signing_in.ask(ANNA, "client")
    clock.moment += timedelta(minutes=14)
    miss(signing_in, mailer, asked)
    clock.moment += timedelta(minutes=2)
    assert records.page(SIGN_IN_CODES.name).records == ()


def test_each_wrong_code_says_how_many_tries_are_left(signing_in, mailer):
    asked = signing_in.ask(ANNA, "client")
    told = []
    for _ in range(MOST_TRIES):
        with pytest.raises(WrongCode) as caught:
            signing_in.enter_by_code(asked, other_than(code_in(mailer)), "client", None)
        told.append(caught.value.cure)
    assert told == [
        "type it again, 4 tries are left",
        "type it again, 3 tries are left",
        "type it again, 2 tries are left",
        "type it again, 1 try is left",
        "ask for a new mail, as no try is left",
    ]


def test_after_five_wrong_tries_the_right_code_is_refused_too(signing_in, mailer):
    asked = signing_in.ask(ANNA, "client")
    for _ in range(MOST_TRIES):
        miss(signing_in, mailer, asked)
    with pytest.raises(NotSignedIn):
        signing_in.enter_by_code(asked, code_in(mailer), "client", None)


def test_of_forty_who_guess_at_once_five_are_compared(signing_in, mailer):
    asked, missed = signing_in.ask(ANNA, "client"), []

    def guess(client: str) -> None:
        try:
            signing_in.enter_by_code(asked, other_than(code_in(mailer)), client, None)
        except WrongCode:
            missed.append(client)
        except (NotSignedIn, TooManyRequests):
            pass

    threads = [threading.Thread(target=guess, args=(f"client {number}",)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(missed) <= MOST_TRIES


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "١٢٣٤٥٦", "' OR 1=1"])
def test_what_is_no_code_is_no_try(signing_in, mailer, typed):
    asked = signing_in.ask(ANNA, "client")
    for _ in range(MOST_TRIES + 1):
        with pytest.raises(InvalidInput):
            signing_in.enter_by_code(asked, typed, "client", None)
    assert signing_in.enter_by_code(asked, code_in(mailer), "client", None)


def test_new_mails_do_not_buy_more_tries_for_an_address_than_a_days(signing_in, mailer, clock):
    compared = 0
    for hour in range(20):
        asked = signing_in.ask(ANNA, f"client {hour}")
        for _ in range(MOST_TRIES):
            try:
                signing_in.enter_by_code(asked, other_than(code_in(mailer)), f"client {hour}", None)
            except WrongCode:
                compared += 1
            except TooManyRequests:
                pass
        clock.moment += timedelta(minutes=30)
    assert compared == WRONG_FOR_ADDRESS.most


def test_an_address_whose_codes_are_used_up_signs_in_by_its_link(signing_in, mailer):
    for _ in range(WRONG_FOR_ADDRESS.most // MOST_TRIES):
        asked = signing_in.ask(ANNA, "client")
        for _ in range(MOST_TRIES):
            miss(signing_in, mailer, asked)
    asked = signing_in.ask(ANNA, "client")
    with pytest.raises(TooManyRequests) as caught:
        signing_in.enter_by_code(asked, code_in(mailer), "another", None)
    assert caught.value.cure.startswith("open the link in the mail")
    assert signing_in.enter(mailer.sent[-1].text.partition("#token=")[2].split()[0], None)


def miss_from(signing_in, mailer, clients, most) -> int:
    """Guess at one address after another; return how many guesses were compared."""
    compared = 0
    for number in range(most // MOST_TRIES + 2):
        asked = signing_in.ask(f"someone{number}@example.com", f"asker {number}")
        for _ in range(MOST_TRIES):
            try:
                signing_in.enter_by_code(asked, other_than(code_in(mailer)), clients(number), None)
            except WrongCode:
                compared += 1
            except TooManyRequests:
                pass
    return compared


def test_a_client_guesses_at_so_many_addresses_an_hour(signing_in, mailer):
    assert miss_from(signing_in, mailer, lambda _: "one", WRONG_FROM_CLIENT.most) == WRONG_FROM_CLIENT.most


def test_all_clients_together_guess_so_often_an_hour_and_the_operator_is_told(signing_in, mailer, caplog):
    compared = miss_from(signing_in, mailer, lambda number: f"client {number}", WRONG_FROM_EVERYONE.most)
    assert compared == WRONG_FROM_EVERYONE.most
    assert {line.levelname for line in caplog.records if "wrong codes" in line.getMessage()} == {"ERROR"}


def test_right_codes_count_against_nobody(signing_in, mailer):
    for number in range(WRONG_FROM_CLIENT.most + 1):
        asked = signing_in.ask(f"someone{number}@example.com", f"asker {number}")
        assert signing_in.enter_by_code(asked, code_in(mailer), "an office", None)


def test_a_code_of_another_mail_does_not_work(signing_in, mailer):
    asked = signing_in.ask(ANNA, "client")
    signing_in.ask("mallory@example.com", "client")
    with pytest.raises(WrongCode):
        signing_in.enter_by_code(asked, code_in(mailer), "client", None)


@pytest.mark.parametrize("purpose", [SIGN_IN, "listener"])
def test_a_code_works_only_with_what_the_asking_browser_was_answered(signing_in, mailer, purpose):
    subject = Tokens(SECRET).read(ASKED, signing_in.ask(ANNA, "client"), 60)
    with pytest.raises(NotSignedIn):
        signing_in.enter_by_code(Tokens(SECRET).issue(purpose, subject), code_in(mailer), "client", None)


def test_what_is_kept_of_a_code_tells_neither_it_nor_the_address(signing_in, mailer, records):
    signing_in.ask(ANNA, "client", NONCE)
    (kept,) = records.page(SIGN_IN_CODES.name).records
    assert code_in(mailer) not in str(kept)
    assert "anna" not in str(kept)


def test_codes_of_a_hundred_mails_have_six_digits_and_differ(signing_in, mailer, clock):
    codes = set()
    for number in range(100):
        signing_in.ask(f"someone{number}@example.com", f"client {number}")
        codes.add(code_in(mailer))
    assert len(codes) > 95


def test_a_code_is_in_no_line_of_the_log(signing_in, mailer, caplog):
    caplog.set_level("DEBUG")
    asked = signing_in.ask(ANNA, "client")
    miss(signing_in, mailer, asked)
    signing_in.enter_by_code(asked, code_in(mailer), "client", None)
    assert code_in(mailer) not in caplog.text
