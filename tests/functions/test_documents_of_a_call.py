"""Documents that each call reads, writes and leaves to expire, as Firestore bills them: more cannot go unnoticed.

The totals are those of which `bench.cost` makes dollars.
"""

from collections import Counter
from dataclasses import astuple
from itertools import count

import pytest
from counting_records import CountingRecords
from flask import Request
from shared_lists import keep, made_up
from werkzeug.test import EnvironBuilder

from bench.cost import calls
from functions.feedback.contract import RateRequest
from functions.feedback.handler import Feedback
from functions.recommend.contract import RecommendRequest
from functions.recommend.handler import Recommend
from functions.recommend.inputs import Services
from functions.share.contract import ShareRequest
from functions.share.handler import MOST_OWN_LISTS, Sharing
from functions.share.kept_pictures import KeptPictures
from functions.share.pictures import picture
from functions.tally.handler import TallyActivity
from shared.adapters.memory import MemoryBus, MemoryObjects, MemoryRecords
from shared.domain.rating import Opinion
from shared.messaging.outbox import StoreThenPublish
from shared.messaging.push import Message
from shared.messaging.topics import ACTIVITY
from shared.ports import Record
from shared.record_kinds import LISTENERS, RATINGS
from shared.web.auth import caller_of, listener_token, new_visitor
from shared.web.tokens import Tokens

TOKENS = Tokens("0" * 32)
MEMBER = "ada"


class Served:
    """A model that never changes."""

    def __init__(self, model):
        self._model = model

    def get(self):
        return self._model


class Deployment:
    """The functions that a listener meets, over counted records; messages wait until `counted`."""

    def __init__(self, model, clock):
        ids = count()
        self.clock, self.bus, self.objects = clock, MemoryBus(), MemoryObjects()
        self.records = CountingRecords(MemoryRecords(clock))
        self.records.create(LISTENERS.name, Record(MEMBER, {"address": "ada@example.org", "generation": 1}))
        self.tally = TallyActivity(self.records, now=clock)
        self.feedback = Feedback(self.records, lambda: self.bus, now=clock)
        self.sharing = Sharing(
            self.records,
            lambda: self.objects,
            lambda: model,
            now=clock,
            new_id=lambda: f"l{next(ids)}",
        )
        self.recommend = Recommend(
            Served(model),
            self.records,
            StoreThenPublish(self.records, lambda: self.bus),
            lambda: self.bus,
            Services(),
            now=clock,
            new_id=lambda: f"s{next(ids)}",
        )
        self.tracks = [track.id for track in model.catalogue.tracks(range(20))]
        self.records.counted_anew()

    def caller(self, token):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        request = Request(EnvironBuilder(headers=headers).get_environ())
        return caller_of(request, lambda: TOKENS, lambda: self.records)

    def search(self, token, seeds):
        caller = self.caller(token)
        answer = self.recommend.answer(
            RecommendRequest(tracks=self.tracks[:seeds]),
            caller.listener if caller else None,
            signed_in=bool(caller and caller.signed_in),
            charted=bool(caller and caller.counts_in_charts(self.clock())),
        )
        return answer, self.counted()

    def counted(self):
        """Deliver all messages, and return what was counted since the last time."""
        for number, each in enumerate(self.bus.published):
            assert each.topic == ACTIVITY
            self.tally.handle(Message(str(number), each.data, {}, "", "", 1))
        self.bus.published.clear()
        return self.records.counted_anew()


@pytest.fixture
def deployment(model, clock):
    return Deployment(model, clock)


NOBODY = ""
VISITOR = new_visitor(TOKENS)
SIGNED_IN = listener_token(TOKENS, MEMBER, 1)


@pytest.mark.parametrize("seeds", [1, 10])
@pytest.mark.parametrize(
    ("token", "writes", "call"),
    [
        (NOBODY, {"searches": 2, "figures": 1, "days": 1}, calls.SEARCH),
        (VISITOR, {"searches": 2, "figures": 2, "days": 1}, calls.VISITORS_SEARCH),
        (SIGNED_IN, {"searches": 2, "figures": 2, "days": 1, "given": 1}, calls.MEMBERS_SEARCH),
    ],
    ids=["nobody", "a visitor", "signed in"],
)
def test_a_search_writes_as_many_documents_for_ten_songs_as_for_one(deployment, token, seeds, writes, call):
    deployment.search(token, seeds)
    _, counted = deployment.search(token, seeds)  # its songs are in this week's charts
    assert counted.writes == Counter(writes)
    assert counted.totals() == astuple(call.documents)


