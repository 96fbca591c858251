"""Sign-in by a mailed link, over HTTP: once, in time, the same for every address, and sign-out everywhere."""

import threading
import time

import pytest
from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from signed_in import a_client

from shared.records.suppressions import suppress
from shared.web.tokens import Tokens


def me(listener) -> dict:
    answer = listener.send("GET", "account/me")
    assert answer.status == 200, answer.body
    return answer.body


def aged(secret: str, subject: str, seconds: int) -> str:
    """A token of a link mailed some seconds ago."""

    class Earlier(TimestampSigner):
        def get_timestamp(self) -> int:
            return int(time.time()) - seconds

    return URLSafeTimedSerializer(secret, salt="segue.sign-in", signer=Earlier).dumps(subject)


# The link


def test_a_link_is_mailed_to_who_asks(door, address):
    door.ask(address)
    (mail,) = door.mailbox.mails(address)
    assert mail["Subject"] == "Your link to sign in to Segue"
    assert mail["From"] == "Segue <mail@segue.example>"
    text, html = (part.get_content() for part in mail.iter_parts())
    url = f"http://127.0.0.1:8080/sign-in.html#token={door.mailbox.link(address, 'sign-in')}"
    assert url in text
    assert f'href="{url}"' in html
    assert "1 Long Road, Ghent" in text


def test_a_mail_loads_nothing_from_elsewhere(door, address):
    door.ask(address)
    html = door.mailbox.mails(address)[0].get_body(("html",)).get_content()
    assert "src=" not in html
    assert "<script" not in html
    assert "<link" not in html


def test_the_answer_is_the_same_for_an_address_that_is_known(door, address):
    unknown = door.ask(address)
    door.enter(door.mailbox.link(address, "sign-in"))
    known = door.ask(address)
    assert (unknown.status, known.status) == (202, 202)
    assert [set(each.body) for each in (unknown, known)] == [{"asked"}] * 2
    assert len(unknown.body["asked"]) == len(known.body["asked"])


def test_asking_for_a_link_keeps_nothing_of_the_address(door, address, traces):
    door.ask(address)
    assert traces(address) == []


@pytest.mark.parametrize(
    "wrong",
    ["", "anna", "anna@localhost", "a@b.test", "a b@example.com", "x" * 300, "a@b.c, d@e.f", "a@b.c\nBcc: d"],
)
def test_what_is_no_address_is_refused(door, wrong):
    assert door.ask(wrong).status == 400


def test_an_address_of_another_script_gets_its_mail(door, address):
    assert door.ask(address.replace("example.com", "bücher.example")).status == 202
    assert len(door.mailbox.mails(address.replace("example.com", "xn--bcher-kva.example"))) == 1


def test_a_link_signs_in(door, address):
    listener = door.sign_in(address)
    assert me(listener) == {"signed_in": True, "address": address, "admin": False, "subscription": None}


def test_a_link_signs_in_once(door, address):
    token = door.link(address)
    assert door.enter(token).status == 200
    again = door.enter(token)
    assert (again.status, again.body["detail"]) == (401, "This link or code was used already")


def test_of_eight_who_use_a_link_at_once_one_gets_in(door, address):
    token, answers = door.link(address), []
    threads = [threading.Thread(target=lambda: answers.append(door.enter(token).status)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200] + [401] * 7


def test_two_links_used_at_once_lead_to_one_listener(door, address):
    links, listeners = [door.link(address), door.link(address)], []
    secret = Tokens(door._secret)

    def enter(token):
        listeners.append(secret.read("listener", door.enter(token).body["token"], 60).partition(".")[0])

    threads = [threading.Thread(target=enter, args=(token,)) for token in links]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(listeners)) == 1


def test_a_link_works_for_a_quarter_of_an_hour(door, address, embedded):
    assert door.enter(aged(embedded["SEGUE_SECRET"], f"number1 {address}", 14 * 60)).status == 200
    late = door.enter(aged(embedded["SEGUE_SECRET"], f"number2 {address}", 16 * 60))
    assert (late.status, late.body["found"]) == (401, "one that is too old")


def test_a_link_that_was_tampered_with_does_not_work(door, address):
    token = door.link(address)
    swapped = "B" if token[5] != "B" else "C"
    assert door.enter(token[:5] + swapped + token[6:]).status == 401
    assert door.enter(token).status == 200


