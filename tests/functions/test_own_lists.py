"""A listener's own lists: read again as they were given, named, deleted; with records and bus in memory."""

import itertools
from datetime import timedelta

import msgspec
import pytest
from served_model import Served

from functions.recommend.contract import ListenBrainzListener, RecommendRequest, TuneRequest
from functions.recommend.handler import Recommend
from functions.recommend.inputs import Services
from functions.recommend.own_lists import LISTS_A_PAGE, MOST_VERSIONS, OwnLists
from functions.recommend.swap_contract import SwapRequest
from shared.adapters.memory import MemoryBus, MemoryRecords
from shared.adapters.memory_sources import MemoryHistory
from shared.domain.listening import HeardSong
from shared.domain.share import shared_key
from shared.errors import InvalidInput, NotFound
from shared.messaging.outbox import StoreThenPublish
from shared.ports import Record
from shared.record_kinds import SEARCHES, SHARED_SEARCHES
from shared.records.kept_answers import KEPT_ANSWER
from shared.records.sittings import SITTING


@pytest.fixture
def records(clock):
    return MemoryRecords(clock)


@pytest.fixture
def recommend(model, records, clock):
    ids, bus = (f"s{number}" for number in itertools.count(1)), MemoryBus()
    outbox = StoreThenPublish(records, lambda: bus)
    return Recommend(Served(model), records, outbox, lambda: bus, Services(), now=clock, new_id=lambda: next(ids))


@pytest.fixture
def own(model, records):
    return OwnLists(records, lambda: model)


@pytest.fixture
def ids(model):
    return [track.id for track in model.tracks(range(40))]


@pytest.fixture
def answer(recommend, clock):
    """Answers a request of ada's, a minute after the one before."""

    def ask(*tracks, **fields):
        clock.advance(timedelta(minutes=1))
        return recommend.answer(RecommendRequest(tracks=list(tracks), **fields), listener="ada")

    return ask


def shown(own, cursor=None):
    return [each.id for each in own.page("ada", cursor).lists]


def older(records, id):
    """Make a search one from before answers were kept."""
    kept = (SITTING, KEPT_ANSWER)
    expires_at = records.get(SEARCHES.name, id).expires_at
    records.update(
        SEARCHES.name, id, lambda before: {k: v for k, v in before.items() if k not in kept}, expires_at
    )


def test_a_list_is_read_again_as_it_was_given(own, answer, ids):
    given = answer(*ids[:3], n=7)

    again = own.find("ada", given.id)

    assert msgspec.structs.replace(again, kept=None) == given


def test_a_list_is_read_with_the_wishes_it_was_asked_with(own, answer, ids, model):
    given = answer(*ids[:3], n=7, tune=TuneRequest(adventurous=1.0), loved=[ids[9]])

    kept = own.find("ada", given.id).kept

    assert (kept.n, kept.tune, [song.uri for song in kept.loved]) == (7, TuneRequest(adventurous=1.0), [ids[9]])


@pytest.mark.parametrize("of", ["a visitor's", "nobody's", "none"])
def test_anothers_list_is_as_one_that_never_was(own, recommend, records, ids, of):
    owner = {"a visitor's": "bob", "nobody's": None}.get(of)
    id = "never" if of == "none" else recommend.answer(RecommendRequest(tracks=ids[:2]), listener=owner).id

    reading = [] if of == "nobody's" else [own.find]  # by its id, whoever has it
    for act in (*reading, own.delete, lambda listener, id: own.rename(listener, id, "Mine")):
        with pytest.raises(NotFound):
            act("ada", id)
    assert shown(own) == []


def test_nobodys_answer_is_not_kept(recommend, records, ids):
    id = recommend.answer(RecommendRequest(tracks=ids[:2])).id

    assert KEPT_ANSWER not in records.get(SEARCHES.name, id).fields


def test_of_a_history_only_what_the_catalogue_has_is_kept(recommend, records, own, model):
    track = model.tracks([0])[0]
    heard = [HeardSong(track.name, track.artist), HeardSong("Qqqq Wwww", "Nobody At All")]
    recommend._services = Services(MemoryHistory({("ada", "month"): heard}))
    request = RecommendRequest(listenbrainz=ListenBrainzListener("ada", "month"))
    answer = recommend.answer(request, listener="ada")
    assert answer.unmatched

    assert own.find("ada", answer.id).unmatched == []


def test_lists_come_newest_first_named_after_their_songs(own, answer, ids, model):
    first, second = answer(ids[0], n=6), answer(*ids[1:5], n=7)

    newest, oldest = own.page("ada").lists

    assert (newest.id, newest.songs, oldest.id, oldest.songs) == (second.id, 7, first.id, 6)
    assert [song.uri for song in newest.first] == [song.uri for song in second.recommendations[:4]]
    assert oldest.name == f"Songs next to “{model.tracks([0])[0].name}”"
    assert newest.name.endswith("and 2 more")


def test_a_list_of_words_is_named_by_them(own, answer):
    answer(words="calm music for dinner")

    assert own.page("ada").lists[0].name == "calm music for dinner"


