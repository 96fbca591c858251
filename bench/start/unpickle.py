"""Import the libraries of the pickles and load them all, as a process of the original does: `... FOLDER`.

Prints a line of JSON: the seconds of each pickle by its name, and `imports` from the start of this module.
"""

import time

STARTED = time.perf_counter()

import json  # noqa: E402
import pickle  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

import openTSNE  # noqa: E402, F401
import pandas  # noqa: E402, F401
import sklearn  # noqa: E402, F401


def main(folder: Path) -> None:
    """Load every pickle, one after another, and keep all of them in memory."""
    seconds, loaded = {"imports": time.perf_counter() - STARTED}, {}
    for path in sorted(folder.glob("*.pickle")):
        started = time.perf_counter()
        with path.open("rb") as file:
            loaded[path.stem] = pickle.load(file)  # noqa: S301
        seconds[path.stem] = time.perf_counter() - started
    print(json.dumps(seconds))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
