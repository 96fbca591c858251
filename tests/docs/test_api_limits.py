"""docs/openapi.yaml states the fields of every request, and each limit that decoding it checks."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ops.api_page import read
from ops.local.cloud import HTTP_FUNCTIONS

ROOT = Path(__file__).parents[2]
SCHEMAS = read()["components"]["schemas"]
LIMITS = {
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "pattern",
}


def requests_of_the_code() -> dict[str, dict[str, Any]]:
    """Return the schemas of all structs that refuse unknown fields, which are those that callers send."""
    found = {}
    for name in HTTP_FUNCTIONS:
        for path in sorted((ROOT / "functions" / name).glob("*.py")):
            if "forbid_unknown_fields" in path.read_text(encoding="utf-8"):
                module = importlib.import_module(f"functions.{name}.{path.stem}")
                for struct in filter(_is_sent, vars(module).values()):
                    found[struct.__name__] = msgspec.json.schema(struct)["$defs"][struct.__name__]
    return found


def _is_sent(value: object) -> bool:
    is_struct = isinstance(value, type) and issubclass(value, msgspec.Struct)
    return is_struct and bool(value.__struct_config__.forbid_unknown_fields)


def limits(schema: object, path: str = "") -> Iterator[tuple[str, str, object]]:
    """Yield each limit in a schema with its place, whether or not null is allowed there."""
    if not isinstance(schema, dict):
        return
    yield from ((path, name, schema[name]) for name in LIMITS & set(schema))
    for choice in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        yield from limits(choice, path)
    for name in ("items", "additionalProperties"):
        yield from limits(schema.get(name), f"{path}/{name}")


REQUESTS = requests_of_the_code()


@pytest.mark.parametrize("name", sorted(REQUESTS))
def test_the_fields_of_a_request_are_documented(name):
    real, documented = REQUESTS[name], SCHEMAS[name]
    assert set(documented["properties"]) == set(real["properties"])
    assert set(documented.get("required", ())) == set(real.get("required", ()))
    assert documented["additionalProperties"] is False


@pytest.mark.parametrize("name", sorted(REQUESTS))
def test_the_limits_of_a_request_are_documented(name):
    for field, schema in REQUESTS[name]["properties"].items():
        assert set(limits(schema)) <= set(limits(SCHEMAS[name]["properties"][field])), field
