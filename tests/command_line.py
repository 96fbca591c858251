"""The commands of `segue`: their traversal, and calls of them within this process."""

import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import click
import pytest

from ops.cli import main


def called(*arguments: object, environment: Mapping[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Return the exit code and output of `segue ARGUMENTS`, run in this process with an environment and a folder.

    A process of its own would spend up to three seconds on imports. An unforeseen error is raised.
    """
    words = ["segue", *map(str, arguments)]
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    ended, code = signal.getsignal(signal.SIGTERM), 0
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.chdir(folder)
        patch.setattr(sys, "argv", words)
        patch.setattr(os, "environ", dict(environment))
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        finally:
            signal.signal(signal.SIGTERM, ended)
    return subprocess.CompletedProcess(words, code, written(out), written(err))


def written(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


def all_commands(group: click.Group, path: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield every command below a group with its words, such as "models list"."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        words = f"{path} {name}".strip()
        yield words, command
        if isinstance(command, click.Group):
            yield from all_commands(command, words)
