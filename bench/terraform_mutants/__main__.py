"""Change Terraform's attributes one at a time; say which changes no check noticed: `make terraform-mutants`."""

import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from pathlib import Path

import click
import yaml

from bench.terraform_mutants.checks import Check, checks, copied
from bench.terraform_mutants.mutations import Mutant, mutants, sample

ROOT = Path(__file__).resolve().parents[2]
SAME = Path(__file__).with_name("same.yaml")
"""Mutants that do the same as before, or what is no worse: name -> reason."""


@click.command()
@click.option("--size", default=90, show_default=True, help="Mutants, of all kinds in turn.")
@click.option("--seed", default=23, show_default=True, help="Draws the sample.")
@click.option("--without", multiple=True, help="A check that is left out, by its name.")
@click.option("--out", type=click.Path(path_type=Path), default=ROOT / "var" / "terraform-mutants.json")
def main(size: int, seed: int, without: tuple[str, ...], out: Path) -> None:
    """Judge a sample of mutants in a copy of the tree, and print the survivors."""
    found = mutants(ROOT)
    same = reasons(found)
    judged: list[tuple[Mutant, str | None]] = []
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="segue-terraform-") as name:
        judge = judging(copied(ROOT, Path(name)), without)
        for mutant in sample(found, size, seed):
            started = time.monotonic()
            judged.append((mutant, judge(mutant)))
            click.echo(f"{time.monotonic() - started:5.1f} s  {judged[-1][1] or 'SURVIVED'}  {mutant.name}")
            out.write_text(json.dumps([asdict(mutant) | {"noticed by": by} for mutant, by in judged], indent=1))
    click.echo(summary(judged, same))


def reasons(found: list[Mutant]) -> dict[str, str]:
    """Return the reason of each mutant that does the same as before; raise if one is no mutant any more."""
    same: dict[str, str] = yaml.safe_load(SAME.read_text(encoding="utf-8")) or {}
    if stale := same.keys() - {mutant.name for mutant in found}:
        raise click.ClickException(f"{SAME.name} names what is no mutant: {', '.join(sorted(stale))}")
    return same


def judging(copy: Path, without: tuple[str, ...]) -> Callable[[Mutant], str | None]:
    """Return what applies a mutant to the copy and names the check that noticed it, if one did.

    A check that fails is then run without the mutant, once for all: it has to be content.
    """

    @cache
    def content(check: Check) -> bool:
        return not check.fails(copy)

    def judge(mutant: Mutant) -> str | None:
        by = with_mutant(copy, mutant, without)
        if by is not None and not content(by):
            raise click.ClickException(f"{by.name} fails before anything is changed")
        return by.name if by is not None else None

    return judge


def with_mutant(copy: Path, mutant: Mutant, without: tuple[str, ...]) -> Check | None:
    """Return the first check that notices a mutant."""
    path = copy / mutant.file
    text = path.read_text(encoding="utf-8")
    path.write_text(mutant.applied(text), encoding="utf-8")
    try:
        seeing = (check for check in checks(ROOT, mutant) if check.name not in without)
        return next((check for check in seeing if check.fails(copy)), None)
    finally:
        path.write_text(text, encoding="utf-8")


def summary(judged: list[tuple[Mutant, str | None]], same: dict[str, str]) -> str:
    """Return how many were noticed: of all, and of those that are not known to do the same."""
    noticed = sum(by is not None for _, by in judged)
    survived = [mutant.name for mutant, by in judged if by is None]
    lines = [f"survived: {name} ({same.get(name, 'no reason')})" for name in survived]
    excused = sum(name in same for name in survived)
    lines += [f"{count} by {name}" for name, count in Counter(by for _, by in judged if by).most_common()]
    all_of_them = f"{noticed} of {len(judged)} were noticed ({noticed / len(judged):.1%})"
    others = len(judged) - excused
    return "\n".join([*lines, f"{all_of_them}; of the {others} that make a difference {noticed / others:.1%}"])


if __name__ == "__main__":
    main()
