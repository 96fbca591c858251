"""Schemas of docs/openapi.yaml in words: kinds of values, their limits and defaults."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

Node = Mapping[str, Any]
"""A part of the document."""


def kind(schema: Node) -> str:
    """Return a short name of a schema's type, with its limits and its default.

    >>> kind({"type": "integer", "minimum": 1, "maximum": 100, "default": 10})
    'integer, 1 to 100, 10 if left out'
    >>> kind({"type": "array", "maxItems": 20, "items": {"type": "string", "minLength": 1, "maxLength": 300}})
    'list of string of 1 to 300 characters, at most 20'
    """
    if isinstance(kinds := schema.get("type"), list):
        return " or ".join(kind({**schema, "type": each}) if each != "null" else each for each in kinds)
    return "".join((_name(schema), *_limits(schema), *_default(schema)))


def _name(schema: Node) -> str:
    if "$ref" in schema:
        return f"`{schema['$ref'].rsplit('/', 1)[1]}`"
    if choices := schema.get("anyOf") or schema.get("oneOf"):
        return " or ".join(kind(each) for each in choices)
    if "enum" in schema or "const" in schema:
        return " \\| ".join(f"`{_json(value)}`" for value in schema.get("enum", [schema.get("const")]))
    if schema.get("type") == "array":
        return f"list of {kind(schema.get('items', {}))}"
    return str(schema.get("type", "any"))


def _limits(schema: Node) -> Iterator[str]:
    if span := _span(schema.get("minLength"), schema.get("maxLength")):
        yield f" of {span} characters"
    if span := _span(schema.get("minItems"), schema.get("maxItems")):
        yield f", {span}"
    if span := _span(schema.get("minimum"), schema.get("maximum")):
        yield f", {span}"
    if "exclusiveMaximum" in schema:
        yield f", below {schema['exclusiveMaximum']}"
    if "pattern" in schema:
        yield f", as `{schema['pattern'].replace('|', chr(92) + '|')}`"
    if "format" in schema:
        yield f" ({schema['format']})"


def _span(least: float | None, most: float | None) -> str:
    if least is not None and most is not None:
        return f"{least} to {most}"
    if least is not None:
        return f"at least {least}"
    return f"at most {most}" if most is not None else ""


def _default(schema: Node) -> Iterator[str]:
    if schema.get("default") not in (None, ""):
        yield f", {_json(schema['default'])} if left out"


def _json(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)
