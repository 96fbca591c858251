"""Serve one function as it is deployed, nothing else in the process: `python -m bench.one_function NAME PORT`."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(name: str, port: int) -> None:
    """Serve `functions/<name>` at /api/<name> with one BLAS thread, as the deployment sets it."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy is imported
    import functions_framework
    from werkzeug.middleware.dispatcher import DispatcherMiddleware
    from werkzeug.serving import run_simple

    source = str(ROOT / "functions" / name / "main.py")
    app = functions_framework.create_app(name, source)  # type: ignore[no-untyped-call]
    run_simple("127.0.0.1", port, DispatcherMiddleware(app, {f"/api/{name}": app}), threaded=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