def test_a_song_that_a_member_brings_into_the_weeks_charts_is_written_once(deployment):
    written = [deployment.search(SIGNED_IN, seeds)[1].writes["week_tracks"] for seeds in (4, 4, 6)]
    assert written == [4, 0, 2]


@pytest.mark.parametrize("token", [NOBODY, VISITOR], ids=["nobody", "visitor"])
def test_a_search_of_whoever_has_no_account_writes_nothing_about_its_songs(deployment, token):
    assert deployment.search(token, 10)[1].writes["week_tracks"] == 0


def test_a_rating_writes_itself_its_counts_and_its_songs_loves(deployment):
    answer, _ = deployment.search(SIGNED_IN, 1)
    caller = deployment.caller(SIGNED_IN)
    song = answer.recommendations[0].uri
    asked = RateRequest(search=answer.id, opinion=Opinion.LOVE, track=song)
    deployment.feedback.rate(caller.listener, asked, charted=caller.counts_in_charts(deployment.clock()))
    counted = deployment.counted()
    assert counted.writes == Counter({"ratings": 2, "figures": 2, "days": 1, "week_tracks": 2})
    assert counted.totals() == astuple(calls.RATING.documents)


def test_a_delivery_that_comes_again_reads_one_document_and_writes_none(deployment):
    deployment.search(SIGNED_IN, 10)
    (search,) = deployment.records.page("searches").records
    deployment.records.counted_anew()
    deployment.tally.handle(Message("m", b'{"kind":"search","id":"%b"}' % search.key.encode(), {}, "", "", 2))
    assert deployment.counted().totals() == (1, 0, 0)


def test_five_hundred_ratings_are_read_with_each_answer_and_more_are_not(deployment):
    for number in range(600):
        fields = {
            "listener": MEMBER, "kind": "track", "target": deployment.tracks[number % 20], "search": "s",
            "rated_at": "2026-11-01T00:00:00+00:00", "opinion": "love", "given": None, "revision": 1,
            "uncounted": [],
        }  # fmt: skip
        deployment.records.create(RATINGS.name, Record(f"r{number:03d}", fields))
    deployment.counted()
    totals = deployment.search(SIGNED_IN, 20)[1].totals()
    stated = astuple(calls.HEAVIEST_SEARCH.documents)
    assert totals[0] > 500
    assert all(counted <= most for counted, most in zip(totals, stated, strict=True)), totals


def test_a_shared_list_is_two_documents_and_its_days_count_and_none_when_it_is_shared_again(deployment):
    answer, _ = deployment.search(SIGNED_IN, 1)
    totals = []
    for _ in range(2):
        deployment.sharing.share(deployment.caller(SIGNED_IN).listener, ShareRequest(answer.id))
        totals.append(deployment.counted().totals())
    assert totals[0] == astuple(calls.LIST.documents)
    assert totals[1][1] == 1  # the pointer is fixed by a conditional write


def test_a_page_and_a_kept_picture_read_their_list_and_a_new_picture_looks_whether_it_is_still_there(deployment):
    id = keep(deployment.records, made_up("A list", ["One"]))
    pictures = KeptPictures(deployment.objects, deployment.sharing.is_shared, draw=lambda wanted: b"PNG")
    deployment.counted()
    totals = []
    for _ in range(2):
        wanted = picture(deployment.sharing.find(id), "card", "segue.example")
        assert pictures.png(id, "card", wanted) == b"PNG"
        totals.append(deployment.counted().totals())
    assert totals == [astuple(call.documents) for call in (calls.FIRST_PICTURE, calls.PICTURE)]
    deployment.sharing.find(id)
    deployment.sharing.note_opened(id)
    assert deployment.counted().totals() == astuple(calls.PAGE.documents)


def test_an_owner_of_thousands_of_lists_has_a_thousand_read(deployment):
    for _ in range(MOST_OWN_LISTS + 50):
        keep(deployment.records, made_up("A list", ["One"], owner=MEMBER))
    deployment.counted()
    assert len(deployment.sharing.mine(MEMBER)) == MOST_OWN_LISTS
    assert deployment.counted().totals()[0] <= MOST_OWN_LISTS + 11
