"""The page on architecture is true: its rooms, its layers, and its table of the artefact's arrays."""

import ast
import re
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from shared.model.arrays import ArrayFolder, shaped
from shared.model.artefact.manifest import CLUSTERS
from shared.model.atlas import Atlas, read_clusters
from shared.model.candidates.retrieval import Retrieval
from shared.model.ranking.ranker import Ranker

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


class Row(NamedTuple):
    array: str
    shape: str
    dtype: str
    written_by: str
    read_by: str
    what: str


def table(first: str) -> list[list[str]]:
    """The rows of the table whose first column has this name."""
    lines = PAGE[PAGE.index(f"| {first} |") :].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


ROWS = {row.array: row for row in (Row(cells[0].strip("`"), *cells[1:]) for cells in table("array"))}


@pytest.fixture(scope="module")
def arrays(model_folder):
    return {path.stem: np.load(path, mmap_mode="r") for path in model_folder.glob("*.npy")}


class Reading:
    """The arrays of a model, and the files of the modules that read each."""

    def __init__(self, arrays):
        self._arrays = arrays
        self.readers = {}

    def __getitem__(self, name):
        frame = sys._getframe(1)
        if frame.f_code is shaped.__code__:
            frame = frame.f_back
        file = Path(frame.f_code.co_filename).relative_to(ROOT).as_posix()
        self.readers.setdefault(name, set()).add(file)
        return self._arrays[name]

    def __contains__(self, name):
        return name in self._arrays


def test_every_array_of_the_artefact_is_in_the_table_and_no_other(arrays):
    assert ROWS.keys() == arrays.keys()


def test_every_array_has_the_dtype_that_the_table_says(arrays):
    assert {name: str(array.dtype) for name, array in arrays.items()} == {
        name: row.dtype for name, row in ROWS.items()
    }


def test_every_shape_is_as_the_table_says_with_one_value_for_each_letter(arrays):
    values: dict[str, int] = {}
    for name, array in arrays.items():
        wanted = [part.strip() for part in ROWS[name].shape.split(",")]
        assert len(wanted) == array.ndim, name
        for part, size in zip(wanted, array.shape, strict=True):
            letter, _, more = part.partition(" + ")
            expected = (
                int(part) if part.isdigit() else values.setdefault(letter, size - int(more or 0)) + int(more or 0)
            )
            assert size == expected, f"{name}: {part}"


def test_every_array_is_read_by_the_modules_that_the_table_names(model_folder):
    reading = Reading(ArrayFolder(model_folder))
    retrieval = Retrieval(reading)
    assert retrieval.facts is not retrieval.titles  # opened when they are needed
    Ranker(reading)
    points = retrieval.similar_playlists.factors.directions
    Atlas(reading, read_clusters(model_folder / CLUSTERS), retrieval.index, points)
    assert reading.readers == {name: set(row.read_by.split(", ")) for name, row in ROWS.items()}


def keys_written(path: Path) -> set[str]:
    """The texts that are keys of a dictionary in a module, parts of a name that are filled in as `*`."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for key in node.keys if isinstance(node, ast.Dict) else ():
            if isinstance(key, ast.Constant):
                found.add(str(key.value))
            elif isinstance(key, ast.JoinedStr):
                found.add("".join(str(p.value) if isinstance(p, ast.Constant) else "*" for p in key.values))
    return found


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
def test_an_array_is_written_by_the_module_that_the_table_names(row):
    patterns = keys_written(ROOT / row.written_by)
    assert any(re.fullmatch(re.escape(key).replace(r"\*", "[a-z_]+"), row.array) for key in patterns)


def rooms() -> set[str]:
    """Every folder of `shared/` that holds code, and its modules that are a room of their own."""
    folders = {path.parent.relative_to(ROOT).as_posix() for path in (ROOT / "shared").rglob("*.py")}
    return folders - {"shared"}


def test_every_room_of_shared_is_in_the_table():
    named = {cells[0].strip("`") for cells in table("room")}
    assert rooms() <= named
    assert all((ROOT / name.replace("<name>", "recommend")).exists() for name in named)


def test_the_layers_are_those_that_imports_are_checked_against():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (shared,) = [each for each in contracts if each["type"] == "layers" and each.get("containers") == ["shared"]]
    shown = PAGE.split("```text\n")[1].split("```")[0].splitlines()
    assert [line.removeprefix("shared.") for line in shown if line.startswith("shared.")] == shared["layers"]
