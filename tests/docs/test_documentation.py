"""Documentation is true: commands and files exist, settings are listed, links resolve, the README opens well."""

import re
import shlex
import subprocess
from pathlib import Path

import click
import pytest
from command_line import all_commands

from ops.cli import segue
from ops.local.cloud import HTTP_FUNCTIONS
from shared.messaging.topics import EVENT_FUNCTIONS, SUBSCRIBERS
from shared.settings.variables import VARIABLES

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "bench").rglob("*.md"))]
COMMANDS = dict(all_commands(segue))


def test_the_readme_opens_with_a_sentence_a_picture_and_two_commands():
    paragraphs = (ROOT / "README.md").read_text().split("\n\n")
    assert paragraphs[0] == "# Segue"
    assert paragraphs[1].count(". ") == 0
    assert paragraphs[1].endswith(".")
    picture = re.fullmatch(r"!\[.+\]\((.+)\)", paragraphs[2])
    assert picture is not None
    assert (ROOT / picture[1]).is_file()
    commands = [line.split("#")[0].strip() for line in paragraphs[3].splitlines() if not line.startswith("```")]
    assert commands == ["make run", "make test"]


@pytest.mark.parametrize("words", list(COMMANDS))
def test_every_command_is_documented(words):
    if not isinstance(COMMANDS[words], click.Group):
        assert f"`segue {words}`" in (ROOT / "docs" / "operations.md").read_text()


@pytest.mark.parametrize("variable", VARIABLES, ids=lambda variable: variable.name)
def test_every_setting_is_documented_with_its_default(variable):
    (row,) = [
        line
        for line in (ROOT / "docs" / "operations.md").read_text().splitlines()
        if f"`{variable.name}` |" in line
    ]
    assert variable.default in row


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file(page):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text()):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_that_is_named_exists(page):
    named = re.findall(r"`((?:bench|functions|ops|shared|site|tests|training)/[\w/.-]+\.\w+)`", page.read_text())
    assert [path for path in named if not (ROOT / path).exists()] == []


def examples() -> list[tuple[str, str]]:
    """Return every `segue ...` line of a shell block in the documentation."""
    found = []
    for page in PAGES:
        for block in re.findall(r"```sh\n(.*?)```", page.read_text(), re.DOTALL):
            for line in block.replace("\\\n", " ").splitlines():
                words = re.split(r"#| \| | > ", line.removeprefix(".venv/bin/"))[0].strip()
                if words.startswith("segue "):
                    found.append((page.name, words))
    return found


@pytest.mark.parametrize(("page", "line"), examples())
def test_every_example_is_a_command_with_options_it_has(page, line):
    words = shlex.split(line)[1:]
    name = " ".join(words[:2]) if " ".join(words[:2]) in COMMANDS else words[0]
    command = COMMANDS[name]
    command.make_parser(click.Context(command)).parse_args(words[len(name.split()) :])


def test_no_tracked_text_names_a_package_registry_or_a_folder_of_ours():
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    forbidden = re.compile(
        "|".join(["pypi" + r"\.org", "python" + "hosted", "npm" + r"js\.org", r"(?<!\.org)/wo" + "rk/"])
    )
    for name in filter(None, tracked.split("\0")):
        path = ROOT / name
        if path.suffix not in {".ico", ".png", ".svg"} and path.is_file():
            assert not forbidden.search(path.read_text(encoding="utf-8")), name


@pytest.mark.parametrize("name", sorted({*HTTP_FUNCTIONS, *SUBSCRIBERS, *EVENT_FUNCTIONS}))
def test_the_picture_shows_every_function_and_topic(name):
    picture = (ROOT / "docs" / "images" / "architecture.svg").read_text()
    assert f">{name}</text>" in picture
