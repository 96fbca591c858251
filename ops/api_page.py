"""Write docs/api.md from docs/openapi.yaml, so that the two cannot differ."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import yaml

from ops.api_kinds import Node, kind
from ops.problems_page import INTERNAL, answered

DOCS = Path(__file__).resolve().parent.parent / "docs"
SOURCE, PAGE = DOCS / "openapi.yaml", DOCS / "api.md"

VERBS = ("get", "post", "put", "patch", "delete")


def page(document: Node) -> str:
    """Return the page: each operation by its path, with parameters, body, an example and responses."""
    parts = [
        "# The API",
        f"<!-- Written by `python -m ops.api_page` from {SOURCE.name}: change that. -->",
        document["info"]["description"].strip(),
        f"Paths are below `{document['servers'][0]['url']}` of the host that serves this. Where a listener is"
        " needed, send `Authorization: Bearer TOKEN` with a token of `POST /account/visitors` or"
        " `POST /account/sessions`.",
        *_problems(),
        *_headers(document),
    ]
    for path, item in document["paths"].items():
        parts += [part for verb in VERBS if verb in item for part in _call(document, path, verb, item)]
    parts += _values(document)
    return "\n\n".join("\n".join(line.rstrip() for line in part.splitlines()) for part in parts if part) + "\n"


def _problems() -> Iterator[str]:
    yield "## Problems"
    yield "By what follows the `#` in a refusal's `type`."
    rows = [(f"`{slug}`", str(error.status.value), error.__doc__ or "") for slug, error in answered().items()]
    yield _table(("type", "status", "what"), [*rows, ("`error`", "500", INTERNAL)])


def _headers(document: Node) -> Iterator[str]:
    yield "## Headers of answers"
    headers = document["components"]["headers"].items()
    yield _table(
        ("header", "kind", "what"),
        [(f"`{name}`", kind(each["schema"]), each["description"]) for name, each in headers],
    )


def _values(document: Node) -> Iterator[str]:
    """Yield the schemas that the fields of calls name."""
    shown = set(re.findall(r"'schema': {'\$ref': '#/components/schemas/(\w+)'}", str(document["paths"])))
    yield "## Values"
    for name, schema in document["components"]["schemas"].items():
        if name not in shown:
            yield f"### {name}"
            yield f"{schema['description'].rstrip('.')}." if "description" in schema else ""
            yield (
                _table(("field", "kind", "what"), _fields(document, schema))
                if "properties" in schema
                else kind(schema)
            )


def _call(document: Node, path: str, verb: str, item: Node) -> Iterator[str]:
    call = item[verb]
    yield f"## {verb.upper()} {path}"
    yield f"{call['summary'].rstrip('.')}. {' '.join(call.get('description', '').split())}".strip()
    if needs := call.get("security"):
        yield "A listener may be named." if {} in needs else "Needs a listener."
    given = (*item.get("parameters", []), *call.get("parameters", []))
    if rows := [_parameter(_resolved(document, each)) for each in given]:
        yield _table(("parameter", "where", "kind", "what"), rows)
    yield from _body(document, call.get("requestBody"))
    yield from _answers(document, call["responses"])


def _parameter(parameter: Node) -> tuple[str, str, str, str]:
    needed = ", needed" if parameter.get("required") else ""
    return (
        f"`{parameter['name']}`",
        f"{parameter['in']}{needed}",
        kind(parameter["schema"]),
        parameter.get("description", ""),
    )


def _body(document: Node, body: Node | None) -> Iterator[str]:
    for form, content in (body or {}).get("content", {}).items():
        schema = _resolved(document, content["schema"])
        if fields := _fields(document, schema):
            yield f"Takes `{form}`:"
            yield _table(("field", "kind", "what"), fields)
        else:
            yield f"Takes `{form}`."
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
                yield _table(("field", "kind", "what"), fields)
    if problems:
        yield f"Refuses with a problem: {', '.join(problems)}."


def _fields(document: Node, schema: Node) -> list[tuple[str, str, str]]:
    needed = schema.get("required", [])
    return [
        (f"`{name}`", kind(field) if name in needed else _optional(field), _described(document, field))
        for name, field in schema.get("properties", {}).items()
    ]


def _optional(field: Node) -> str:
    """Return the kind of a field that null leaves out, too, and its value then."""
    shown = kind(field).replace(" or null", "").replace(" \\| `null`", "")
    default = field.get("x-default", "")
    return f"{shown}, may be left out" if default == "" else f"{shown}, `{json.dumps(default)}` if left out"


def _described(document: Node, field: Node) -> str:
    return str(field.get("description") or _resolved(document, field).get("description", ""))


def _resolved(document: Node, part: Node) -> Node:
    """Resolve references into the document."""
    while "$ref" in part:
        found: Any = document
        for name in part["$ref"].removeprefix("#/").split("/"):
            found = found[name]
        part = found
    return part


def _table(heading: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [heading, tuple("---" for _ in heading), *(tuple(_cell(cell) for cell in row) for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _cell(text: str) -> str:
    return " ".join(str(text).split())


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
