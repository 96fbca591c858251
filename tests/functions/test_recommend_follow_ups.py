"""Answers to requests that go on from a kept one, with records and bus in memory."""

import itertools

import pytest
from served_model import Served

from functions.recommend.contract import RecommendRequest, TuneRequest
from functions.recommend.files_contract import UploadedFile
from functions.recommend.follow_up import MOST_BYTES, MOST_SAID, MOST_SENTENCES
from functions.recommend.handler import Recommend
from functions.recommend.inputs import Services
from shared.adapters.memory import MemoryBus, MemoryRecords
from shared.errors import InvalidInput, NotFound
from shared.messaging.outbox import StoreThenPublish
from shared.record_kinds import SEARCHES


@pytest.fixture
def records(clock):
    return MemoryRecords(clock)


@pytest.fixture
def recommend(model, records, clock):
    ids, bus = (f"s{number}" for number in itertools.count(1)), MemoryBus()
    outbox = StoreThenPublish(records, lambda: bus)
    return Recommend(Served(model), records, outbox, lambda: bus, Services(), now=clock, new_id=lambda: next(ids))


@pytest.fixture
def ids(model):
    return [track.id for track in model.tracks(range(30))]


def answered(response) -> list[str]:
    return [each.uri for each in response.recommendations]


def parts(response) -> list[tuple[str, str]]:
    return [(part.kind, part.text) for part in response.understood.parts]


def level(model, response, feature) -> float:
    return model.level_of(model.indices_of(answered(response)), feature)


def test_a_follow_up_without_a_change_has_the_same_songs(recommend, ids):
    first = recommend.answer(RecommendRequest(tracks=ids[:3], n=7))

    assert answered(recommend.answer(RecommendRequest(after=first.id))) == answered(first)


def test_a_follow_up_of_artists_and_a_sentence_has_the_same_songs(recommend, model):
    artist = model.tracks([0])[0].artist
    first = recommend.answer(RecommendRequest(text=artist, words="20 happy songs"))

    again = recommend.answer(RecommendRequest(after=first.id))

    assert answered(again) == answered(first)
    assert parts(again) == parts(first)


def test_words_are_added_to_those_before(recommend, model, ids):
    first = recommend.answer(RecommendRequest(tracks=ids[:3], words="12 songs, no remixes"))

    calmer = recommend.answer(RecommendRequest(after=first.id, words="much calmer"))

    assert parts(calmer)[:2] == parts(first)
    assert len(calmer.recommendations) == 12
    assert level(model, calmer, "energy") < level(model, first, "energy")


def test_a_follow_up_of_a_follow_up_goes_on_from_both(recommend, ids):
    first = recommend.answer(RecommendRequest(tracks=ids[:3], words="12 songs"))
    second = recommend.answer(RecommendRequest(after=first.id, words="no remixes"))

    third = recommend.answer(RecommendRequest(after=second.id, words="calmer"))

    assert [kind for kind, _ in parts(third)] == ["count", "version", "sound"]


def test_a_later_number_of_songs_takes_the_place_of_an_earlier_one(recommend, ids):
    first = recommend.answer(RecommendRequest(tracks=ids[:3], words="12 songs"))

    assert len(recommend.answer(RecommendRequest(after=first.id, words="5 songs")).recommendations) == 5


def test_a_part_of_the_words_before_can_be_left_out(recommend, ids):
    first = recommend.answer(RecommendRequest(tracks=ids[:3], words="12 songs, no remixes"))

    again = recommend.answer(RecommendRequest(after=first.id, ignore=["12 songs"]))

    assert parts(again) == [("version", "no remixes")]


def test_words_alone_are_gone_on_from_without_new_ones(recommend):
    first = recommend.answer(RecommendRequest(text="calm music for dinner"))

    assert parts(recommend.answer(RecommendRequest(after=first.id, ignore=["calm"]))) == [
        ("occasion", "for dinner")
    ]


def test_a_song_of_the_list_that_more_is_wanted_of_is_loved(recommend, records, ids):
    first = recommend.answer(RecommendRequest(tracks=ids[:3]))
    third = answered(first)[2]

    more = recommend.answer(RecommendRequest(after=first.id, words="more like number 3"))

    assert [(part.kind, part.text, part.track) for part in more.understood.parts] == [
        ("more_like", "more like number 3", third)
    ]
    assert third not in answered(more)
    assert Recommend.answer(recommend, RecommendRequest(tracks=ids[:3], loved=[third])).recommendations == (
        more.recommendations
    )


def test_a_song_of_the_list_that_is_not_wanted_does_not_come_back(recommend, ids):
    first = recommend.answer(RecommendRequest(tracks=ids[:3]))

    second = recommend.answer(RecommendRequest(after=first.id, words="not the first one"))
    third = recommend.answer(RecommendRequest(after=second.id, words="calmer"))

    assert answered(first)[0] not in {*answered(second), *answered(third)}


def test_a_place_that_the_list_does_not_have_is_refused(recommend, ids):
    first = recommend.answer(RecommendRequest(tracks=ids[:3], n=5))

    with pytest.raises(InvalidInput, match="no number 6"):
        recommend.answer(RecommendRequest(after=first.id, words="more like number 6"))


