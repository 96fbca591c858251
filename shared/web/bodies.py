"""Request bodies: size limit, strict JSON decoding, null for what is left out, validation errors."""

import io
import re
from collections.abc import Collection
from functools import cache, reduce
from typing import Any, TypeVar
from urllib.parse import parse_qsl

import msgspec
from flask import Request
from msgspec import inspect
from werkzeug.exceptions import RequestEntityTooLarge

from shared.errors import InvalidInput, TooLarge, UnsupportedMedia

MOST_DRAINED_BYTES = 64 * 1024 * 1024
"""Part of an oversized body that is read and discarded; twice the limit of Cloud Functions."""

# msgspec's ValidationError has a message and no attributes, so its words are parsed; tests pin them.
_PLACE = re.compile(r" - at (?:`key` in )?`\$\.?(.*)`$", re.DOTALL)
_MISMATCH = re.compile(r"Expected (?P<expected>.*?)(?:, got (?P<found>.*))?", re.DOTALL)
_FIELD = re.compile(r"Object (?P<fact>missing required|contains unknown) field `(?P<name>.*)`", re.DOTALL)

T = TypeVar("T")


def json_body(request: Request, schema: type[T], limit_bytes: int) -> T:
    """Decode a request's JSON as `schema`, strictly.

    Raises UnsupportedMedia for another content type, which keeps out what a page of another site may post without
    asking; TooLarge over the limit, reading no more than that; and InvalidInput for invalid JSON and for JSON of
    another shape, naming the field.
    """
    if request.mimetype != "application/json":
        raise UnsupportedMedia("application/json", request.mimetype[:100])
    return decoded(bounded_body(request, limit_bytes), schema)


def fields_in(request: Request) -> Collection[str]:
    """Return the names of the fields that a request's body, which was decoded before, holds with a value."""
    fields = msgspec.json.decode(request.get_data(), type=dict[str, msgspec.Raw])
    return {name for name, value in fields.items() if bytes(value) != b"null"}


def decoded(body: bytes, schema: type[T]) -> T:
    """Decode JSON as `schema`, strictly; a field with a default is left out by null, too.

    Raises InvalidInput for invalid JSON and for another shape, naming the field.
    """
    if not body:
        raise InvalidInput("The body is empty", expected="a JSON value", found="nothing")
    try:
        return msgspec.json.decode(_without_nulls(body, schema), type=schema)
    except msgspec.ValidationError as error:
        raise _misfit(str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidInput("The body cannot be read", expected="JSON in UTF-8", found=str(error)) from error


def _without_nulls(body: bytes, schema: Any) -> bytes:
    """Return JSON without the nulls that stand for a field's default.

    Many generated clients send each field, with null for those that were not set.
    """
    if b"null" not in body:
        return body
    return msgspec.json.encode(_set_only(msgspec.json.decode(body), _type_of(schema)))


@cache
def _type_of(schema: Any) -> inspect.Type:
    return inspect.type_info(schema)


def _set_only(value: Any, kind: inspect.Type) -> Any:
    """Return a decoded value in which no object has null for a field with a default."""
    match kind:
        case inspect.StructType() if isinstance(value, dict):
            fields = {field.encode_name: field for field in kind.fields}
            return {
                name: _set_only(each, fields[name].type) if name in fields else each
                for name, each in value.items()
                if each is not None or name not in fields or fields[name].required
            }
        case inspect.ListType() if isinstance(value, list):
            return [_set_only(each, kind.item_type) for each in value]
        case inspect.UnionType():
            return reduce(_set_only, kind.types, value)
    return value


def bounded_body(request: Request, limit_bytes: int) -> bytes:
    """Read a request's body. Raises TooLarge over the limit, reading no more than that."""
    # One byte more, because a chunked body is truncated at the bound without an error.
    request.max_content_length = limit_bytes + 1
    too_large = TooLarge("The body is too large", expected=f"{limit_bytes} bytes at most", found="more")
    try:
        body = request.get_data()
    except RequestEntityTooLarge as error:
        _drain(request)
        raise too_large from error
    if len(body) > limit_bytes:
        raise too_large
    return body


def bounded_form(request: Request, limit_bytes: int) -> dict[str, str]:
    """Read the fields of a form in a request's body. Raises TooLarge over the limit."""
    return dict(parse_qsl(bounded_body(request, limit_bytes).decode(errors="replace")))


def _drain(request: Request) -> None:
    """Read and discard the rest of a request, so that the client reads our answer.

    The functions framework reads every request to its end after answering, and would fail on the limit again.
    """
    request.max_content_length = None
    left = MOST_DRAINED_BYTES
    while left > 0 and (chunk := request.stream.read(min(left, 1 << 20))):
        left -= len(chunk)
    request.stream = io.BytesIO()


def _misfit(sentence: str) -> InvalidInput:
    """Return the error for a message of msgspec, divided into field, expected and found."""
    fact, path = (*_PLACE.split(sentence), "")[:2]
    if field := _FIELD.fullmatch(fact):
        path = f"{path}.{field['name']}".removeprefix(".")
        expected, found = ("a value", "nothing") if "missing" in field["fact"] else ("no such field", "one")
    elif mismatch := _MISMATCH.fullmatch(fact):
        expected, found = mismatch["expected"], mismatch["found"] or "another"
    else:
        expected, found = "an allowed value", fact
    what = f"Field {path} cannot be used" if path else "The body cannot be used"
    return InvalidInput(what, expected=expected.replace("`", ""), found=found.replace("`", ""))
