"""Import what the pickles need and load them all, as a process of the original does: `... FOLDER`."""

import pickle
import sys
from pathlib import Path

import openTSNE
import pandas as pd
import sklearn


def main(folder: Path) -> None:
    """Load every pickle and say how large the tables are, so that nothing was lazy."""
    loaded = {path.stem: pickle.loads(path.read_bytes()) for path in sorted(folder.glob("*.pickle"))}  # noqa: S301
    tables = {name: len(value) for name, value in loaded.items() if isinstance(value, pd.DataFrame)}
    print(openTSNE.__version__, sklearn.__version__, tables)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
