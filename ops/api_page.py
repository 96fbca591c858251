"""Write docs/api.md from docs/openapi.yaml, so that the two cannot differ."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import yaml

DOCS = Path(__file__).resolve().parent.parent / "docs"
SOURCE, PAGE = DOCS / "openapi.yaml", DOCS / "api.md"

Node = Mapping[str, Any]
"""A part of the document."""

_VERBS = ("get", "post", "put", "patch", "delete")
_LONGEST_CELL = 120


def page(document: Node) -> str:
    """Return the page: each operation by its path, with parameters, body, an example and responses."""
    parts = [
        "# The API",
        f"<!-- Written by `python -m ops.api_page` from {SOURCE.name}: change that. -->",
        document["info"]["description"].strip(),
        f"Paths are below `{document['servers'][0]['url']}` of the host that serves this. Where a listener is"
        " needed, send `Authorization: Bearer TOKEN` with a token of `POST /account/visitors` or"
        " `POST /account/sessions`.",
    ]
    for path, item in document["paths"].items():
        parts += [part for verb in _VERBS if verb in item for part in _call(document, path, verb, item)]
    return "\n\n".join(["\n".join(line.rstrip() for line in part.splitlines()) for part in parts]) + "\n"


def _call(document: Node, path: str, verb: str, item: Node) -> Iterator[str]:
    call = item[verb]
    yield f"## {verb.upper()} {path}"
    yield f"{call['summary'].rstrip('.')}. {' '.join(call.get('description', '').split())}".strip()
    if call.get("security"):
        yield "Needs a listener."
    given = (*item.get("parameters", []), *call.get("parameters", []))
    if rows := [_parameter(_resolved(document, each)) for each in given]:
        yield _table(("parameter", "where", "what"), rows)
    yield from _body(document, call.get("requestBody"))
    yield from _answers(document, call["responses"])


def _parameter(parameter: Node) -> tuple[str, str, str]:
    needed = ", needed" if parameter.get("required") else ""
    return (
        f"`{parameter['name']}`",
        f"{parameter['in']}{needed}",
        parameter.get("description", "") or _kind(parameter["schema"]),
    )


def _body(document: Node, body: Node | None) -> Iterator[str]:
    for kind, content in (body or {}).get("content", {}).items():
        schema = _resolved(document, content["schema"])
        if fields := _fields(document, schema):
            yield f"Takes `{kind}`:"
            yield _table(("field", "", "what"), fields)
        else:
            yield f"Takes `{kind}`."
        for name, example in content.get("examples", {}).items():
            yield f"Example, {name}:\n\n```json\n{json.dumps(example['value'], ensure_ascii=False)}\n```"


def _answers(document: Node, responses: Node) -> Iterator[str]:
    problems = []
    for status, response in responses.items():
        if "$ref" in response and response["$ref"].endswith("/Problem"):
            problems.append(status)
            continue
        found = _resolved(document, response)
        yield f"Answers {status}: {found['description'].rstrip('.')}."
        for content in found.get("content", {}).values():
            if fields := _fields(document, _resolved(document, content.get("schema", {}))):
                yield _table(("field", "", "what"), fields)
    if problems:
        yield f"Refuses with a problem: {', '.join(problems)}."


def _fields(document: Node, schema: Node) -> list[tuple[str, str, str]]:
    needed = schema.get("required", [])
    return [
        (f"`{name}`", _kind(field) if name in needed else _optional(field), _described(document, field))
        for name, field in schema.get("properties", {}).items()
    ]


def _optional(field: Node) -> str:
    """Return the kind of a field that null leaves out, too, and its value then."""
    kind = _kind(field).replace(" or null", "").replace(" \\| `None`", "")
    default = field.get("x-default", "")
    return f"{kind}, may be left out" if default == "" else f"{kind}, `{json.dumps(default)}` if left out"


def _described(document: Node, field: Node) -> str:
    return str(field.get("description") or _resolved(document, field).get("description", ""))


def _kind(schema: Node) -> str:
    """Return a short name of a schema's type."""
    if "$ref" in schema:
        return f"`{schema['$ref'].rsplit('/', 1)[1]}`"
    if choices := schema.get("anyOf") or schema.get("oneOf"):
        return " or ".join(_kind(each) for each in choices)
    if "enum" in schema:
        return " \\| ".join(f"`{value}`" for value in schema["enum"])
    kinds = schema.get("type", "any")
    if isinstance(kinds, list):
        return " or ".join(_kind({**schema, "type": each}) for each in kinds)
    return f"list of {_kind(schema.get('items', {}))}" if kinds == "array" else str(kinds)


def _resolved(document: Node, part: Node) -> Node:
    """Resolve references into the document."""
    while "$ref" in part:
        found: Any = document
        for name in part["$ref"].removeprefix("#/").split("/"):
            found = found[name]
        part = found
    return part


def _table(heading: tuple[str, ...], rows: list[tuple[str, str, str]]) -> str:
    lines = [heading, tuple("---" for _ in heading), *(tuple(_cell(cell) for cell in row) for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _cell(text: str) -> str:
    plain = " ".join(str(text).split())
    return plain if len(plain) <= _LONGEST_CELL else f"{plain[: _LONGEST_CELL - 1]}…"


def read() -> Node:
    """Read the document."""
    document: Node = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    return document


@click.command()
def main() -> None:
    """Write the page."""
    PAGE.write_text(page(read()), encoding="utf-8")


if __name__ == "__main__":
    main()