def test_a_wish_that_a_follow_up_forgets_is_as_if_it_had_never_been(recommend, ids):
    first = recommend.answer(RecommendRequest(tracks=ids[:3], n=5, tune=TuneRequest(adventurous=1.0)))

    plain = recommend.answer(RecommendRequest(after=first.id, forget=["tune"]))

    assert answered(plain) == answered(recommend.answer(RecommendRequest(tracks=ids[:3], n=5)))


@pytest.mark.parametrize("change", [{"order": "ranked"}, {"forget": ["order"]}], ids=["named", "forgotten"])
def test_another_order_does_without_the_curve_before(recommend, ids, change):
    first = recommend.answer(RecommendRequest(tracks=ids[:3], n=5, order="flow", curve="rising"))

    plain = recommend.answer(RecommendRequest(after=first.id, **change), named={"after", *change})

    assert answered(plain) == answered(recommend.answer(RecommendRequest(tracks=ids[:3], n=5)))


def test_songs_of_a_follow_up_take_the_place_of_those_before(recommend, ids):
    first = recommend.answer(RecommendRequest(tracks=ids[:2], words="12 songs"))

    other = recommend.answer(RecommendRequest(after=first.id, tracks=ids[2:5]))

    assert [match.uri for match in other.matched] == ids[2:5]
    assert len(other.recommendations) == 12


def test_songs_of_a_file_are_gone_on_from_without_the_file(recommend, model):
    songs = "\n".join(f"{track.artist} - {track.name}" for track in model.tracks(range(5)))
    first = recommend.answer(RecommendRequest(file=UploadedFile("mine.txt", songs)))

    assert answered(recommend.answer(RecommendRequest(after=first.id))) == answered(first)


def test_a_path_is_gone_on_from(recommend, ids):
    first = recommend.answer(RecommendRequest(from_=ids[0], to=ids[20], n=6))

    assert answered(recommend.answer(RecommendRequest(after=first.id))) == answered(first)


def test_another_listeners_list_is_not_gone_on_from(recommend, ids):
    first = recommend.answer(RecommendRequest(tracks=ids[:3]), listener="ada")

    with pytest.raises(NotFound):
        recommend.answer(RecommendRequest(after=first.id), listener="bob")


def test_a_list_that_is_not_kept_is_not_gone_on_from(recommend):
    with pytest.raises(NotFound, match="ask anew"):
        recommend.answer(RecommendRequest(after="never"))


def test_a_field_that_was_too_long_to_be_kept_is_asked_for_again(recommend, ids):
    many = [*ids, *(f"spotify:track:{number:022}" for number in range(MOST_BYTES // 30))]
    first = recommend.answer(RecommendRequest(tracks=ids[:3], exclude=many))

    with pytest.raises(InvalidInput, match="exclude once more"):
        recommend.answer(RecommendRequest(after=first.id))

    again = recommend.answer(RecommendRequest(after=first.id, exclude=many), named={"after", "exclude"})
    assert answered(again) == answered(first)


def test_a_search_of_before_follow_ups_were_kept_is_gone_on_from_by_its_songs(recommend, records, ids):
    first = recommend.answer(RecommendRequest(tracks=ids[:3]))
    records.update(SEARCHES.name, first.id, _without_asked)

    assert answered(recommend.answer(RecommendRequest(after=first.id))) == answered(first)


def _without_asked(fields):
    return {name: value for name, value in fields.items() if name != "asked"}


def test_words_that_mean_nothing_are_told_and_change_nothing(recommend, ids):
    first = recommend.answer(RecommendRequest(tracks=ids[:3]))

    second = recommend.answer(RecommendRequest(after=first.id, words="xyzzy plugh"))

    assert second.understood.unread
    assert answered(second) == answered(first)


@pytest.mark.parametrize(
    ("words", "times"), [("warmer", MOST_SENTENCES), ("no remixes " * 40, MOST_SAID // 440)], ids=["many", "long"]
)
def test_a_list_changed_in_too_many_words_is_begun_anew(recommend, ids, words, times):
    last = recommend.answer(RecommendRequest(tracks=ids[:3], n=1))
    for _ in range(times):
        last = recommend.answer(RecommendRequest(after=last.id, words=words))

    with pytest.raises(InvalidInput, match="too many words"):
        recommend.answer(RecommendRequest(after=last.id, words=words))


def test_what_is_said_again_is_understood_once(recommend, ids):
    first = recommend.answer(RecommendRequest(tracks=ids[:3], words="no remixes"))

    assert parts(recommend.answer(RecommendRequest(after=first.id, words="no remixes"))) == [
        ("version", "no remixes")
    ]


def test_years_that_are_not_wanted_add_up(recommend, ids):
    first = recommend.answer(RecommendRequest(tracks=ids[:3], words="no 80s"))

    again = recommend.answer(RecommendRequest(after=first.id, words="no 90s"))

    assert [text for _, text in parts(again)] == ["no 80s", "no 90s"]
