"""Each digest of a batch is sent once, whatever fails and however often the batch is delivered."""

import json
import logging
from base64 import b64decode
from datetime import UTC, datetime, timedelta

import pytest
from weekly_mail import Weekly, addresses, batch_of

from shared.adapters.memory import MemoryObjects
from shared.domain.search import Search
from shared.domain.subscription import State
from shared.errors import InvalidSettings, LimitReached, RefusedAddress, Unavailable
from shared.messaging.push import REJECTED
from shared.record_kinds import LISTENERS, SEARCHES, SENT_DIGESTS, SUBSCRIPTIONS
from shared.records.days import MAILS_SENT, read_days
from shared.records.deleted_listeners import mark_deleted
from shared.records.sent_digests import Progress, SentDigest
from shared.records.suppressions import is_suppressed, suppress

NEXT_WEEK = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.fixture
def weekly(model, clock):
    return Weekly(model, clock)


def kept(weekly, subscription):
    page = weekly.records.page(SENT_DIGESTS.name, where={"listener": subscription.listener})
    return [SentDigest.of(record.fields) for record in page.records]


def test_a_digest_is_sent_and_kept_with_its_songs_and_the_next_is_due_in_a_week(weekly):
    ada = weekly.subscribe("ada")
    weekly.function().handle(batch_of(ada))
    (mail,), (mailed,) = weekly.mailer.sent, kept(weekly, ada)
    assert (mail.to, mail.id, mailed.progress) == ("ada@mail.example", mailed.id, Progress.SENT)
    assert (len(mailed.songs), mailed.due_at) == (10, ada.due_at)
    assert weekly.subscription("ada").due_at == NEXT_WEEK


def test_what_a_mail_shows_is_kept_as_a_list_that_can_be_rated(weekly):
    ada = weekly.subscribe("ada")
    weekly.function().handle(batch_of(ada))
    (mailed,) = kept(weekly, ada)
    search = Search.of(mailed.id, weekly.records.get(SEARCHES.name, mailed.id).fields)
    assert search.recommended == tuple(song.id for song in mailed.songs)
    assert search.seeds == weekly.track_ids(0, 3)


def test_a_digest_is_no_search_of_the_listeners(weekly, clock):
    weekly.subscribe("ada")
    for _ in range(2):
        weekly.tick()
        weekly.deliver()
        clock.advance(timedelta(days=7))
    assert len(weekly.records.page(SEARCHES.name, where={"listener": "ada"}).records) == 1


def test_each_mail_is_counted_on_the_day_it_was_sent(weekly, clock):
    subscribers = [weekly.subscribe(name) for name in ("ada", "bob")]
    for _ in range(2):
        weekly.function().handle(batch_of(*subscribers))
    today = clock().date()
    assert read_days(weekly.records, today, today) == {today: {MAILS_SENT: 2}}


def test_a_batch_delivered_twice_mails_nobody_twice(weekly):
    subscribers = [weekly.subscribe(name) for name in ("ada", "bob")]
    for _ in range(3):
        weekly.function().handle(batch_of(*subscribers))
    assert addresses(weekly.mailer) == ["ada@mail.example", "bob@mail.example"]


def test_a_batch_half_done_goes_on_where_it_was(weekly):
    subscribers = [weekly.subscribe(name) for name in ("ada", "bob", "cy", "dora")]
    weekly.function().handle(batch_of(*subscribers[:2]))
    weekly.function().handle(batch_of(*subscribers))
    assert addresses(weekly.mailer) == [f"{name}@mail.example" for name in ("ada", "bob", "cy", "dora")]


def test_whoever_unsubscribed_since_the_plan_gets_nothing_and_stays_so(weekly):
    ada = weekly.subscribe("ada")
    weekly.records.delete(SUBSCRIPTIONS.name, "ada")
    weekly.function().handle(batch_of(ada))
    assert weekly.mailer.sent == []
    assert weekly.records.get(SUBSCRIPTIONS.name, "ada") is None


def test_whoever_paused_since_the_plan_gets_nothing(weekly):
    ada = weekly.subscribe("ada")
    weekly.records.update(SUBSCRIPTIONS.name, "ada", lambda fields: {**fields, "state": State.PAUSED.value})
    weekly.function().handle(batch_of(ada))
    assert weekly.mailer.sent == []


