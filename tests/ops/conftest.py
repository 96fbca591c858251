"""The command line over a folder of objects and a database of a test."""

import os

import pytest
from click.testing import CliRunner

from ops.cli import segue
from shared.adapters.sqlite_bus import SqliteBus


@pytest.fixture
def run(tmp_path):
    def call(*arguments):
        os.environ["SEGUE_OBJECTS"] = f"file:///{tmp_path}/objects"
        os.environ["SEGUE_RECORDS"] = f"sqlite:///{tmp_path}/segue.db"
        return CliRunner().invoke(segue, [str(each) for each in arguments], catch_exceptions=False)

    return call


@pytest.fixture
def bus(tmp_path):
    return SqliteBus(tmp_path / "segue.db")
