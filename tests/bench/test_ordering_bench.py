"""The table of orders and paths: every way has its row, and the numbers are those of few answers."""

import pytest
from click.testing import CliRunner

from bench import ordering


@pytest.fixture
def printed(model_folder, monkeypatch):
    monkeypatch.setattr(ordering, "ANSWERS", 2)
    monkeypatch.setattr(ordering, "PATHS", 2)
    monkeypatch.setattr(ordering, "SONGS", 12)
    result = CliRunner().invoke(ordering.main, [str(model_folder)])
    assert result.exception is None
    return result.output


def test_every_order_and_every_way_has_its_row(printed):
    names = [line.split("|")[1].strip() for line in printed.splitlines() if line.startswith("| ")]
    assert names == [
        "order",
        "random",
        "ranked",
        "greedy tour",
        "**flow**",
        *(f"flow, {curve}" for curve in ("rising", "falling", "arch", "calm_ending")),
        "way",
        "nearest by factors to even points",
        "nearest by all to even points",
        "**path**",
    ]
