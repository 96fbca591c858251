"""The rooms whose code is broken on purpose, and the tests that judge each of their modules."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

ROOMS: dict[str, str] = {
    "candidates": "shared/model/candidates/*.py",
    "ranking": "shared/model/ranking/*.py",
    "fit": "training/fit/*.py",
    "evaluate": "training/evaluate/*.py",
    "handlers": "functions/*/handler.py",
}
"""Name of a room -> its modules."""

_MODEL = ("tests/unit/model/candidates", "tests/unit/model/ranking", "tests/unit/model/test_atlas_and_reasons.py")

JUDGES: dict[str, tuple[str, ...]] = {
    "shared/model/candidates": (*_MODEL, "tests/functions/test_recommend_answers.py"),
    "shared/model/ranking": ("tests/unit/model/ranking", *_MODEL, "tests/functions/test_recommend_answers.py"),
    "training/fit": ("tests/training/test_fit.py", "tests/training/test_ranker.py", *_MODEL),
    "training/evaluate": (
        "tests/training/test_evaluate.py",
        "tests/training/test_judging.py",
        "tests/training/test_listening.py",
    ),
    "functions/feedback": ("tests/functions/test_feedback_faults.py", "tests/functions/test_feedback.py"),
    "functions/ingest": ("tests/functions/test_ingest.py",),
    "functions/recommend": (
        "tests/functions/test_recommend_answers.py",
        "tests/functions/test_recommend_ways_in.py",
        "tests/functions/test_recommend_bad_input.py",
    ),
    "functions/search": ("tests/functions/test_search_function.py",),
    "functions/share": ("tests/unit/domain/test_sharing.py", "tests/functions/test_share.py"),
    "functions/tally": ("tests/functions/test_tally.py",),
    "functions/weekly_email": ("tests/functions/test_weekly_function.py", "tests/functions/test_weekly_plan.py"),
}
"""Folder of a module -> the tests that judge it, those first that see most of it."""


def modules(room: str) -> list[str]:
    """Return the paths of a room's modules, below the project's folder."""
    return sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob(ROOMS[room]))


def judges(module: str) -> tuple[str, ...]:
    """Return the tests that judge a module, each once."""
    return tuple(dict.fromkeys(JUDGES[module.rpartition("/")[0]]))
