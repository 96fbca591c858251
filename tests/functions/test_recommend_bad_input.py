"""Invalid input to `recommend`: a problem with a cure, never a 500."""

import gzip
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from over_http import fetch

JSON_TYPE = {"Content-Type": "application/json"}


def assert_problem(answer, status=400):
    assert answer.status == status, answer.body
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.body["status"] == status
    assert answer.body["detail"]
    assert answer.body["type"].partition("#")[0].endswith("/problems.html")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("tracks", "one"),
        ("tracks", [1]),
        ("text", 7),
        ("file", "list.csv"),
        ("file", {"name": "list.csv"}),
        ("file", {"name": "list.csv", "content": 3}),
        ("song", "Hello"),
        ("song", {"name": ""}),
        ("song", {"name": None, "artist": "Adele"}),
        ("playlist", ["x"]),
        ("n", "ten"),
        ("n", 0),
        ("n", 101),
        ("n", 2.5),
        ("exclude", {}),
        ("exclude", ["not a track at all"]),
        ("max_per_artist", -1),
        ("max_per_artist", "two"),
        ("tune", []),
        ("tune", {"targets": {"loudnes": 0.5}}),
        ("tune", {"targets": {"energy": 1.5}}),
        ("tune", {"adventurous": "very"}),
        ("tune", {"adventurous": 2}),
        ("unknown_field", 1),
    ],
)
def test_a_wrong_value_is_refused_and_its_field_named(recommend, known, field, value):
    answer = recommend(**{"tracks": known[:1]} | {field: value})
    assert_problem(answer)
    assert field in answer.body["detail"]
    assert answer.body["expected"]


def test_an_empty_request_is_told_what_may_be_in_it(recommend):
    answer = recommend()
    assert_problem(answer)
    assert "song" in answer.body["expected"]


BOMBS = {
    "a million deep": b'{"tracks": ' + b"[" * 1_000_000,
    "objects a million deep": b'{"tune": ' + b'{"a":' * 200_000,
    "a million equal keys": b"{" + b'"n":1,' * 1_000_000 + b'"x":1}',
    "no number": b'{"tracks": [], "n": NaN}',
    "a number of 4,000 digits": b'{"tracks": [], "n": ' + b"9" * 4_000 + b"}",
    "half a character": b'{"text": "\\ud800"}',
    "compressed": gzip.compress(b'{"text": "' + b"a" * 30_000_000 + b'"}'),
    "larger than any": b'{"text": "' + b"a" * 22_000_000 + b'"}',
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_body_that_grows_when_it_is_read_is_refused(local_cloud_url, name):
    answer = fetch(f"{local_cloud_url}/api/recommend", BOMBS[name], JSON_TYPE)
    assert answer.status in (400, 413)
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b'{"n": 1e999}', b"[" * 100_000])
def test_a_body_that_is_no_request_is_refused(local_cloud_url, body):
    assert_problem(fetch(f"{local_cloud_url}/api/recommend", body, JSON_TYPE, "POST"))


def test_another_content_type_is_refused(local_cloud_url):
    assert_problem(fetch(f"{local_cloud_url}/api/recommend", b"{}", {"Content-Type": "text/plain"}), 415)


def test_another_method_is_refused(local_cloud_url):
    answer = fetch(f"{local_cloud_url}/api/recommend", method="PUT")
    assert_problem(answer, 405)
    assert "POST" in answer.headers["Allow"]


def test_a_body_of_fifty_megabytes_is_refused(function_app):
    body = b'{"text": "' + b"a" * 50 * 1024 * 1024 + b'"}'
    response = function_app("recommend").post("/", data=body, headers=JSON_TYPE)
    assert response.status_code == 413
    assert response.json["expected"]


def test_binary_junk_in_a_file_is_refused(recommend):
    answer = recommend(file={"name": "list.csv", "content": "\x00\x01\x02PK\x03\x04" * 100})
    assert_problem(answer)
    assert "binary" in answer.body["found"]


def test_broken_json_in_a_file_is_refused(recommend):
    assert_problem(recommend(file={"name": "list.json", "content": '{"tracks": [{"track_uri": '}))


def test_an_empty_playlist_file_is_refused(recommend):
    assert_problem(recommend(file={"name": "list.csv", "content": "Track URI,Track Name\n"}))
    assert_problem(recommend(file={"name": "list.json", "content": '{"tracks": []}'}))
    assert_problem(recommend(text="\n\n  \n"))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
FIELDS = st.sampled_from(
    ["tracks", "text", "file", "song", "playlist", "n", "exclude", "max_per_artist", "tune", "other"]
)


@given(st.dictionaries(FIELDS, VALUES, max_size=5) | VALUES)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_json_makes_it_fail(function_app, body):
    response = function_app("recommend").post("/", data=json.dumps(body), headers=JSON_TYPE)
    assert response.status_code in {200, 400, 413, 422}