def test_a_token_for_something_else_does_not_sign_in(door, address, embedded):
    token = Tokens(embedded["SEGUE_SECRET"]).issue("listener", f"x {address}")
    assert door.enter(token).status == 401


def test_capitals_make_no_other_listener(door, address):
    first = door.sign_in(address)
    assert door.ask(address.upper().replace("EXAMPLE", "Example")).status == 202
    answer = door.enter(door.mailbox.link(address, "sign-in"))
    assert Tokens(door._secret).read("listener", answer.body["token"], 60).partition(".")[0] == first.id


# Merging a visitor


def test_a_visitors_history_is_theirs_when_their_address_is_new(door, address, known):
    visitor = door.visitor()
    search, _ = visitor.list_of(*known[:2])
    visitor.rate(search, "love")
    listener = door.sign_in(address, visitor)
    assert listener.id == visitor.id
    assert listener.opinions(search) == {search: "love"}


def test_the_visitors_old_token_is_not_one_of_the_signed_in_listener(door, address):
    visitor = door.visitor()
    door.sign_in(address, visitor)
    assert visitor.send("GET", "account/me").status == 401


def test_a_listener_who_signs_in_again_is_the_one_they_were_and_not_the_visitor_in_between(door, address):
    first = door.sign_in(address)
    assert door.sign_in(address, door.visitor()).id == first.id


def test_a_listener_who_has_an_address_is_not_taken_over_by_another(door, address):
    first = door.sign_in(address)
    second = door.sign_in(f"other-{address}", first)
    assert first.id != second.id
    assert me(first)["address"] == address


def test_a_token_that_works_no_more_does_not_keep_anybody_out(door, address):
    first = door.sign_in(address)
    first.send("POST", "account/sign-out-everywhere")
    assert door.sign_in(address, first).id == first.id


# Identity


def test_nobody_is_not_signed_in(door):
    nobody = {"signed_in": False, "address": None, "admin": False, "subscription": None}
    assert me(door.visitor()) == nobody


def test_an_admin_is_told_so(door, embedded):
    assert me(door.sign_in(embedded["SEGUE_ADMINS"]))["admin"] is True


# Sign-out


def test_signing_out_everywhere_ends_every_token(door, address):
    here, there = door.sign_in(address), door.sign_in(address)
    assert here.send("POST", "account/sign-out-everywhere").status == 204
    for listener in (here, there):
        answer = listener.send("GET", "account/me")
        assert (answer.status, answer.body["detail"]) == (401, "You are signed out")


def test_every_function_hears_of_it(door, address, known):
    listener = door.sign_in(address)
    listener.send("POST", "account/sign-out-everywhere")
    assert listener.ask("recommend", tracks=known[:2]).status == 401
    assert listener.ask("feedback?search=x").status == 401


def test_signing_in_after_it_works_at_once(door, address):
    door.sign_in(address).send("POST", "account/sign-out-everywhere")
    assert me(door.sign_in(address))["signed_in"] is True


def test_a_visitor_has_no_place_to_be_signed_out_of(door):
    assert door.visitor().send("POST", "account/sign-out-everywhere").status == 403


# Rate limits


def test_the_sixth_mail_to_an_address_is_refused_with_the_time_to_wait(door, address):
    assert [door.ask(address).status for _ in range(7)] == [202] * 5 + [429] * 2
    assert 0 < int(door.ask(address).headers["Retry-After"]) <= 3600
    assert len(door.mailbox.mails(address)) == 5


def test_a_client_that_asks_for_all_the_world_is_told_to_wait(door, address):
    visitor, client = door.visitor(), a_client()

    def ask(number):
        return visitor.post_from(f"{a_client()}, {client}", "account/sign-in", {"address": f"{number}-{address}"})

    assert {ask(number).status for number in range(30)} == {202}
    late = ask(30)
    assert late.status == 429
    assert 0 < int(late.headers["Retry-After"]) <= 3600
    assert late.body["type"].endswith("#too-many-requests")


def test_a_suppressed_address_gets_no_mail_and_who_asks_is_told(door, address, records, clock):
    suppress(records, address, "bounced", clock())
    answer = door.ask(address)
    assert (answer.status, answer.body["detail"]) == (422, "This address gets no mail from us")
    assert door.mailbox.mails(address) == []
