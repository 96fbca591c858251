"""The examples in docs/openapi.yaml are answers that a local cloud gives; `make examples` renews them."""

import os

import jsonschema
import pytest
from recorded_answers import CALLS, differences, recorded, written
from signed_in import new_listener

from ops.api_page import read

DOCUMENT = read()
OPERATIONS = {
    call["operationId"]: call
    for item in DOCUMENT["paths"].values()
    for call in item.values()
    if "operationId" in call
}
SAME = (
    "status",
    "title",
    "detail",
    "expected",
    "found",
    "artists",
    "most",
    "opinion",
    "kind",
    "admin",
    "signed_in",
)
"""Fields that depend on neither the model nor the moment."""


@pytest.fixture(scope="session")
def answers(local_cloud_url, embedded):
    made = recorded(new_listener(local_cloud_url, embedded["SEGUE_SECRET"]))
    if "RENEW_EXAMPLES" in os.environ:
        written(made)
    return made


@pytest.fixture(scope="session")
def examples(answers):
    return {name: each["value"] for name, each in read()["components"]["examples"].items()}


def test_every_example_is_of_a_call(examples):
    assert list(examples) == [call.name for call in CALLS]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_an_example_has_the_form_of_the_answer(call, examples, answers):
    assert not differences(examples[call.name], answers[call.name])


@pytest.mark.parametrize("call", [call for call in CALLS if call.same], ids=lambda call: call.name)
def test_an_example_has_the_values_of_an_answer_that_is_the_same_each_time(call, examples, answers):
    example, now = examples[call.name], answers[call.name]
    assert {name: now[name] for name in SAME if name in now} == {
        name: example[name] for name in SAME if name in example
    }


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_an_example_is_as_the_schema_beside_it_says(call, examples):
    (content,) = [
        content
        for response in [
            *OPERATIONS[call.operation]["responses"].values(),
            *DOCUMENT["components"]["responses"].values(),
        ]
        for content in response.get("content", {}).values()
        if {"$ref": f"#/components/examples/{call.name}"} in content.get("examples", {}).values()
    ]
    schema = content["schema"] | {"components": DOCUMENT["components"]}
    jsonschema.Draft202012Validator(schema).validate(examples[call.name])
