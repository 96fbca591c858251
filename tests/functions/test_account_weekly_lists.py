"""The weekly mail begun from a list, over HTTP: by one mail's link or code, or in one tap."""

import pytest
from signed_in import Listener

from shared.domain.subscription import MOST_LISTS
from shared.record_kinds import SUBSCRIPTIONS
from shared.records.deleted_listeners import mark_deleted
from shared.records.suppressions import suppress

FRIDAY_AT_8 = {"weekday": 4, "hour": 8, "time_zone": "Europe/Berlin"}
NONCE = "kept by the browser that asked"


@pytest.fixture
def visitor(door):
    return door.visitor()


@pytest.fixture
def search(visitor, known):
    """A list of the visitor's."""
    return visitor.list_of(*known[:2])[0]


def asked(door, visitor, address, search):
    """Have the mail sent; return what the code works with."""
    body = {"address": address, "nonce": NONCE, "weekly": {"search": search, **FRIDAY_AT_8}}
    answer = visitor.send("POST", "account/sign-in", body)
    assert answer.status == 202, answer.body
    return answer.body["asked"]


def typed(door, visitor, address, token):
    body = {"asked": token, "code": door.mailbox.code(address), "nonce": NONCE}
    return visitor.send("POST", "account/sessions/code", body)


def me(door, answer):
    return Listener(door._url, "", answer.body["token"]).send("GET", "account/me").body


def kept(records, id):
    return records.get(SUBSCRIPTIONS.name, id).fields


def started(records, id):
    """The lists of a subscription: the search, the seeds, and how many songs are not to be mailed."""
    return [(each["search"], each["seeds"], len(each["answered"])) for each in kept(records, id)["lists"]]


def consents(records, id):
    return [record.fields for record in records.page("consents", where={"listener": id}).records]


def test_one_mail_says_what_it_begins(door, visitor, address, search):
    asked(door, visitor, address, search)
    (mail,) = door.mailbox.mails(address)
    assert mail["Subject"] == "Say yes to ten songs a week from Segue"
    for part in mail.iter_parts():
        assert "every Friday at 08:00 (Europe/Berlin)" in " ".join(part.get_content().split())


def test_its_code_signs_in_and_begins_the_mail(door, visitor, address, search, known, records):
    answer = typed(door, visitor, address, asked(door, visitor, address, search))
    assert (answer.status, answer.body["subscription"]["state"]) == (200, "active")
    assert me(door, answer)["subscription"]["weekday"] == 4
    assert started(records, visitor.id) == [(search, known[:2], 10)]
    assert len(door.mailbox.mails(address)) == 1


def test_its_link_does_as_well_wherever_it_is_opened(door, visitor, address, search, known, records):
    asked(door, visitor, address, search)
    answer = door.enter(door.mailbox.link(address, "sign-in"))
    assert (answer.status, answer.body["subscription"]["state"]) == (200, "active")
    (listener,) = [each.key for each in records.page("listeners", where={"address": address}).records]
    assert listener != visitor.id
    assert started(records, listener) == [(search, known[:2], 10)]


def test_its_preview_says_what_it_begins(door, visitor, address, search):
    asked(door, visitor, address, search)
    answer = door.preview(door.mailbox.link(address, "sign-in"))
    assert answer.body["weekly"] == "Friday at 08:00 (Europe/Berlin)"


def test_nothing_begins_before_link_or_code_are_used(door, visitor, address, search, traces):
    asked(door, visitor, address, search)
    assert traces(address) == []


def test_the_consent_says_when_it_was_asked_for_and_when_agreed_to(door, visitor, address, search, records):
    typed(door, visitor, address, asked(door, visitor, address, search))
    (consent,) = consents(records, visitor.id)
    assert (consent["address"], consent["wording"], consent["ended_at"]) == (address, "2026-12-list", None)
    assert consent["asked_at"] <= consent["confirmed_at"]


def test_who_is_signed_in_begins_it_in_one_tap_without_a_mail(door, address, known, records):
    listener = door.sign_in(address)
    search, _ = listener.list_of(*known[:2])
    answer = listener.send("POST", "account/subscription/lists", {"search": search, **FRIDAY_AT_8})
    assert (answer.status, answer.body["state"]) == (200, "active")
    assert len(door.mailbox.mails(address)) == 1  # the one that signed in
    assert [each["wording"] for each in consents(records, listener.id)] == ["2026-12-list"]


def test_a_mail_that_comes_already_keeps_its_hour_and_its_consent(door, address, known, records):
    listener = door.subscribed(address)
    search, _ = listener.list_of(*known[:2])
    answer = listener.send("POST", "account/subscription/lists", {"search": search, **FRIDAY_AT_8})
    assert (answer.body["weekday"], answer.body["time_zone"]) == (0, "Europe/Berlin")
    assert len(consents(records, listener.id)) == 1


