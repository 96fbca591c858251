"""In every request's body null leaves an optional field out, and is refused for a compulsory one."""

import importlib
import json
import pkgutil
from pathlib import Path

import msgspec
import pytest
from msgspec import inspect

from ops.local.cloud import HTTP_FUNCTIONS
from shared.errors import InvalidInput
from shared.web.bodies import decoded

FUNCTIONS = Path(__file__).parents[3] / "functions"


def request_bodies() -> list[type[msgspec.Struct]]:
    """Return the structs of request bodies and of what is in them: those that refuse unknown fields."""
    folders = [str(FUNCTIONS / name) for name in HTTP_FUNCTIONS]
    found = [
        value
        for folder in folders
        for module in pkgutil.iter_modules([folder], f"functions.{Path(folder).name}.")
        for value in vars(importlib.import_module(module.name)).values()
        if isinstance(value, type(msgspec.Struct)) and value.__struct_config__.forbid_unknown_fields
    ]
    return sorted({*found}, key=lambda struct: struct.__name__)


def sample(kind: inspect.Type) -> object:
    """Return a value of a type, the plainest one."""
    match kind:
        case inspect.StructType():
            return {field.encode_name: sample(field.type) for field in kind.fields if field.required}
        case inspect.IntType():
            return kind.ge or 0
        case inspect.LiteralType():
            return kind.values[0]
        case inspect.EnumType():
            return next(iter(kind.cls)).value
        case inspect.UnionType():
            return sample(kind.types[0])
        case inspect.ListType():
            return [sample(kind.item_type)] * (kind.min_length or 0)
    assert isinstance(kind, inspect.StrType), kind
    return "x" * (kind.min_length or 1)


def fields(is_required: bool) -> list[tuple[type[msgspec.Struct], str]]:
    """Return the optional or the compulsory fields, without those whose null means something."""
    return [
        (struct, field.encode_name)
        for struct in request_bodies()
        for field in inspect.type_info(struct).fields
        if field.required is is_required and not (is_required and isinstance(field.type, inspect.UnionType))
    ]


def named(value: type | str) -> str:
    return value.__name__ if isinstance(value, type) else value


def read(struct: type[msgspec.Struct], **more: object) -> object:
    return decoded(json.dumps({**sample(inspect.type_info(struct)), **more}).encode(), struct)


@pytest.mark.parametrize(("struct", "field"), fields(is_required=False), ids=named)
def test_null_leaves_an_optional_field_out(struct, field):
    assert read(struct, **{field: None}) == read(struct)


@pytest.mark.parametrize(("struct", "field"), fields(is_required=True), ids=named)
def test_null_for_a_compulsory_field_is_refused_by_its_name(struct, field):
    with pytest.raises(InvalidInput, match=f"Field {field} cannot be used") as raised:
        read(struct, **{field: None})
    assert raised.value.found == "null"


def test_every_kind_of_request_is_among_those_tried():
    names = {struct.__name__ for struct in request_bodies()}
    assert {"RecommendRequest", "RateRequest", "ShareRequest", "SignInRequest", "SwapRequest", "Years"} <= names


class Inner(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    size: int = 3


class Outer(msgspec.Struct, forbid_unknown_fields=True):
    inner: Inner | None = None
    several: list[Inner] = []
    most: int | None = 2
    opinion: str | None = msgspec.field(name="says", default="none")
    anything: object = 0


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"inner": {"name": "a", "size": None}}, Outer(inner=Inner("a"))),
        ({"several": [{"name": "a", "size": None}]}, Outer(several=[Inner("a")])),
        ({"most": None, "says": None}, Outer()),
        ({"anything": {"a": None}}, Outer(anything={"a": None})),
        ({"inner": {"name": "null"}, "most": None}, Outer(inner=Inner("null"))),
    ],
    ids=["in an object", "in objects of a list", "of a type with null", "in a free value", "beside the word"],
)  # fmt: skip
def test_null_is_left_out_at_every_depth(body, expected):
    assert decoded(json.dumps(body).encode(), Outer) == expected


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"inner": {"name": None}}, "inner.name"),
        ({"several": [None]}, r"several\[0\]"),
        ({"other": None}, "other"),
    ],
    ids=["compulsory", "an item", "unknown"],
)
def test_null_elsewhere_is_refused(body, field):
    with pytest.raises(InvalidInput, match=f"Field {field} cannot be used"):
        decoded(json.dumps(body).encode(), Outer)
