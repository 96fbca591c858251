"""Changes of Terraform's modules, one attribute each, by kinds of attributes that matter."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

TERRAFORM = Path("terraform")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One line of one file, and what it is changed to; "" deletes it."""

    kind: str
    file: str
    line: int
    """From 1 on."""
    before: str
    after: str

    def applied(self, text: str) -> str:
        """Return the file's text with the change."""
        lines = text.splitlines()
        lines[self.line - 1 : self.line] = [self.after] if self.after else []
        return "\n".join(lines) + "\n"

    @property
    def name(self) -> str:
        """Return what is changed to what, and where; without the line's number, which moves."""
        return f"{self.file}: {self.before.strip()} -> {self.after.strip() or 'nothing'}"

    @property
    def folder(self) -> str:
        """Return the module or environment it is in, from terraform/ on."""
        return "/".join(Path(self.file).relative_to(TERRAFORM).parts[:2])


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of attribute: the lines that have one, and the change of such a line."""

    name: str
    pattern: str
    replacement: str

    def change(self, line: str) -> str | None:
        """Return the changed line, "" if it is deleted, None if it has no such attribute."""
        if re.search(self.pattern, line) is None:
            return None
        return re.sub(self.pattern, self.replacement, line, count=1)


_NUMBERED = (
    "count|instances?|concurrency|timeout|memory|cpu|amount|attempts|retries|interval_sec|priority|"
    "days_since_noncurrent_time|above|threshold_value|threshold_percent|signed_url_cache_max_age_sec|keep_count|"
    "forwarded_hops|images_kept|age"
)

KINDS: tuple[Kind, ...] = (
    Kind("role", r'"roles/[\w.]+"', '"roles/viewer"'),
    Kind("member", r"^(\s*member\s*=\s*)\S.*$", r'\1"allAuthenticatedUsers"'),
    Kind("audience or endpoint", r"^(\s*(?:audience|push_endpoint|uri)\s*=\s*)\S.*$", r'\1"https://example.org"'),
    Kind("ingress", r'"ALLOW_INTERNAL_AND_GCLB" : "ALLOW_INTERNAL_ONLY"', '"ALLOW_ALL" : "ALLOW_ALL"'),
    Kind("number", rf"^(\s*\w*(?:{_NUMBERED})\w*\s*=\s*)-?[\d.]+\s*$", r"\g<1>7"),
    Kind("passed on", rf"^(\s*\w*(?:{_NUMBERED})\w*\s*=\s*)(?:tostring\()?var\.\w+\)?\s*$", r"\g<1>null"),
    Kind("duration", r'^(\s*\w+\s*=\s*)"\d+s"', r'\1"77s"'),
    Kind("switch", r"^(\s*\w+\s*=\s*)true\s*$", r"\1false"),
    Kind("switch", r"^(\s*\w+\s*=\s*)false\b", r"\1true"),
    Kind("enumeration", r'^(\s*\w+\s*=\s*)"[A-Z]{3,}(?:_[A-Z]+)*"', r'\1"OTHER"'),
    Kind("condition", r'^(\s*expression\s*=\s*)".*"', r'\1"true"'),
    Kind("API", r'^\s*"[a-z]+\.googleapis\.com",$', ""),
    Kind("waits for", r"^\s*(?:google|module|terraform_data)[\w.]*(?:\[[^\]]*\])?[\w.]*,\s*$", ""),
    Kind("waits for", r"^\s*depends_on\s*=\s*\[.*\]$", ""),
    Kind("ignored changes", r"^\s*ignore_changes\s*=.*$", ""),
    Kind("cache time", r"^(\s*cache_control\s*=\s*).*$", r'\1"public, max-age=31536000, immutable"'),
    Kind("setting", r'^(\s*(?:SEGUE|GOOGLE|LOG|OPENBLAS|DISABLE|THREADS)\w*\s*=\s*)(?=\S)(?!".* ).*$', r'\1"7"'),
    Kind("policy", r"^(\s*security_policy\s*=\s*).*$", r"\1null"),
    Kind("version", r'^(\s*(?:runtime|version)\s*=\s*)".*"', r'\1"1"'),
    Kind("kept warm", r"^(\s*kept_warm\s*=\s*)\[.*\]$", r"\1[]"),
    Kind("limit", r"^(  memory: ).*$", r"\g<1>512Mi"),
    Kind("limit", r"^(  (?:cpu|concurrency|timeout_seconds|max_instances): ).*$", r"\g<1>2"),
    Kind("address", r"^(\s*url_mask\s*=\s*).*$", r'\1"example.org/<service>"'),
)
"""In the order in which they are tried on a line: the first that fits changes it."""


def mutants(root: Path) -> list[Mutant]:
    """Return every mutant below `root`: of resources, of what environments pass on, of the functions' limits."""
    terraform = root / TERRAFORM
    files = [
        path for path in terraform.glob("modules/*/*.tf") if path.stem not in ("variables", "outputs", "dashboard")
    ]
    files += [*terraform.glob("environments/*/main.tf"), terraform / "modules/app/data/functions.yaml"]
    return [mutant for path in sorted(files) for mutant in _of(path, path.relative_to(root).as_posix())]


def _of(path: Path, name: str) -> Iterator[Mutant]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        for kind in KINDS:
            changed = None if line.lstrip().startswith("#") else kind.change(line)
            if changed is not None and changed != line:
                yield Mutant(kind.name, name, number, line, changed)
                break


def sample(found: Sequence[Mutant], size: int, seed: int) -> list[Mutant]:
    """Return a sample with some of every folder and every kind: kinds take turns, within one they are drawn."""
    drawn = random.Random(seed).sample(found, len(found))  # noqa: S311 - a sample
    by_kind: dict[str, list[Mutant]] = {}
    for mutant in drawn:
        by_kind.setdefault(mutant.kind, []).append(mutant)
    turns = [kind[turn] for turn in range(len(found)) for kind in by_kind.values() if turn < len(kind)]
    folders = {mutant.folder: mutant for mutant in drawn}
    return list(dict.fromkeys([*folders.values(), *turns]))[:size]
