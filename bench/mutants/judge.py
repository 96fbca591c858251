"""A process that runs tests on one copy of the tree, in a fork per mutant, with the libraries already loaded.

It runs in the project's own environment and never imports the project itself: each fork does, from the copy. It
reads requests from standard input, one line of JSON each, {"tests": [...], "seconds": 60}, and writes the results
to standard output.
"""

import contextlib
import importlib
import json
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

WALL = 12
"""Wall-clock limit of a fork as a multiple of its CPU limit, for a machine busy with other work."""

NOTICED = ("FAILED", "ERROR")


def main(copy: str) -> None:
    """Import the tests' libraries, then serve requests until standard input ends."""
    os.chdir(copy)
    load(json.loads(sys.stdin.readline()))
    print("ready", flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(tried(asked["tests"], asked["seconds"])), flush=True)


def load(tests: list[str]) -> None:
    """Import every library that collecting the tests imports, but nothing of the project."""
    with tempfile.NamedTemporaryFile() as found:
        _forked(lambda: _collected(tests, found.name), Path(os.devnull), seconds=600)
        names = Path(found.name).read_text().split()
    for name in names:
        # Some modules cannot be imported on their own; each fork imports these itself.
        with contextlib.suppress(BaseException):
            importlib.import_module(name)


def tried(tests: list[str], seconds: int) -> dict[str, str | float]:
    """Run tests until one fails; return the outcome, the failed test and the CPU seconds."""
    with tempfile.NamedTemporaryFile() as output:
        code, used = _forked(lambda: _judged(tests), Path(output.name), seconds)
        said = Path(output.name).read_text(errors="replace")
    noticed = [line for line in said.splitlines() if line.startswith(NOTICED)]
    return {
        "outcome": "timeout" if code is None else "killed" if code else "survived",
        "noticed": noticed[0] if noticed else said[-300:],
        "seconds": round(used, 1),
    }


def _collected(tests: list[str], out: str) -> int:
    _run(["--collect-only", *tests])
    files = {name: getattr(module, "__file__", None) or "" for name, module in list(sys.modules.items())}
    Path(out).write_text("\n".join(name for name, file in files.items() if "site-packages" in file))
    return 0


def _judged(tests: list[str]) -> int:
    sys.dont_write_bytecode = True  # bytecode from collection is read, the mutated module compiled again
    return _run(["-x", "--tb=line", *tests])


def _run(arguments: list[str]) -> int:
    sys.path.insert(0, str(Path.cwd()))
    import pytest

    already_loaded = "ignore::pytest.PytestAssertRewriteWarning"
    return int(pytest.main(["-q", "-n0", "-p", "no:cacheprovider", "-W", already_loaded, *arguments]))


def _forked(work: Callable[[], int], output: Path, seconds: int) -> tuple[int | None, float]:
    """Run work in a fork; return its exit code, or None after a timeout, and its CPU seconds."""
    process = os.fork()
    if not process:
        _in_fork(work, output, seconds)
    in_time = _ended(process, time.monotonic() + WALL * seconds)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)
    _, status, used = os.wait4(process, 0)
    code = os.waitstatus_to_exitcode(status)
    return None if not in_time or code == -signal.SIGXCPU else code, used.ru_utime + used.ru_stime


def _in_fork(work: Callable[[], int], output: Path, seconds: int) -> None:
    code = 70
    try:
        os.setpgid(0, 0)
        opened = os.open(output, os.O_WRONLY)
        for stream in (1, 2):
            os.dup2(opened, stream)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        code = work()
    except BaseException:  # noqa: BLE001 - shown, and the fork ends here
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


def _ended(process: int, until: float) -> bool:
    """Return whether a fork ends before `until`, without reaping it."""
    while time.monotonic() < until:
        if os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return True
        time.sleep(0.02)
    return False


if __name__ == "__main__":
    main(sys.argv[1])
