"""Everybody is answered; playlists to learn from, and counts in the charts, are of listeners with an account."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from over_http import fetch
from served_model import Served

from functions.recommend.contract import ListenBrainzListener, RecommendRequest, Shared
from functions.recommend.handler import Recommend
from functions.recommend.inputs import Services
from functions.recommend.sharing import HISTORY, NOT_SIGNED_IN, TOO_MANY, TOO_SHORT, Sharing
from shared.adapters.memory import MemoryBus, MemoryRecords
from shared.adapters.memory_sources import MemoryHistory
from shared.domain.listening import HeardSong
from shared.domain.rating import Opinion
from shared.intake import read_text
from shared.messaging.outbox import StoreThenPublish
from shared.messaging.topics import PLAYLISTS
from shared.model.resolve import resolve
from shared.ports import Record
from shared.record_kinds import LISTENERS, RATINGS, SEARCHES
from shared.records.share_limit import MOST_SHARED_A_DAY, ShareLimit


@pytest.fixture
def bus():
    return MemoryBus()


@pytest.fixture
def sharing(bus, clock):
    return Sharing(lambda: bus, ShareLimit(MemoryRecords(clock), clock))


@pytest.fixture
def recommend(model, bus, clock):
    records, ids = MemoryRecords(clock), iter(range(100))
    heard = [HeardSong(track.name, track.artist) for track in model.tracks([0, 1])]
    services = Services(MemoryHistory({("ada", "half_yearly"): heard}))
    outbox = StoreThenPublish(records, lambda: bus)
    return Recommend(
        Served(model), records, outbox, lambda: bus, services, now=clock, new_id=lambda: f"s{next(ids)}"
    )


def shared_playlists(bus):
    return [each for each in bus.published if each.topic == PLAYLISTS]


def test_687_anonymous_requests_to_share_publish_nothing_and_are_told_why(sharing, bus, model, known):
    given = read_text("\n".join(known[:12]))
    resolution = resolve(given.references, model)
    answers = [sharing.share(RecommendRequest(share=True), given, resolution, None) for _ in range(687)]
    assert answers == [Shared(kept=False, because=NOT_SIGNED_IN)] * 687
    assert bus.published == []


def test_what_a_listener_shares_over_a_days_bound_is_not_published_and_they_are_told(sharing, bus, model, known):
    given = read_text("\n".join(known[:12]))
    resolution = resolve(given.references, model)
    answers = [
        sharing.share(RecommendRequest(share=True), given, resolution, "ada") for _ in range(MOST_SHARED_A_DAY + 2)
    ]
    assert answers == [Shared(True, None)] * MOST_SHARED_A_DAY + [Shared(False, TOO_MANY)] * 2
    assert len(bus.published) == MOST_SHARED_A_DAY


def test_a_visitor_is_answered_and_told_that_nothing_was_shared(recommend, bus, known):
    answer = recommend.answer(RecommendRequest(tracks=known[:3], share=True), "a visitor")
    assert len(answer.recommendations) == 10
    assert answer.shared == Shared(kept=False, because=NOT_SIGNED_IN)
    assert shared_playlists(bus) == []


def test_a_signed_in_listener_is_told_that_it_was_shared(recommend, bus, known):
    answer = recommend.answer(RecommendRequest(tracks=known[:3], share=True), "ada", signed_in=True)
    assert answer.shared == Shared(kept=True, because=None)
    assert len(shared_playlists(bus)) == 1


def test_nothing_is_said_of_sharing_to_those_who_did_not_ask_for_it(recommend, known):
    assert recommend.answer(RecommendRequest(tracks=known[:3]), "ada", signed_in=True).shared is None


@pytest.mark.parametrize(
    ("fields", "because"),
    [({}, TOO_SHORT), ({"listenbrainz": ListenBrainzListener("ada")}, HISTORY)],
    ids=["one song", "a history"],
)
def test_what_is_not_learned_from_is_told_with_the_reason(recommend, bus, known, fields, because):
    request = RecommendRequest(tracks=known[:1], share=True, **fields)
    assert recommend.answer(request, "ada", signed_in=True).shared == Shared(kept=False, because=because)
    assert shared_playlists(bus) == []


# Over HTTP


@pytest.fixture
def account(another, records):
    """A listener whose account is two days old."""
    joined_at = (datetime.now(UTC) - timedelta(days=2)).isoformat(timespec="seconds")
    records.create(LISTENERS.name, Record(another.id, {"address": "a@mail.example", "joined_at": joined_at}))
    return another


@pytest.fixture
def young(another, records):
    """A listener whose account is of today."""
    joined_at = datetime.now(UTC).isoformat(timespec="seconds")
    records.create(LISTENERS.name, Record(another.id, {"address": "a@mail.example", "joined_at": joined_at}))
    return another


def staged(store):
    return {stored.name for stored in store.list("staging/playlists/")}


def test_anonymous_playlists_are_staged_by_nobody(recommend_over_http, store, known, delivered):
    before = staged(store)
    for place in range(10):
        answer = recommend_over_http(tracks=known[place : place + 12], n=1, share=True)
        assert (answer.status, answer.body["shared"]["kept"]) == (200, False)
        assert "sign in" in answer.body["shared"]["because"]
    delivered()
    assert staged(store) == before


@pytest.fixture
def recommend_over_http(local_cloud_url):
    def ask(**request):
        headers = {"Content-Type": "application/json"}
        return fetch(f"{local_cloud_url}/api/recommend", json.dumps(request).encode(), headers)

    return ask


def charted(records, listener):
    """Return whether the listener's latest search, and their latest love, count in the charts."""
    own = {"where": {"listener": listener.id}, "descending": True, "limit": 1}
    (search,) = records.page(SEARCHES.name, order_by="asked_at", **own).records
    (rating,) = records.page(RATINGS.name, order_by="rated_at", **own).records
    return search.fields["charted"], rating.fields["given"]["charted"]


def search_and_love(listener, known):
    search, songs = listener.list_of(*known[:3])
    assert listener.rate(search, Opinion.LOVE, songs[0]).status == 200


def test_searches_and_loves_of_an_account_count_in_the_charts(account, records, known):
    search_and_love(account, known)
    assert charted(records, account) == (True, True)


def test_searches_and_loves_of_an_account_of_today_do_not_count_in_the_charts(young, records, known):
    search_and_love(young, known)
    assert charted(records, young) == (False, False)


def test_searches_and_loves_of_a_visitor_do_not_count_in_the_charts(listener, records, known):
    search_and_love(listener, known)
    assert charted(records, listener) == (False, False)
