"""The rooms under mutation testing, and the tests that run on the mutants of each of their modules."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

ROOMS: dict[str, str] = {
    "candidates": "shared/model/candidates/*.py",
    "ranking": "shared/model/ranking/*.py",
    "fit": "training/fit/*.py",
    "evaluate": "training/evaluate/*.py",
    "handlers": "functions/*/handler.py",
}
"""Name of a room -> glob pattern of its modules."""

_CANDIDATES, _RANKING = "tests/unit/model/candidates", "tests/unit/model/ranking"
_ANSWERS = "tests/functions/test_recommend_answers.py"
_FIT = ("tests/training/test_fit.py", _CANDIDATES)

JUDGES: dict[str, tuple[str, ...]] = {
    "shared/model/candidates": (_CANDIDATES, _RANKING, "tests/training/test_fit_retrieval.py", _ANSWERS),
    "shared/model/ranking": (_RANKING, "tests/unit/model/test_model.py", _ANSWERS),
    "training/fit": ("tests/training/test_fit_retrieval.py", *_FIT),
    "training/fit/artists.py": ("tests/training/test_fit_artists.py", *_FIT),
    "training/fit/atlas.py": ("tests/training/test_fit_cells.py", *_FIT),
    "training/fit/cells.py": ("tests/training/test_fit_cells.py", *_FIT),
    "training/fit/clusters.py": ("tests/training/test_fit_cells.py", *_FIT),
    "training/fit/ranker.py": (
        "tests/training/test_ranker_samples.py",
        "tests/training/test_ranker.py",
        "tests/training/test_fit_retrieval.py",
    ),
    "training/fit/names.py": ("tests/training/test_fit_names.py", *_FIT),
    "training/evaluate": (
        "tests/training/test_evaluate.py",
        "tests/training/test_replay.py",
        "tests/training/test_holdout_split.py",
        "tests/training/test_beyond_accuracy.py",
    ),
    "training/evaluate/methods.py": ("tests/training/test_methods.py", "tests/training/test_evaluate.py"),
    "functions/feedback": ("tests/functions/test_feedback_faults.py", "tests/functions/test_feedback.py"),
    "functions/ingest": ("tests/functions/test_ingest_kept.py", "tests/functions/test_ingest.py"),
    "functions/recommend": (
        "tests/functions/test_recommend_kept.py",
        "tests/functions/test_recommend_preferences.py",
        "tests/functions/test_recommend_ways_in.py",
        "tests/functions/test_recommend_bad_input.py",
        _ANSWERS,
    ),
    "functions/search": ("tests/functions/test_search_query.py", "tests/functions/test_search_function.py"),
    "functions/share": ("tests/unit/domain/test_sharing.py", "tests/functions/test_share.py"),
    "functions/tally": ("tests/functions/test_tally.py",),
    "functions/weekly_email": ("tests/functions/test_weekly_function.py", "tests/functions/test_weekly_plan.py"),
}
"""Module or folder -> the tests for its mutants, the most relevant first."""


def modules(room: str) -> list[str]:
    """Return the paths of a room's modules, below the project's folder."""
    return sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob(ROOMS[room]))


def judges(module: str) -> tuple[str, ...]:
    """Return the tests for a module's mutants: its own, or those of its folder."""
    return JUDGES.get(module) or JUDGES[module.rpartition("/")[0]]