def test_a_listener_who_unsubscribes_while_their_mail_is_on_its_way_is_not_subscribed_again(weekly):
    ada = weekly.subscribe("ada")

    class Leaving:
        def send(self, mail):
            weekly.records.delete(SUBSCRIPTIONS.name, "ada")

    weekly.mailer = Leaving()
    weekly.function().handle(batch_of(ada))
    assert weekly.records.get(SUBSCRIPTIONS.name, "ada") is None


def test_a_listener_who_leaves_while_their_mail_is_on_its_way_leaves_nothing_behind(weekly):
    ada = weekly.subscribe("ada")

    class Leaving:
        def send(self, mail):
            for collection in (SUBSCRIPTIONS.name, LISTENERS.name):
                weekly.records.delete(collection, "ada")
            for record in weekly.records.page(SENT_DIGESTS.name).records:
                weekly.records.delete(SENT_DIGESTS.name, record.key)

    weekly.mailer = Leaving()
    weekly.function().handle(batch_of(ada))
    for collection in (SUBSCRIPTIONS.name, LISTENERS.name, SENT_DIGESTS.name):
        assert weekly.records.page(collection).records == ()


def test_a_listener_who_leaves_while_their_mail_is_written_gets_none_and_leaves_nothing(
    weekly, monkeypatch, clock
):
    ada, create = weekly.subscribe("ada"), weekly.records.create

    def left_just_before(collection, record):
        if collection == SENT_DIGESTS.name:
            mark_deleted(weekly.records, MemoryObjects(), "ada", clock())
            for kind in (SUBSCRIPTIONS, LISTENERS):
                weekly.records.delete(kind.name, "ada")
        return create(collection, record)

    monkeypatch.setattr(weekly.records, "create", left_just_before)
    weekly.function().handle(batch_of(ada))
    assert weekly.mailer.sent == []
    assert weekly.records.page(SENT_DIGESTS.name).records == ()


def test_a_listener_who_moved_their_mail_since_the_plan_gets_it_then(weekly, clock):
    ada = weekly.subscribe("ada")
    later = clock() + timedelta(hours=5)
    weekly.records.update(
        SUBSCRIPTIONS.name, "ada", lambda fields: {**fields, "due_at": later.isoformat(timespec="seconds")}
    )
    weekly.function().handle(batch_of(ada))
    assert weekly.mailer.sent == []
    assert weekly.subscription("ada").due_at == later


def test_a_suppressed_address_gets_nothing_this_week_or_next(weekly, clock):
    ada = weekly.subscribe("ada")
    suppress(weekly.records, "ADA@mail.example", "bounced", clock())
    weekly.function().handle(batch_of(ada))
    assert weekly.mailer.sent == []
    assert weekly.subscription("ada").due_at == NEXT_WEEK


def test_an_address_that_is_refused_is_suppressed_and_the_others_get_theirs(weekly):
    subscribers = [weekly.subscribe(name) for name in ("ada", "bob")]
    weekly.mailer.failures.append(RefusedAddress("No such mailbox"))
    weekly.function().handle(batch_of(*subscribers))
    assert addresses(weekly.mailer) == ["bob@mail.example"]
    assert is_suppressed(weekly.records, "ada@mail.example")
    assert kept(weekly, subscribers[0])[0].progress is Progress.REFUSED


@pytest.mark.parametrize("failures", [[LimitReached("slowly", retry_after_seconds=60)], [Unavailable("down")] * 2])
def test_a_mailer_that_takes_no_more_stops_the_batch_and_another_delivery_sends_what_is_left(weekly, failures):
    subscribers = [weekly.subscribe(name) for name in ("ada", "bob", "cy")]
    batch = batch_of(*subscribers)
    weekly.function().handle(batch_of(subscribers[0]))
    weekly.mailer.failures.extend(failures)
    with pytest.raises(Unavailable):
        weekly.function().handle(batch)
    assert addresses(weekly.mailer) == ["ada@mail.example"]
    weekly.function().handle(batch)
    assert sorted(addresses(weekly.mailer)) == [f"{name}@mail.example" for name in ("ada", "bob", "cy")]


def test_a_mail_that_is_sent_again_has_the_id_it_had(weekly):
    ada = weekly.subscribe("ada")
    tried = []

    class Flapping:
        def send(self, mail):
            tried.append(mail.id)
            if len(tried) == 1:
                raise Unavailable("No answer")

    weekly.mailer = Flapping()
    with pytest.raises(Unavailable):
        weekly.function().handle(batch_of(ada))
    weekly.function().handle(batch_of(ada))
    assert tried == [kept(weekly, ada)[0].id] * 2


