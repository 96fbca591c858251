"""Run in an unpacked bundle by an interpreter of its own: answer one request, then import the modules named."""

import time

STARTED = time.perf_counter()

import importlib  # noqa: E402 - the clock starts before anything else is loaded
import json  # noqa: E402
import sys  # noqa: E402
from collections.abc import Iterable, Iterator  # noqa: E402
from pathlib import Path  # noqa: E402


def main(function: str, request: dict[str, str], modules: Iterable[str]) -> None:
    """Build the app as the functions framework does when deployed, ask it, and print the result as JSON."""
    import functions_framework

    app = functions_framework.create_app(function, "main.py")  # type: ignore[no-untyped-call]
    started_ms = 1_000 * (time.perf_counter() - STARTED)
    answer = app.test_client().open(**request)
    result = {
        "status": answer.status_code,
        "body": answer.get_data(as_text=True),
        "shared": str(Path(str(sys.modules["shared"].__file__)).resolve()),
        "failed_imports": list(failed_imports(modules)),
        "start_ms": started_ms,
    }
    sys.stdout.write("\n" + json.dumps(result) + "\n")


def failed_imports(modules: Iterable[str]) -> Iterator[str]:
    """Import modules and yield the names of those that cannot be, each with the reason."""
    for name in modules:
        try:
            importlib.import_module(name)
        except ImportError as error:
            yield f"{name}: {error}"


if __name__ == "__main__":
    main(sys.argv[1], **json.loads(sys.argv[2]))
