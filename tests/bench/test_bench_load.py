"""The load test finds the sustained rate, separates refusals from errors, and detects every loss."""

import dataclasses
import importlib.util
from email.headerregistry import Address

import pytest
from signed_in import new_listener

from bench.load.acknowledged import acknowledged_by
from bench.load.capacity import highest_sustained, sustained_for_long
from bench.load.durability import DurabilityCheck
from bench.load.level import Level
from bench.load.outcome import Asked, Written
from bench.load.post_box import PostBox
from bench.load.run import Measured, Plan, measure, served
from bench.load.table import levels_table, page
from bench.served import SECRET
from functions.account.mails import Mails
from shared.adapters.mail_folder import MailFolder
from shared.errors import NotSignedIn
from shared.record_kinds import COUNTERS, LISTENERS, RATINGS, SEARCHES, SHARES
from shared.records.counter_names import EVERYONE
from shared.records.counters import Addition, ShardedCounter
from shared.web.auth import listener_token
from shared.web.tokens import Tokens


def asked(status, ms=10.0, retry_after="", name="type", at=0.0):
    return Asked(at, name, status, ms, retry_after)


def level(*them, wanted=None, seconds=1.0):
    return Level(len(them) / seconds if wanted is None else wanted, seconds, list(them), [], 100.0, 0.25)


# Sustained rates


@pytest.mark.parametrize("limit", [8.0, 50.0, 63.9, 64.0, 1_000.0])
def test_the_highest_rate_that_is_sustained_is_found_to_nine_per_cent(limit):
    assert limit / 1.1 < highest_sustained(lambda rate: rate <= limit) <= limit


def test_a_rate_that_was_spoilt_once_is_tried_again():
    tried = []

    def is_sustained(rate):
        tried.append(rate)
        return rate <= 100 and tried.count(rate) == 2

    assert highest_sustained(is_sustained) > 90


@pytest.mark.parametrize("limit", [1.0, 1e9])
def test_where_nothing_or_everything_is_sustained_that_is_said(limit):
    with pytest.raises(ValueError, match="expected"):
        highest_sustained(lambda rate: rate <= limit)


@pytest.mark.parametrize(("limit", "tried"), [(200.0, 1), (84.1, 2), (60.0, 4)])
def test_what_is_sustained_for_seconds_is_lowered_until_it_is_sustained_for_long(limit, tried):
    rates = []
    rate, found = sustained_for_long(lambda rate: rates.append(rate) or rate, lambda rate: rate <= limit, 100.0)
    assert (len(rates), rate, found) == (tried, rates[-1], rates[-1])
    assert limit / 1.2 < rate <= limit or rate == 100.0


def test_a_rate_is_not_lowered_for_ever():
    with pytest.raises(ValueError, match="sustained for long"):
        sustained_for_long(lambda rate: rate, lambda _: False, 100.0)


def test_a_level_is_sustained_if_all_are_answered_in_time():
    quick, slow = [asked(200, 20.0)] * 99, asked(200, 90_000.0)
    assert level(*quick, slow, *quick).is_sustained(500.0)
    assert not level(*quick, slow, slow, slow).is_sustained(500.0)


@pytest.mark.parametrize("other", [asked(503, retry_after="2"), asked(500), asked(0), asked(404)])
def test_a_level_is_not_borne_if_anybody_is_refused_or_gets_an_error(other):
    assert not level(*[asked(200)] * 500, other).is_sustained(500.0)


def test_a_level_is_not_borne_if_fewer_could_ask_than_wanted_to():
    assert level(*[asked(200)] * 75, wanted=100).is_sustained(500.0)
    assert not level(*[asked(200)] * 65, wanted=100).is_sustained(500.0)


def test_only_who_is_told_when_to_come_back_is_refused_all_others_got_an_error():
    them = [asked(200), asked(503, retry_after="2"), asked(429, retry_after="9"), asked(503), asked(429)]
    them += [asked(0), asked(0), asked(500), asked(404, retry_after="2"), asked(304)]
    found = level(*them)
    assert [each.status for each in found.answered()] == [200]
    assert [each.status for each in found.refused()] == [503, 429]
    assert found.errors() == {"503": 1, "429": 1, "no answer": 2, "500": 1, "404": 1, "304": 1}


# Reports


def test_refusals_and_errors_are_written_apart_and_a_level_that_fell_behind_says_so():
    levels = {
        "1x": level(*[asked(200, 10.0)] * 100),
        "4x": level(*[asked(200, 40.0)] * 100, *[asked(503, 5.0, "2")] * 60, asked(500), wanted=400),
    }
    one, four = levels_table(levels).splitlines()[2:]
    assert one == (
        "| 1x | 100 | 100 | 10 ms | 10 ms | 10 ms | 1.0 | none | none | none | 100 MiB | 25 % of a processor |"
    )
    assert four == (
        "| 4x | 161 of 400 wanted | 100 | 40 ms | 40 ms | 40 ms | 4.0 | 60 x 503 | 5 ms | 1 x 500 | 100 MiB "
        "| 25 % of a processor |"
    )


def test_a_server_that_died_is_told_and_is_not_well():
    died = Measured(Plan(60.0, 15.0, 500.0), 100.0, {"1x": level(asked(200))}, 1.0, [], lives=False)
    assert "does not answer any more" in page(died)
    assert not died.is_well
    assert dataclasses.replace(died, lives=True).is_well


def test_an_error_at_any_level_is_not_well():
    measured = Measured(Plan(60.0, 15.0, 500.0), 100.0, {"1x": level(asked(200), asked(500))}, 1.0, [], lives=True)
    assert not measured.is_well


# Mails


def test_a_link_is_read_from_the_mail_that_is_sent_and_the_mail_is_taken_out(tmp_path):
    outbox = MailFolder(tmp_path, Address("Segue", "mail", "segue.example"))
    mails = Mails(site_url="https://segue.example", postal_address="1 Long Road")
    post_box = PostBox(tmp_path)
    assert post_box.link("ann@segue.example") == ""
    for name, token in (("ann", "first"), ("bob", "his"), ("ann", "a.b")):
        outbox.send(mails.sign_in(f"{name}@segue.example", token, token, "123456"))
    assert (post_box.link("ann@segue.example"), post_box.link("bob@segue.example")) == ("a.b", "his")
    assert list(tmp_path.iterdir()) == []
    post_box.throw_away("ann@segue.example")
    assert post_box.link("ann@segue.example") == ""


# Acknowledged writes

NONCE = "known to this listener's browser alone"


@pytest.fixture
def ann():
    return listener_token(Tokens(SECRET), "ann", 0)


def rating(token, opinion, *, answered=True, target="", search="s1"):
    return Written("rating", token, search, target, opinion, answered)


def test_of_a_rating_the_last_word_was_told(ann):
    known = acknowledged_by([rating(ann, "love"), rating(ann, "hate")], SECRET)
    assert known.opinions == {("ann", "s1"): {"hate"}}


def test_a_song_is_one_thing_to_rate_wherever_it_was_met(ann):
    known = acknowledged_by(
        [rating(ann, "love", target="t"), rating(ann, "hate", target="t", search="s2")], SECRET
    )
    assert (known.opinions, known.rated_in) == ({("ann", "t"): {"hate"}}, {("ann", "t"): "s2"})


def test_what_nobody_knows_may_have_replaced_what_was_told_and_alone_is_nothing(ann):
    unknown = [rating(ann, "hate", answered=False), rating(ann, "okay", answered=False, search="s2")]
    doubtful = [rating(ann, "love"), *unknown]
    assert acknowledged_by(doubtful, SECRET).opinions == {("ann", "s1"): {"love", "hate"}}
    assert acknowledged_by([*doubtful, rating(ann, "like")], SECRET).opinions == {("ann", "s1"): {"like"}}


def test_a_listener_is_asked_for_by_their_latest_token(ann):
    later = listener_token(Tokens(SECRET), "ann", 1)
    known = acknowledged_by([rating(ann, "love"), Written("account", later, "a@b.example")], SECRET)
    assert known.tokens == {"ann": later}


def test_a_token_of_another_server_is_no_listener_of_ours(ann):
    with pytest.raises(NotSignedIn):
        acknowledged_by([rating(ann, "love")], "another secret of 32 characters or more, it is")


# Durability, with a real server


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("loaded")


@pytest.fixture(scope="module")
def server(folder, model_folder):
    server = served(folder, model_folder)
    yield server
    server.kill()