def test_a_mailer_down_for_an_hour_loses_nobody_even_if_every_delivery_was_in_vain(weekly, clock):
    for name in ("ada", "bob", "cy"):
        weekly.subscribe(name)
    weekly.tick()
    dropped = weekly.bus.published.pop()
    weekly.mailer.failures.extend([Unavailable("down")] * 24)
    for _ in range(8):
        with pytest.raises(Unavailable):
            weekly.function().handle(batch_message(dropped))
    clock.advance(timedelta(hours=1))
    weekly.tick()
    weekly.deliver()
    assert sorted(addresses(weekly.mailer)) == [f"{name}@mail.example" for name in ("ada", "bob", "cy")]


def batch_message(published):
    from shared.messaging.push import Message

    return Message(published.id, published.data, {}, "", "", 1)


def test_our_own_credentials_refused_cost_nobody_their_mail(weekly):
    ada = weekly.subscribe("ada")
    weekly.mailer.failures.append(InvalidSettings("The mailer refuses our key"))
    with pytest.raises(InvalidSettings):
        weekly.function().handle(batch_of(ada))
    weekly.function().handle(batch_of(ada))
    assert addresses(weekly.mailer) == ["ada@mail.example"]


def test_one_poisoned_listener_of_five_hundred_stops_none_of_the_others(weekly, caplog):
    subscribers = [weekly.subscribe(f"l{place:03}") for place in range(500)]
    poisoned = subscribers[250].listener
    weekly.records.update(LISTENERS.name, poisoned, lambda fields: {"email": "somewhere else"})
    with caplog.at_level(logging.ERROR):
        weekly.function().handle(batch_of(*subscribers))
    assert len(set(addresses(weekly.mailer))) == 499
    (kept_aside,) = weekly.objects.list(REJECTED)
    data = b64decode(json.loads(weekly.objects.get(kept_aside.name))["data"])
    assert [due["listener"] for due in json.loads(data)["due"]] == [poisoned]
    assert weekly.subscription(poisoned).due_at == NEXT_WEEK
    assert [record.levelname for record in caplog.records] == ["ERROR", "ERROR"]
    assert poisoned not in caplog.text
    assert "@" not in caplog.text


def test_a_time_zone_that_is_no_more_costs_nobody_their_mail(weekly):
    ada = weekly.subscribe("ada")
    weekly.records.update(SUBSCRIPTIONS.name, "ada", lambda fields: {**fields, "time_zone": "Mars/Olympus"})
    weekly.function().handle(batch_of(ada))
    assert addresses(weekly.mailer) == ["ada@mail.example"]
    assert weekly.subscription("ada").due_at == NEXT_WEEK


def poison_hour(weekly, name):
    weekly.records.update(SUBSCRIPTIONS.name, name, lambda fields: {**fields, "hour": "soon"})


def poison_listener(weekly, name):
    weekly.records.delete(LISTENERS.name, name)


def poison_search(weekly, name):
    weekly.records.update(
        SEARCHES.name, "broken", lambda _: {"listener": name, "asked_at": "2026-11-22T00:00:00+00:00", "seeds": 3}
    )


@pytest.mark.parametrize("poison", [poison_hour, poison_listener, poison_search])
def test_whatever_is_wrong_with_a_listeners_records_they_are_set_aside_for_a_week(weekly, poison):
    ada, bob = weekly.subscribe("ada"), weekly.subscribe("bob")
    poison(weekly, "ada")
    weekly.function().handle(batch_of(ada, bob))
    assert addresses(weekly.mailer) == ["bob@mail.example"]
    assert weekly.records.get(SUBSCRIPTIONS.name, "ada").fields["due_at"] == "2026-11-30T12:00:00+00:00"
    assert len(list(weekly.objects.list(REJECTED))) == 1


def test_where_everybody_fails_it_is_us_and_the_batch_comes_again(weekly):
    subscribers = [weekly.subscribe(f"l{place:02}", songs=0) for place in range(40)]
    for each in subscribers:
        weekly.records.delete(LISTENERS.name, each.listener)
    with pytest.raises(LookupError):
        weekly.function().handle(batch_of(*subscribers))
    assert len(list(weekly.objects.list(REJECTED))) == 20


def test_a_listener_without_a_search_gets_no_mail_and_is_asked_again_in_a_week(weekly):
    ada = weekly.subscribe("ada", songs=0)
    weekly.function().handle(batch_of(ada))
    assert weekly.mailer.sent == []
    assert weekly.subscription("ada").due_at == NEXT_WEEK
    assert kept(weekly, ada) == []
