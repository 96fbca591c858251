"""A request with an Idempotency-Key is kept once, whoever repeats it and whichever instance answers."""

import secrets
from concurrent.futures import ThreadPoolExecutor

import pytest
from loaded_function import loaded_function
from over_http import fetch

from shared.record_kinds import SEARCHES
from shared.web.auth import new_visitor
from shared.web.tokens import Tokens


@pytest.fixture
def key():
    return secrets.token_urlsafe(16)


@pytest.fixture
def post(function_app):
    def send(key=None, token="", client=None, **body):
        headers = {"Idempotency-Key": key} if key is not None else {}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        return (client or function_app("recommend")).post("/", json=body, headers=headers)

    return send


@pytest.fixture(params=["nobody", "a visitor"])
def token(request, embedded):
    return "" if request.param == "nobody" else new_visitor(Tokens(embedded["SEGUE_SECRET"]))


def test_a_repeated_request_gets_the_same_answer_and_is_kept_once(post, key, token, known, records):
    first, again = (post(key, token, tracks=known[:3]) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.get_json() == first.get_json()
    assert again.headers["Segue-Model"] == first.headers["Segue-Model"]
    assert records.get(SEARCHES.name, first.get_json()["id"]) is not None


def test_another_key_is_another_request(post, token, known):
    ids = {post(secrets.token_urlsafe(16), token, tracks=known[:3]).get_json()["id"] for _ in range(3)}
    assert len(ids) == 3


def test_the_same_key_of_another_caller_is_another_request(post, key, known, embedded):
    callers = ["", *(new_visitor(Tokens(embedded["SEGUE_SECRET"])) for _ in range(2))]
    assert len({post(key, each, tracks=known[:3]).get_json()["id"] for each in callers}) == 3


def test_a_quoted_key_is_the_same_key(post, key, known):
    plain, quoted = (post(text, tracks=known[:3]).get_json()["id"] for text in (key, f'"{key}"'))
    assert plain == quoted


def test_another_body_under_the_same_key_is_422(post, key, token, known):
    post(key, token, tracks=known[:3])
    refused = post(key, token, tracks=known[:2])
    assert refused.status_code == 422
    assert refused.get_json()["type"].endswith("#reused-key")


@pytest.mark.parametrize("bad", ["", "short", "x" * 201, "a key with an ä in it", '"' * 5])
def test_a_key_that_another_could_have_is_refused(post, known, bad):
    refused = post(bad, tracks=known[:3])
    assert (refused.status_code, refused.get_json()["detail"][:26]) == (400, "The header Idempotency-Key")


def test_a_refused_request_can_be_mended_under_its_key(post, key, known):
    assert post(key, tracks=known[:3], n=1_000).status_code == 400
    assert post(key, tracks=known[:3]).status_code == 200


def test_of_requests_at_once_in_two_instances_one_is_kept_and_the_rest_wait_or_get_it(
    post, key, token, known, embedded, function_app
):
    clients = [function_app("recommend"), loaded_function("recommend", embedded)]
    for client in clients:
        client.get("/health")
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda n: post(key, token, clients[n % 2], tracks=known[:9]), range(6)))
    assert {answer.status_code for answer in answers} <= {200, 409}
    late = [answer for answer in answers if answer.status_code == 409]
    assert all(answer.get_json()["type"].endswith("#under-way") for answer in late)
    assert all(answer.headers["Retry-After"] == "1" for answer in late)
    answered = [answer.get_json() for answer in answers if answer.status_code == 200]
    assert answered
    assert all(each == answered[0] for each in answered)
    assert post(key, token, tracks=known[:9]).get_json() == answered[0]


def test_a_page_of_the_site_may_send_a_key(local_cloud_url):
    wanted = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "idempotency-key"}
    allowed = fetch(
        f"{local_cloud_url}/api/recommend", headers={"Origin": "http://127.0.0.1:8080", **wanted}, method="OPTIONS"
    )
    assert "Idempotency-Key" in allowed.headers["Access-Control-Allow-Headers"]


def test_who_has_the_id_of_nobodys_answer_may_read_it(recommend, local_cloud_url, listener, known):
    made = recommend(tracks=known[:3]).body
    songs = [each["uri"] for each in made["recommendations"]]
    path = f"recommend/{made['id']}"
    for answer in (fetch(f"{local_cloud_url}/api/{path}"), listener.ask(path)):
        assert (answer.status, [each["uri"] for each in answer.body["recommendations"]]) == (200, songs)


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_nobodys_answer_is_changed_by_nobody(recommend, listener, known, method):
    made = recommend(tracks=known[:3]).body
    assert listener.send(method, f"recommend/{made['id']}", {"name": "x"}).status == 404


def test_the_answer_to_a_listener_is_read_by_nobody_else(local_cloud_url, listener, another, known):
    search, _ = listener.list_of(*known[:3])
    assert fetch(f"{local_cloud_url}/api/recommend/{search}").status == 401
    assert another.ask(f"recommend/{search}").status == 404
