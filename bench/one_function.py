"""Serve one function as it is deployed, nothing else in the process: `python -m bench.one_function NAME PORT`."""

import os
import sys


def main(name: str, port: int) -> None:
    """Serve `functions/<name>` at /api/<name> with one BLAS thread, as the deployment sets it."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy is imported
    from werkzeug.serving import run_simple

    from ops.local_cloud import local_cloud

    run_simple("127.0.0.1", port, local_cloud([name], []), threaded=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
