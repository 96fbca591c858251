"""Pictures of shared lists are drawn once, outlive an instance, and go with their list."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from over_http import fetch
from shared_lists import keep, made_up, share, take_down

from functions.share.kept_pictures import PATIENCE_SECONDS, KeptPictures
from functions.share.pictures import SIZES, picture
from shared.adapters.memory import MemoryObjects
from shared.domain.share import Share
from shared.errors import SpoiltStore, Unavailable
from shared.record_kinds import PICTURES, SHARES, picture_name


class Drawer:
    """Draws a text in place of a picture, and counts."""

    def __init__(self):
        self.drawn = []

    def __call__(self, wanted):
        self.drawn.append(wanted.tag)
        return f"PNG of {wanted.tag}".encode()


class Failing(MemoryObjects):
    """A store that fails at every call, each after `seconds` of its own clock."""

    def __init__(self, error, seconds=0.0):
        super().__init__()
        self.error, self.seconds, self.now, self.calls = error, seconds, 0.0, []

    def _fail(self, call):
        self.calls.append(call)
        self.now += self.seconds
        raise self.error

    def get(self, name, start=0, length=None):
        self._fail("get")

    def put(self, name, data, if_generation=None):
        self._fail("put")


@pytest.fixture
def objects():
    return MemoryObjects()


@pytest.fixture
def draw():
    return Drawer()


def pictures_of(objects, draw, *, is_shared=lambda id: True, **more):
    return KeptPictures(objects, is_shared, draw=draw, **more)


def wanted(title="A list", kind="card"):
    return picture(made_up(title, ["One", "Two"]), kind, "segue.example")


def test_a_picture_is_drawn_once_however_often_it_is_requested(objects, draw):
    kept = pictures_of(objects, draw)
    assert len({kept.png("a", "card", wanted()) for _ in range(20)}) == 1
    assert len(draw.drawn) == 1


def test_another_instance_reads_what_was_drawn_before(objects, draw):
    first, second = (pictures_of(objects, draw).png("a", "card", wanted()) for _ in range(2))
    assert first == second == f"PNG of {wanted().tag}".encode()
    assert len(draw.drawn) == 1


def test_of_many_first_requests_at_once_one_draws_and_the_rest_wait(objects):
    begun, go_on, drawn = Event(), Event(), []

    def slow(picture):
        drawn.append(picture.tag)
        begun.set()
        assert go_on.wait(30)
        return b"PNG"

    kept = pictures_of(objects, slow)
    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(kept.png, "a", "card", wanted()) for _ in range(8)]
        assert begun.wait(30)
        go_on.set()
        assert {each.result() for each in answers} == {b"PNG"}
    assert len(drawn) == 1


def test_a_drawing_that_failed_is_tried_again(objects, draw):
    failures = [RuntimeError("no font")]

    def sometimes(picture):
        if failures:
            raise failures.pop()
        return draw(picture)

    kept = pictures_of(objects, sometimes)
    with pytest.raises(RuntimeError):
        kept.png("a", "card", wanted())
    assert kept.png("a", "card", wanted()).startswith(b"PNG")


def test_a_renamed_list_has_a_new_picture_in_the_place_of_the_old(objects, draw):
    kept = pictures_of(objects, draw)
    pngs = [kept.png("a", "card", wanted(title)) for title in ("Before", "After")]
    assert pngs[0] != pngs[1]
    assert [each.name for each in objects.list("")] == ["pictures/a/card"]
    assert pictures_of(objects, draw).png("a", "card", wanted("After")) == pngs[1]
    assert len(draw.drawn) == 2


def test_memory_is_bounded_by_bytes_and_forgets_the_longest_unused(objects, draw):
    kept = pictures_of(MemoryObjects(), draw, most_bytes=100)  # two pictures of 39 bytes
    for title in ("one", "two", "one", "three"):
        kept.png("a", "card", wanted(title))
    assert kept.png.cache.currsize <= 100
    assert set(kept.png.cache) == {wanted("one").tag, wanted("three").tag}


def test_a_picture_larger_than_the_memory_is_answered_all_the_same(objects, draw):
    kept = pictures_of(objects, draw, most_bytes=10)
    assert [kept.png("a", "card", wanted()) for _ in range(2)] == [f"PNG of {wanted().tag}".encode()] * 2
    assert len(draw.drawn) == 1  # the store has it


@pytest.mark.parametrize("error", [Unavailable("no answer"), SpoiltStore("lost")])
def test_a_store_that_fails_costs_drawing_and_no_answer(draw, caplog, error):
    kept = pictures_of(Failing(error), draw)
    assert kept.png("a", "card", wanted()).startswith(b"PNG")
    assert kept.png("a", "card", wanted()).startswith(b"PNG")
    assert len(draw.drawn) == 1  # memory has it
    assert ["drawn anew" in line or "not kept" in line for line in caplog.messages] == [True, True]


def test_a_store_that_answers_late_is_not_waited_for_twice(draw):
    slow = Failing(Unavailable("no answer"), PATIENCE_SECONDS + 1)
    assert pictures_of(slow, draw, monotonic=lambda: slow.now).png("a", "card", wanted()).startswith(b"PNG")
    assert slow.calls == ["get"]


def test_a_store_that_refuses_at_once_what_it_lacks_is_written_to(draw):
    refusing = Failing(Unavailable("refuses us"))
    pictures_of(refusing, draw, monotonic=lambda: refusing.now).png("a", "card", wanted())
    assert refusing.calls == ["get", "put"]


def test_what_is_not_drawn_yet_is_not_found(objects, draw):
    assert pictures_of(objects, draw).drawn("a", "card", wanted()) is None
    assert draw.drawn == []


def test_what_was_drawn_is_found_in_memory_and_by_another_instance(objects, draw):
    kept = pictures_of(objects, draw)
    png = kept.png("a", "card", wanted())
    assert pictures_of(objects, draw).drawn("a", "card", wanted()) == png
    objects.delete(picture_name("a", "card"))
    assert kept.drawn("a", "card", wanted()) == png


def test_a_picture_is_not_found_while_the_store_fails(draw, caplog):
    assert pictures_of(Failing(Unavailable("no answer")), draw).drawn("a", "card", wanted()) is None
    assert "a picture is not found" in caplog.text


def test_a_picture_of_a_list_that_is_taken_down_meanwhile_is_not_kept(objects, draw):
    kept = pictures_of(objects, draw, is_shared=lambda id: False)
    assert kept.png("a", "card", wanted()).startswith(b"PNG")
    assert list(objects.list("")) == []


def test_another_picture_stored_under_the_name_is_not_answered(objects, draw):
    objects.put(picture_name("a", "card"), b"0" * 32 + b"\nPNG of another")
    assert pictures_of(objects, draw).png("a", "card", wanted()) == f"PNG of {wanted().tag}".encode()


def test_every_format_is_deleted_with_its_list():
    assert SHARES.objects_by_key == tuple(picture_name("{key}", kind) for kind in SIZES)


# Over HTTP


def generations(store, id):
    return {each.name.removeprefix(f"{PICTURES}{id}/"): each.generation for each in store.list(f"{PICTURES}{id}/")}


def test_a_query_string_and_a_second_request_draw_nothing(local_cloud_url, records, store):
    address = f"{local_cloud_url}/s/{keep(records, made_up('Once', ['One']))}/card.png"
    id = address.split("/")[-2]
    first = fetch(address)
    drawn = generations(store, id)
    assert set(drawn) == {"card"}
    again = [fetch(f"{address}?x={number}") for number in range(5)]
    assert {answer.body for answer in again} == {first.body}
    assert {answer.headers["ETag"] for answer in again} == {first.headers["ETag"]}
    assert generations(store, id) == drawn


@pytest.fixture
def story(local_cloud_url, records):
    """The address of a picture that was not drawn yet."""
    return f"{local_cloud_url}/s/{keep(records, made_up('Head', ['One']))}/story.png"


def test_head_tells_the_headers_and_draws_nothing(story, store):
    head = fetch(story, method="HEAD")
    assert (head.status, head.headers["Content-Type"], head.body) == (200, "image/png", b"")
    assert "Content-Length" not in head.headers
    assert generations(store, story.split("/")[-2]) == {}
    assert fetch(story).headers["ETag"] == head.headers["ETag"]


def test_head_tells_the_length_of_a_picture_that_was_drawn(story):
    whole, head = (fetch(story, method=method) for method in ("GET", "HEAD"))
    assert head.headers["Content-Length"] == str(len(whole.body))


def test_who_has_a_picture_is_answered_without_drawing_it(story, store):
    tag = fetch(story, method="HEAD").headers["ETag"]
    assert fetch(story, headers={"If-None-Match": tag}).status == 304
    assert generations(store, story.split("/")[-2]) == {}


FOR_GOOD = "public, s-maxage=300, max-age=31536000, immutable"


def test_the_address_of_a_pictures_content_is_kept_for_good_and_only_by_browsers(story):
    short = fetch(story)
    tag = short.headers["ETag"].strip('"')
    lasting = fetch(story.replace(".png", f"-{tag}.png"))
    assert (lasting.body, lasting.headers["ETag"]) == (short.body, short.headers["ETag"])
    assert (lasting.headers["Cache-Control"], short.headers["Cache-Control"]) == (FOR_GOOD, "public, max-age=300")


def test_the_address_of_an_earlier_picture_has_the_present_one_and_for_a_while(story):
    earlier = fetch(story.replace(".png", f"-{'0' * 32}.png"))
    assert (earlier.status, earlier.headers["Cache-Control"]) == (200, "public, max-age=300")
    assert earlier.body == fetch(story).body


def test_a_list_that_is_taken_down_has_no_picture_anywhere(listener, local_cloud_url, known, store):
    search, _ = listener.list_of(*known[:3])
    id = share(listener, search, title=f"List of {listener.id}")
    address = f"{local_cloud_url}/s/{id}"
    assert {fetch(f"{address}/{kind}.png").status for kind in SIZES} == {200}
    assert set(generations(store, id)) == set(SIZES)
    assert take_down(listener, id).status == 204
    assert generations(store, id) == {}
    assert {fetch(f"{address}/{kind}.png?x=1").status for kind in SIZES} == {404}


def test_nothing_is_kept_for_an_id_that_is_no_list(local_cloud_url, store):
    assert fetch(f"{local_cloud_url}/s/nobodys-list/card.png").status == 404
    assert generations(store, "nobodys-list") == {}


def test_what_is_kept_is_the_lists_content_and_nothing_of_its_owner(local_cloud_url, records, store):
    shared: Share = made_up("Mine", ["One"], owner="ada-lovelace")
    keep(records, shared)
    fetch(f"{local_cloud_url}/s/{shared.id}/card.png")
    kept = store.get(picture_name(shared.id, "card"))
    assert kept[33:37] == b"\x89PNG"
    assert b"ada-lovelace" not in kept
