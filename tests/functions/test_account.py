"""The identity of a listener: visitors' tokens, and invalid ones."""

import pytest
from over_http import fetch

from shared.web.tokens import Tokens


def test_two_visitors_are_two_listeners(listener, another):
    assert listener.id != another.id
    assert listener.token != another.token


def test_nothing_is_stored_of_a_visitor(listener, records):
    assert records.get("listeners", listener.id) is None


def test_another_path_is_not_found(local_cloud_url):
    assert fetch(f"{local_cloud_url}/api/account/others", b"", method="POST").status == 404


def test_another_method_is_told_which_one_is_meant(local_cloud_url):
    answer = fetch(f"{local_cloud_url}/api/account/visitors")
    assert (answer.status, answer.headers["Allow"]) == (405, "OPTIONS, POST")


@pytest.mark.parametrize(
    "header",
    ["Bearer", "Bearer ", "Bearer nonsense", "Basic dXNlcjpwYXNz", "Bearer " + "a" * 5_000, "nonsense"],
)
def test_a_token_that_is_not_ours_is_a_401_that_says_how(local_cloud_url, header):
    answer = fetch(f"{local_cloud_url}/api/feedback?search=x", headers={"Authorization": header})
    assert answer.status == 401
    assert answer.body["type"].endswith("#not-signed-in")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_token_for_another_purpose_is_not_a_listeners(local_cloud_url, embedded, listener):
    token = Tokens(embedded["SEGUE_SECRET"]).issue("unsubscribe", listener.id)
    answer = fetch(f"{local_cloud_url}/api/feedback?search=x", headers={"Authorization": f"Bearer {token}"})
    assert answer.status == 401


def test_recommend_answers_who_has_no_token(recommend, known):
    assert recommend(tracks=known[:2]).status == 200


def test_recommend_refuses_a_wrong_token_rather_than_forget_whose_answer_it_is(local_cloud_url):
    headers = {"Authorization": "Bearer nonsense", "Content-Type": "application/json"}
    assert fetch(f"{local_cloud_url}/api/recommend", b'{"tracks": []}', headers).status == 401
