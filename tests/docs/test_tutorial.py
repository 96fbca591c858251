"""The tutorial has the form of a Codelab, and all its commands run, unchanged and in order."""

import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from emulators import free_address

from training.demo import DemoSize, generate_demo

ROOT = Path(__file__).parents[2]
TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
STEPS = re.split(r"^## ", TUTORIAL, flags=re.MULTILINE)[1:]
SETUP = {"make install", "source .venv/bin/activate"}
"""Commands that the test environment has already run."""


def commands() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", TUTORIAL, re.DOTALL)
    lines = [line for block in blocks for line in block.replace("\\\n", " ").splitlines()]
    return [line for line in lines if line and line not in SETUP]


def test_it_opens_with_what_claat_asks_for():
    head = TUTORIAL.split("\n\n", 1)[0]
    named = dict(line.split(": ", 1) for line in head.splitlines())
    assert {"summary", "id", "categories", "status", "authors"} <= set(named)
    assert TUTORIAL.count("\n# ") == 1


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.splitlines()[0])
def test_every_step_says_how_long_it_takes(step):
    assert re.fullmatch(r"Duration: \d{1,2}:\d\d", step.splitlines()[1])


@contextmanager
def serving(command: str, folder: Path, environment: dict[str, str]) -> Iterator[str]:
    """Run `segue serve` on a free port, until it answers."""
    address = free_address()
    words = [*command.split(), "--port", address.split(":")[1]]
    process = subprocess.Popen(
        words, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        assert process.stdout is not None
        while b"Segue is at" not in (line := process.stdout.readline()):
            assert line, "the server ended"
        asked = urllib.request.Request(
            f"http://{address}/api/search/health", headers={"Origin": f"http://{address}"}
        )
        with urllib.request.urlopen(asked, timeout=60) as answer:  # its own pages may call it, whatever the port
            assert answer.headers["Access-Control-Allow-Origin"] == f"http://{address}"
        yield address
    finally:
        process.terminate()
        process.communicate(timeout=60)


@pytest.mark.timeout(600)
def test_every_command_runs(tmp_path):
    """Run all commands, on a catalogue smaller than `segue demo`'s, so that training takes seconds."""
    generate_demo(tmp_path / "var" / "demo", seed=7, size=DemoSize(tracks=100, artists=24, playlists=52))
    bin_folder = str(Path(sys.executable).parent)
    environment = os.environ | {"PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}"}
    asked = commands()
    before, serve, after = (part := asked.index("segue serve")) and (asked[:part], asked[part], asked[part + 1 :])
    for command in before:
        run(command, tmp_path, environment)
    assert after
    with serving(serve, tmp_path, environment) as address:
        for command in after:
            said = run(
                command.replace("127.0.0.1:8080", address).replace("curl -s", "curl -sf"), tmp_path, environment
            )
            assert '"model"' in said


def run(command: str, folder: Path, environment: dict[str, str]) -> str:
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=folder,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout
