"""A listener's own picture of a month or a year, and what it shows."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from over_http import fetch

from functions.share.own_music import OwnMusic, period_of
from shared.adapters.memory import MemoryRecords
from shared.domain.rating import Opinion, Target, rated
from shared.domain.search import Search
from shared.errors import InvalidInput, NotFound
from shared.ports import Record
from shared.record_kinds import RATINGS, SEARCHES

NOVEMBER = period_of("2026-11")
WITHIN, BEFORE = datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC), datetime(2026, 10, 31, 23, 59, 59, tzinfo=UTC)


@pytest.fixture
def records() -> MemoryRecords:
    return MemoryRecords()


@pytest.fixture
def music(records, model) -> OwnMusic:
    return OwnMusic(records, lambda: model)


@pytest.fixture
def ids(model) -> list[str]:
    return [track.id for track in model.catalogue.tracks(range(10))]


@pytest.fixture
def asked(records):
    def ask(*seeds, at=WITHIN, listener="ada", genres=()):
        made = Search(uuid4().hex, at, "v1", seeds, (), None, None, listener, genres)
        records.create(SEARCHES.name, Record(made.id, made.to_fields()))
        return made

    return ask


@pytest.fixture
def loved(records, asked):
    def love(track, at=WITHIN, listener="ada", opinion=Opinion.LOVE):
        search = Search("any", at, "v1", (), (track,), None, None, listener)
        made = rated(None, listener, Target("track", track), search, opinion, at)
        records.update(RATINGS.name, made.key, lambda _: made.to_fields())

    return love


def uris(content):
    return [song.uri for song in content.songs]


def test_it_shows_five_songs_that_were_loved_then(music, loved, ids):
    for place in range(7):
        loved(ids[place])
    loved(ids[8], at=BEFORE)
    loved(ids[9], opinion=Opinion.HATE)
    loved(ids[7], listener="bob")
    shown = uris(music.content("ada", NOVEMBER))
    assert len(shown) == 5
    assert set(shown) <= set(ids[:7])


def test_where_nothing_is_loved_it_shows_what_was_searched_for_most(music, asked, ids):
    asked(ids[0])
    asked(ids[1], ids[0])
    asked(ids[2], at=BEFORE)
    assert uris(music.content("ada", NOVEMBER)) == ids[:2]


def test_it_names_the_kinds_of_music_and_counts(music, asked, loved, ids):
    loved(ids[0])
    asked(ids[1], genres=("shoegaze", "dream pop"))
    asked(ids[2], genres=("shoegaze",))
    content = music.content("ada", NOVEMBER)
    assert content.title == "My November in music: shoegaze and dream pop"
    assert content.told == "1 song loved, 2 lists"


def test_a_year_holds_its_months(music, loved, ids):
    loved(ids[0], at=BEFORE)
    content = music.content("ada", period_of("2026"))
    assert (content.title, uris(content)) == ("My 2026 in music", ids[:1])


def test_no_page_of_records_is_large_and_none_is_read_of_before(music, records, asked, ids):
    """Searches have their answers with them: a thousand in memory may be 300 MB."""
    for _ in range(150):
        asked(ids[0])
    for _ in range(150):
        asked(ids[1], at=BEFORE)
    read, page = [], records.page

    def counted(collection, **more):
        found = page(collection, **more)
        read.append((collection, len(found.records)))
        return found

    records.page = counted
    assert music.content("ada", NOVEMBER).told == "150 lists"
    assert [count for collection, count in read if collection == SEARCHES.name] == [100, 100]


def test_a_time_without_music_has_no_picture(music):
    with pytest.raises(NotFound, match="no music of yours in November"):
        music.content("ada", NOVEMBER)


def test_december_ends_with_the_year():
    assert period_of("2026-12").end == datetime(2027, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "2026-13", "2026-00", "26", "2026-1", "2026-11-01", "٢٠٢٦", "1999"])
def test_another_time_is_refused(text):
    with pytest.raises(InvalidInput):
        period_of(text)


@pytest.mark.parametrize(("kind", "size"), [("story", (1080, 1920)), ("card", (1200, 630))])
def test_a_listener_gets_a_png_that_no_cache_keeps(listener, known, kind, size):
    listener.list_of(*known[:3])
    answer = fetch(
        f"{listener.url}/api/share/mine/{kind}.png?of={datetime.now(UTC):%Y-%m}",
        headers={"Authorization": f"Bearer {listener.token}"},
    )
    assert (answer.status, answer.headers["Content-Type"]) == (200, "image/png")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert (int.from_bytes(answer.body[16:20]), int.from_bytes(answer.body[20:24])) == size


def test_nobody_gets_a_picture(local_cloud_url):
    assert fetch(f"{local_cloud_url}/api/share/mine/story.png?of=2026").status == 401


def test_another_form_is_not_found(listener):
    assert listener.ask("share/mine/poster.png?of=2026").status == 404
