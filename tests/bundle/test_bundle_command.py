"""`segue bundle` from the command line."""

import subprocess
import sys
from pathlib import Path

from ops.bundling.archive import bundle, function_names

SEGUE = Path(sys.executable).with_name("segue")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([SEGUE, "bundle", *arguments], capture_output=True, text=True, check=False)


def test_all_functions_are_written_as_the_same_bytes_in_another_process(tmp_path):
    done = run("--all", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert {path.stem for path in tmp_path.iterdir()} == set(function_names())
    assert (tmp_path / "tally.zip").read_bytes() == bundle("tally").data


def test_one_function_is_written_with_its_hash_shown(tmp_path):
    done = run("tally", "--out", str(tmp_path / "new" / "folder"))
    assert bundle("tally").sha256[:16] in done.stdout
    assert (tmp_path / "new" / "folder" / "tally.zip").is_file()


def test_neither_a_name_nor_all_is_a_mistake_told_in_a_line():
    done = run()
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "--all" in done.stderr