def test_turns_of_a_dial_are_one_list_until_the_next_morning(own, answer, ids, clock):
    answer(*ids[:3])
    turned = answer(*ids[:3], tune=TuneRequest(adventurous=1.0))
    other = answer(*ids[5:7])
    clock.advance(timedelta(hours=13))
    morning = answer(*ids[:3])

    assert shown(own) == [morning.id, other.id, turned.id]


def test_a_version_that_has_a_name_stays_in_sight(own, answer, ids):
    named, _, last = answer(*ids[:3]), answer(*ids[:3]), answer(*ids[:3])
    own.rename("ada", named.id, "As it was")

    assert shown(own) == [last.id, named.id]


def test_lists_go_on_where_a_page_ended_and_repeat_no_version(own, answer, ids):
    same = [answer(*ids[:2], n=1).id for _ in range(2)]
    others = [answer(ids[place], n=1).id for place in range(2, LISTS_A_PAGE + 1)]

    first = own.page("ada")

    assert [each.id for each in first.lists] == [*reversed(others), same[1]]
    assert shown(own, first.cursor) == []


@pytest.mark.parametrize("cursor", ["x", "a~b~c", "~1~", "a~1~nothing"])
def test_a_cursor_of_ones_own_making_is_refused(own, cursor):
    with pytest.raises(InvalidInput):
        own.page("ada", cursor)


def test_a_name_is_one_clean_line_and_can_be_taken_off(own, answer, ids):
    id = answer(ids[0]).id

    assert own.rename("ada", id, " For a\n\u202elong  drive ").name == "For a long drive"
    assert own.find("ada", id).title == own.find("ada", id).kept.name == "For a long drive"
    assert own.rename("ada", id, "").name.startswith("Songs next to")


def test_a_name_does_not_prolong_a_lists_life(own, answer, records, ids):
    id = answer(ids[0]).id
    before = records.get(SEARCHES.name, id).expires_at

    own.rename("ada", id, "Mine")

    assert records.get(SEARCHES.name, id).expires_at == before


def test_a_deleted_list_is_gone_with_the_versions_it_hid(own, answer, records, ids):
    hidden, last, other = answer(*ids[:3]).id, answer(*ids[:3]).id, answer(ids[9]).id

    assert own.delete("ada", last).share is None
    assert shown(own) == [other]
    assert [records.get(SEARCHES.name, id) for id in (hidden, last)] == [None, None]


def test_a_named_version_outlives_the_last_one(own, answer, ids):
    named, last = answer(*ids[:3]).id, answer(*ids[:3]).id
    own.rename("ada", named, "Mine")

    own.delete("ada", last)

    assert shown(own) == [named]


def test_deleting_reads_a_bounded_number_of_versions(own, answer, records, ids, monkeypatch):
    """A list that is asked for all year long would else have each deletion read all of it."""
    found = records.get(SEARCHES.name, answer(*ids[:3]).id)
    for place in range(MOST_VERSIONS + 250):
        records.create(SEARCHES.name, Record(f"v{place}", found.fields, found.expires_at))
    read, page = [], records.page

    def counted(*these, **more):
        answered = page(*these, **more)
        read.extend(answered.records)
        return answered

    monkeypatch.setattr(records, "page", counted)
    own.delete("ada", found.key)
    assert len(read) == MOST_VERSIONS


def test_who_deletes_a_shared_list_is_told_of_its_page(own, answer, records, ids):
    id = answer(ids[0]).id
    fields = {"owner": "ada", "search": id, "share": "page1"}
    records.create(SHARED_SEARCHES.name, Record(shared_key("ada", id), fields))

    assert own.delete("ada", id).share == "page1"


def test_a_list_of_before_answers_were_kept_is_made_anew(own, answer, records, ids):
    given = answer(*ids[:3])
    older(records, given.id)

    again, (entry,) = own.find("ada", given.id), own.page("ada").lists

    assert [song.uri for song in again.recommendations] == [song.uri for song in given.recommendations]
    assert [match.uri for match in again.matched] == ids[:3]
    assert all(song.because for song in again.recommendations)
    assert (entry.songs, entry.name) == (10, again.kept.name)


def test_a_song_that_came_in_place_of_another_is_there_with_its_reasons(own, answer, recommend, ids):
    given = answer(*ids[:3])
    first = given.recommendations[0].uri
    new = recommend.swap(SwapRequest(list=given.id, song=first), "ada").song.uri

    songs, (entry,) = own.find("ada", given.id).recommendations, own.page("ada").lists

    assert songs[1:] == given.recommendations[1:]
    assert (songs[0].uri, entry.first[0].uri) == (new, new)
    assert songs[0].because


def test_a_list_is_gone_on_from_after_it_was_read_again(own, answer, recommend, ids):
    given = answer(*ids[:3])
    own.rename("ada", given.id, "Mine")

    again = recommend.answer(RecommendRequest(after=given.id), listener="ada")

    assert [song.uri for song in again.recommendations] == [song.uri for song in given.recommendations]
