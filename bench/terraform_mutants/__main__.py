"""Change Terraform's attributes one at a time; say which changes no check noticed: `make terraform-mutants`."""

import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

import click

from bench.terraform_mutants.mutations import MODULES, Mutant, mutants, sample

ROOT = Path(__file__).resolve().parents[2]
CHECK = ROOT.parent / "shared" / "terraform" / "check.py"
INFRA = "tests/infra"


@click.command()
@click.option("--size", default=80, show_default=True, help="Mutants, of all kinds in turn.")
@click.option("--seed", default=23, show_default=True, help="Draws the sample.")
@click.option("--out", type=click.Path(path_type=Path), default=ROOT / "var" / "terraform-mutants.json")
def main(size: int, seed: int, out: Path) -> None:
    """Judge a sample of mutants in a copy of the tree, and print the survivors."""
    chosen = sample(mutants(ROOT), size, seed)
    with tempfile.TemporaryDirectory(prefix="segue-terraform-") as name:
        copy = copied(Path(name))
        if (noticed := noticed_by(copy, MODULES / "app")) is not None:
            raise click.ClickException(f"{noticed} fails before anything is changed")
        judged = [(mutant, judge(copy, mutant)) for mutant in chosen]
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps([asdict(mutant) | {"noticed by": by} for mutant, by in judged], indent=1))
    survived = [mutant for mutant, by in judged if by is None]
    for mutant in survived:
        click.echo(
            f"{mutant.file}:{mutant.line} ({mutant.kind}) {mutant.before.strip()} -> {mutant.after.strip()}"
        )
    click.echo(f"{len(judged) - len(survived)} of {len(judged)} were noticed")


def copied(folder: Path) -> Path:
    """Copy what is tracked to a folder, with `shared` beside it; return its root."""
    root = folder / "main"
    listing = ["git", "ls-files"]
    listed = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True)
    for name in listed.stdout.splitlines():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, root / name)
    (folder / "shared").symlink_to(ROOT.parent / "shared")
    return root


def judge(copy: Path, mutant: Mutant) -> str | None:
    """Apply a mutant to the copy, return what noticed it, None if nothing did, and take it back."""
    path = copy / mutant.file
    text = path.read_text(encoding="utf-8")
    path.write_text(mutant.applied(text), encoding="utf-8")
    try:
        return noticed_by(copy, MODULES / Path(mutant.file).relative_to(MODULES).parts[0])
    finally:
        path.write_text(text, encoding="utf-8")


def noticed_by(copy: Path, module: Path) -> str | None:
    """Run the checks, the cheap one first; return the name of the first that fails."""
    folders = dict.fromkeys([module.as_posix(), (MODULES / "app").as_posix()])
    checks = {
        INFRA: [sys.executable, "-m", "pytest", "-q", "-x", "-n0", "-p", "no:cacheprovider", INFRA],
        "check.py --test": [str(ROOT / ".venv-terraform/bin/python"), str(CHECK), "--test", *folders],
        "checkov": [str(ROOT / ".venv-checkov/bin/checkov"), "--config-file", "terraform/.checkov.yaml"],
    }
    for name, command in checks.items():
        if subprocess.run(command, cwd=copy, capture_output=True, check=False).returncode:
            return name
    return None


if __name__ == "__main__":
    main()
