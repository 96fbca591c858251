"""docs/openapi.yaml says that null leaves an optional field out, and makes none of them compulsory."""

from collections.abc import Iterator

import jsonschema
import msgspec
import pytest
from msgspec import inspect

from functions.account.contract import SignInRequest
from functions.feedback.contract import RateRequest
from functions.recommend.contract import RecommendRequest
from functions.recommend.swap_contract import SwapRequest
from functions.share.contract import ShareRequest
from ops.api_page import read

DOCUMENT = read()
SCHEMAS = DOCUMENT["components"]["schemas"]


def in_requests(part: object, found: set[str]) -> set[str]:
    """Return the names of the schemas that a part of the document refers to."""
    if isinstance(part, dict) and "$ref" in part:
        name = part["$ref"].rsplit("/", 1)[1]
        return found if name in found else in_requests(SCHEMAS[name], found | {name})
    for each in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        found = in_requests(each, found)
    return found


def optional_fields() -> Iterator[tuple[str, str]]:
    bodies = [
        call["requestBody"]
        for path in DOCUMENT["paths"].values()
        for call in path.values()
        if isinstance(call, dict) and "requestBody" in call
    ]
    for schema in sorted(in_requests(bodies, set())):
        for field in SCHEMAS[schema].get("properties", {}):
            if field not in SCHEMAS[schema].get("required", []):
                yield schema, field


@pytest.mark.parametrize(("schema", "field"), [*optional_fields()])
def test_null_leaves_the_field_out(schema, field):
    described = {**SCHEMAS[schema]["properties"][field], "components": DOCUMENT["components"]}
    jsonschema.Draft202012Validator(described).validate(None)


@pytest.mark.parametrize(("schema", "field"), [*optional_fields()])
def test_no_default_makes_the_field_compulsory_for_a_generator(schema, field):
    assert "default" not in SCHEMAS[schema]["properties"][field]


@pytest.mark.parametrize("request_body", [RecommendRequest, ShareRequest, RateRequest, SwapRequest, SignInRequest])
def test_the_documented_default_is_that_of_the_code(request_body):
    said = SCHEMAS[request_body.__name__]["properties"]
    real = {field.encode_name: field.default for field in inspect.type_info(request_body).fields}
    told = {name: field["x-default"] for name, field in said.items() if field.get("x-default", "") != ""}
    assert told == {name: value for name, value in real.items() if value not in (None, "", msgspec.NODEFAULT)}