@pytest.fixture
def written(server, folder, model):
    """One write of every kind, as listeners make it."""
    listener = new_listener(server.url, SECRET)
    search, songs = listener.list_of(*(track.id for track in model.catalogue.tracks(range(5))))
    assert listener.rate(search, "love").status == listener.rate(search, "hate", songs[0]).status == 200
    share = listener.ask("share", search=search).body["id"]
    address = f"{search.lower().replace('-', 'a').replace('_', 'b')}@listeners.example"
    assert listener.send("POST", "account/sign-in", {"address": address, "nonce": NONCE}).status == 202
    link = PostBox(folder / "outbox").link(address)
    token = listener.send("POST", "account/sessions", {"token": link, "nonce": NONCE}).body["token"]
    server.wait_until_delivered()
    return [
        Written("search", listener.token, search),
        rating(listener.token, "love", search=search),
        rating(listener.token, "hate", target=songs[0], search=search),
        Written("share", listener.token, share),
        Written("account", token, address),
    ]


@pytest.fixture
def records(server):
    return server.records()


@pytest.fixture
def look(server, records):
    """Return the result for each kind of write."""

    def look(written):
        return {
            each.what: each
            for each in DurabilityCheck(server.url, records, acknowledged_by(written, SECRET)).results()
        }

    return look


def test_all_that_was_told_is_found_in_the_store_and_over_http_and_counted_once(look, written):
    found = look(written)
    assert {each.what: each.acknowledged for each in found.values()} == {
        "searches": 1, "ratings": 2, "shared lists": 1, "accounts": 1,
    }  # fmt: skip
    assert all(each.is_whole for each in found.values())


def listener_in(written):
    return next(iter(acknowledged_by(written, SECRET).accounts))


KEPT_AS = {
    "searches": lambda written: (SEARCHES.name, written[0].id),
    "shared lists": lambda written: (SHARES.name, written[3].id),
    "accounts": lambda written: (LISTENERS.name, listener_in(written)),
    "ratings": lambda written: (RATINGS.name, f"{listener_in(written)}.list.{written[0].id}"),
}


@pytest.mark.parametrize("what", KEPT_AS)
def test_whatever_is_lost_is_noticed(look, records, written, what):
    collection, key = KEPT_AS[what](written)
    record = records.get(collection, key)
    records.delete(collection, key)
    found = look(written)[what]
    records.create(collection, record)
    assert found.in_store == found.acknowledged - 1
    assert not found.is_whole
    assert look(written)[what].is_whole


def test_a_rating_that_is_not_the_last_word_is_lost(look, written):
    another = rating(written[0].token, "okay", search=written[0].id)
    found = look([*written[:-1], another, written[-1]])["ratings"]
    assert (found.acknowledged, found.in_store, found.over_http) == (2, 1, 1)


def test_what_is_counted_twice_is_noticed(look, records, written):
    shard = ShardedCounter(records, COUNTERS.name).shard_of(EVERYONE, "again")

    def add(amount):
        addition = Addition(shard, EVERYONE, {"searches": amount})
        records.update_together([shard], lambda found: [addition.applied(found[0])])

    add(1)
    try:
        assert not look(written)["searches"].is_whole
    finally:
        add(-1)


def test_what_is_kept_though_nobody_heard_of_it_is_no_loss(look, written):
    found = look(written[1:])["searches"]
    assert (found.acknowledged, found.is_whole) == (0, True)


# The whole measurement


@pytest.mark.skipif(
    importlib.util.find_spec("locust") is None, reason="Locust is not here: requirements/bench.txt brings it"
)
def test_a_real_server_at_eight_times_a_load_gives_nobody_an_error_and_loses_nothing(tmp_path, model_folder):
    server = served(tmp_path, model_folder)
    try:
        measured = measure(server, tmp_path, Plan(2.0, 2.0, 500.0, sustained=60.0), lambda line: None)
    finally:
        server.kill()
    assert [level.errors().total() for level in measured.levels.values()] == [0, 0, 0, 0]
    assert [(each.what, each.is_whole) for each in measured.durability] == [
        ("searches", True), ("ratings", True), ("shared lists", True), ("accounts", True),
    ]  # fmt: skip
    assert measured.is_well
    asked = [len(level.asked) for level in measured.levels.values()]
    assert asked == sorted(asked)
    assert asked[-1] > 2 * asked[0]
    assert measured.durability[0].acknowledged > 50
