"""Synthetic subscribers: all are due, can be mailed, and are planned in batches, the same every time."""

from pathlib import Path

import pytest

from bench.mail.__main__ import _planned
from bench.mail.sender import DUE, Workspace
from bench.mail.subscribers import create_subscribers
from shared.digest.compose import compose
from shared.digest.history import history_of
from shared.record_kinds import SUBSCRIPTIONS


@pytest.fixture
def place(tmp_path, model_folder) -> Path:
    return Workspace(model_folder, tmp_path)


def test_all_of_a_town_are_planned_in_batches_of_five_hundred(place, model, capsys):
    create_subscribers(place.records_file, model, 1_200, DUE, histories=False)
    assert len(_planned(place, 1_200)) == 3
    assert "| planned, in 1 runs, 3 batches | 1,200 |" in capsys.readouterr().out


def test_who_has_a_history_can_be_mailed(place, model):
    records = create_subscribers(place.records_file, model, 3, DUE, histories=True)
    for record in records.page(SUBSCRIPTIONS.name).records:
        assert len(compose(model, history_of(records, record.key), DUE).songs) == 10


def test_a_town_is_the_same_every_time(place, model, tmp_path):
    first = create_subscribers(place.records_file, model, 3, DUE, histories=True)
    second = create_subscribers(tmp_path / "another.db", model, 3, DUE, histories=True)
    assert first.page("searches").records == second.page("searches").records
