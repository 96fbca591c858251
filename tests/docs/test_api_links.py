"""The links in docs/openapi.yaml lead from an answer to calls that take what it holds."""

import jsonschema
import pytest

from ops.api_page import read

DOCUMENT = read()
COMPONENTS = DOCUMENT["components"]
OPERATIONS = {
    call["operationId"]: (item, call)
    for item in DOCUMENT["paths"].values()
    for call in item.values()
    if "operationId" in call
}
BODY = "$response.body#/"


def resolved(part):
    return COMPONENTS[part["$ref"].split("/")[2]][part["$ref"].split("/")[3]] if "$ref" in part else part


FOLLOWED = [
    (name, response, COMPONENTS["links"][name])
    for _, call in OPERATIONS.values()
    for response in call["responses"].values()
    for name in response.get("links", {})
]
every_link = pytest.mark.parametrize(
    ("response", "link"), [each[1:] for each in FOLLOWED], ids=[name for name, *_ in FOLLOWED]
)


def example_of(response):
    (content,) = response["content"].values()
    return resolved(content["examples"]["answer"])["value"] if "examples" in content else None


def filled(value, answer):
    """Return a link's value with the parts of an answer that it names."""
    if isinstance(value, dict):
        return {name: filled(each, answer) for name, each in value.items()}
    if isinstance(value, list):
        return [filled(each, answer) for each in value]
    if not isinstance(value, str) or not value.startswith(BODY) or answer is None:
        return value
    for step in value.removeprefix(BODY).split("/"):
        answer = answer[int(step)] if isinstance(answer, list) else answer[step]
    return answer


@every_link
def test_a_link_names_parameters_of_its_operation_from_an_answer(response, link):
    item, call = OPERATIONS[link["operationId"]]
    taken = {resolved(each)["name"] for each in (*item.get("parameters", ()), *call.get("parameters", ()))}
    assert set(link.get("parameters", ())) <= taken
    filled(link.get("parameters", {}), example_of(response))  # fails where the answer has no such part


@every_link
def test_the_body_of_a_link_is_one_that_its_operation_takes(response, link):
    _, call = OPERATIONS[link["operationId"]]
    if "requestBody" not in link:
        assert not call.get("requestBody", {}).get("required") or "parameters" in link
        return
    schema = call["requestBody"]["content"]["application/json"]["schema"] | {"components": COMPONENTS}
    jsonschema.Draft202012Validator(schema).validate(filled(link["requestBody"], example_of(response)))


def test_every_link_is_of_some_answer():
    assert {name for name, *_ in FOLLOWED} == set(COMPONENTS["links"])