def test_a_mail_that_is_paused_comes_again(door, address, known):
    listener = door.subscribed(address)
    listener.send("POST", "account/subscription/pause")
    search, _ = listener.list_of(*known[:2])
    answer = listener.send("POST", "account/subscription/lists", {"search": search, **FRIDAY_AT_8})
    assert answer.body["state"] == "active"


def test_one_that_waits_to_be_confirmed_begins(door, address, known, records):
    listener = door.sign_in(address)
    listener.send("PUT", "account/subscription", {"weekday": 0, "hour": 7, "time_zone": "UTC"})
    search, _ = listener.list_of(*known[:2])
    answer = listener.send("POST", "account/subscription/lists", {"search": search, **FRIDAY_AT_8})
    assert (answer.body["state"], answer.body["weekday"]) == ("active", 4)
    assert records.get(SUBSCRIPTIONS.name, listener.id).expires_at is None


def test_the_newest_lists_stay_each_once(door, address, known, records):
    listener = door.sign_in(address)
    searches = [listener.list_of(known[place])[0] for place in range(MOST_LISTS + 1)]
    for search in [searches[-1], *searches]:
        listener.send("POST", "account/subscription/lists", {"search": search, **FRIDAY_AT_8})
    assert [each["search"] for each in kept(records, listener.id)["lists"]] == searches[:0:-1]


def test_another_hour_keeps_the_lists(door, address, known, records):
    listener = door.sign_in(address)
    search, _ = listener.list_of(*known[:2])
    listener.send("POST", "account/subscription/lists", {"search": search, **FRIDAY_AT_8})
    listener.send("PUT", "account/subscription", {"weekday": 1, "hour": 9, "time_zone": "UTC"})
    assert [each["search"] for each in kept(records, listener.id)["lists"]] == [search]


def test_a_list_of_somebody_else_is_not_there(door, visitor, address, search):
    body = {"address": address, "weekly": {"search": search, **FRIDAY_AT_8}}
    assert door.visitor().send("POST", "account/sign-in", body).status == 404
    assert door.sign_in(address).send("POST", "account/subscription/lists", body["weekly"]).status == 404


@pytest.mark.parametrize(
    "wrong",
    [{"search": "no such"}, {"search": ""}, {"time_zone": "Nowhere/At all"}, {"weekday": 7}, {"hour": 24}],
    ids=str,
)
def test_a_wish_that_cannot_be_is_refused_and_mails_nothing(door, visitor, address, search, wrong):
    weekly = {"search": search, **FRIDAY_AT_8, **wrong}
    answer = visitor.send("POST", "account/sign-in", {"address": address, "weekly": weekly})
    assert answer.status == 400
    assert door.mailbox.mails(address) == []


def test_a_visitor_has_no_one_tap(visitor, search):
    answer = visitor.send("POST", "account/subscription/lists", {"search": search, **FRIDAY_AT_8})
    assert answer.status == 403


def test_an_address_that_gets_no_mail_is_told_so(door, address, known, records, clock):
    listener = door.sign_in(address)
    search, _ = listener.list_of(*known[:2])
    suppress(records, address, "bounced", clock())
    answer = listener.send("POST", "account/subscription/lists", {"search": search, **FRIDAY_AT_8})
    assert answer.status == 422


def test_who_unsubscribed_and_says_yes_again_has_a_new_consent(door, address, known, records):
    listener = door.sign_in(address)
    search, _ = listener.list_of(*known[:2])
    for _ in range(2):
        listener.send("POST", "account/subscription/lists", {"search": search, **FRIDAY_AT_8})
        listener.send("DELETE", "account/subscription")
    assert [each["ended_by"] for each in consents(records, listener.id)] == ["listener"] * 2


def test_a_mail_of_lists_can_follow_all_again(door, address, known, records):
    listener = door.sign_in(address)
    search, _ = listener.list_of(*known[:2])
    begun = listener.send("POST", "account/subscription/lists", {"search": search, **FRIDAY_AT_8})
    left = listener.send("DELETE", "account/subscription/lists")
    assert (begun.body["lists"], left.status, left.body["lists"]) == (1, 200, 0)
    assert left.body["due_at"] == begun.body["due_at"]
    assert kept(records, listener.id)["lists"] == []


def test_without_a_mail_there_are_no_lists_to_leave(door, address):
    assert door.sign_in(address).send("DELETE", "account/subscription/lists").status == 404


def test_a_mail_that_begins_while_its_listener_is_deleted_ends_with_them(
    door, address, known, records, store, clock
):
    """Its consent holds the address, without an end."""
    listener = door.sign_in(address)
    search, _ = listener.list_of(*known[:2])
    mark_deleted(records, store, listener.id, clock())  # the identity goes last: the token works until then
    answer = listener.send("POST", "account/subscription/lists", {"search": search, **FRIDAY_AT_8})
    assert answer.status == 401
    assert (records.get(SUBSCRIPTIONS.name, listener.id), consents(records, listener.id)) == (None, [])
