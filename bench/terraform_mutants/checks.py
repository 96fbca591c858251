"""Checks that judge a mutant: those that can see its file, cheap ones first."""

import gzip
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.terraform_mutants.mutations import TERRAFORM, Mutant

INFRA = Path("tests/infra")
AS_WRITTEN = {
    "rules of the text": ("test_modules.py", "test_order_of_an_apply.py"),
    "what was decided": ("test_as_decided.py",),
}
"""Tests that read Terraform's text alone, so that they need none of the project's fixtures."""

_FAILED = re.compile(r"\.\.\. .*fail|^\W*Error: |failed [1-9]")


@dataclass(frozen=True, slots=True)
class Check:
    """A command in a copy of the tree, which fails by its exit code or with its first line that says so."""

    name: str
    command: tuple[str, ...]

    def fails(self, copy: Path) -> bool:
        """Return whether it fails there; ended at the first line that says so."""
        with subprocess.Popen(
            self.command, cwd=copy, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as started:
            for line in started.stdout or ():
                if _FAILED.search(re.sub(r"\x1b\[[\d;]*m", "", line)):
                    started.terminate()
                    return True
            return started.wait() != 0


def checks(root: Path, mutant: Mutant) -> Iterator[Check]:
    """Yield the checks that can see the mutant's file, as they run in a copy; `root` has their environments."""
    for name, files in AS_WRITTEN.items():
        yield _tests(name, files, "--noconftest")
    for folder in [mutant.folder, *users(root, mutant.folder)]:
        python = str(root / ".venv-terraform/bin/python")
        arguments = ("../shared/terraform/check.py", "--test", (TERRAFORM / folder).as_posix())
        yield Check(f"terraform test {folder}", (python, *arguments))
    run = {file for files in AS_WRITTEN.values() for file in files}
    for path in sorted((root / INFRA).glob("test_*.py")):
        if path.name not in run and Path(mutant.file).name in path.read_text(encoding="utf-8"):
            yield _tests(path.name, [path.name])
    yield Check("checkov", (str(root / ".venv-checkov/bin/checkov"), "--config-file", "terraform/.checkov.yaml"))


def users(root: Path, folder: str) -> list[str]:
    """Return the folders that use a module, and those that use these."""
    name = Path(folder).name
    using = [
        "/".join(path.relative_to(root / TERRAFORM).parts[:2])
        for path in sorted((root / TERRAFORM).glob("*/*/*.tf"))
        if re.search(rf'source += "\.\./(\.\./modules/)?{name}"', path.read_text(encoding="utf-8"))
    ]
    return list(dict.fromkeys([*using, *(each for user in using for each in users(root, user))]))


def _tests(name: str, files: Sequence[str], *options: str) -> Check:
    pytest = (sys.executable, "-m", "pytest", "-q", "-x", "-n0", "-p", "no:cacheprovider")
    return Check(name, (*pytest, *options, *((INFRA / file).as_posix() for file in files)))


def copied(root: Path, folder: Path) -> Path:
    """Copy the tree to a folder, with `shared` beside it, its schema cut to what is used; return the copy."""
    copy = folder / "main"
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(listing, cwd=root, capture_output=True, text=True, check=True)
    for name in filter(lambda name: (root / name).is_file(), listed.stdout.splitlines()):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / name, copy / name)
    shared = folder / "shared"
    shared.mkdir()
    for path in (root.parent / "shared").iterdir():
        if path.name != "terraform":
            (shared / path.name).symlink_to(path)
    _with_less_schema(root, shared / "terraform")
    return copy


def _with_less_schema(root: Path, folder: Path) -> None:
    """Copy the check with the schemas of used resources alone: Terraform reads all of them again and again."""
    shutil.copytree(root.parent / "shared" / "terraform", folder)
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in (root / TERRAFORM).rglob("*.*")
        if path.suffix in (".tf", ".hcl")
    )
    used = set(re.findall(r"\bgoogle_\w+", text))
    for path in folder.glob("*.schema.json.gz"):
        schema = json.loads(gzip.decompress(path.read_bytes()))
        for kind in ("resources", "data_sources"):
            schema[kind] = {name: each for name, each in schema[kind].items() if name in used}
        path.write_bytes(gzip.compress(json.dumps(schema).encode()))
