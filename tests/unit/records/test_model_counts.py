"""A counter keeps the counts of the models counted last, and all that belongs to no model."""

from datetime import UTC, datetime

import pytest

from shared.adapters.memory import MemoryRecords
from shared.ports import Record
from shared.record_kinds import COUNTERS
from shared.records.counters import Addition, counts_of
from shared.records.merging import move
from shared.records.model_counts import MOST_MODELS, ModelAddition, model_of


def counted(before, model, amounts=None):
    names = amounts or {"searches": 1, f"searches.model.{model}": 1, f"ratings.week.{model}.2026-W49.love": 1}
    return ModelAddition(Addition(("figures", "everyone.0"), "everyone", names), (model,)).applied(before)


def models_in(record):
    return {model_of(name) for name in counts_of(record.fields)} - {""}


def after(models, before=None):
    for model in models:
        before = counted(before, model)
    return before


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("searches", ""),
        ("searches.week.2026-W49", ""),
        ("ratings.track.love", ""),
        ("searches.model.v1", "v1"),
        ("searches.cluster.v1.3", "v1"),
        ("ratings.week.v1.2026-W49.love", "v1"),
    ],
)
def test_a_count_names_its_model(name, model):
    assert model_of(name) == model


def test_of_many_models_the_last_are_kept_and_the_sum_of_all():
    versions = [f"v{number}" for number in range(MOST_MODELS + 5)]
    record = after(versions)
    assert models_in(record) == set(versions[-MOST_MODELS:])
    assert counts_of(record.fields)["searches"] == len(versions)


def test_a_model_that_is_counted_again_is_kept():
    versions = [f"v{number}" for number in range(MOST_MODELS)]
    record = after([*versions, "v0", "new"])
    assert {"v0", "new"} <= models_in(record)
    assert "v1" not in models_in(record)


def test_what_is_taken_off_a_forgotten_model_leaves_no_count_below_zero():
    record = after([f"v{number}" for number in range(MOST_MODELS + 1)])
    record = counted(record, "v5", {"ratings.model.v0.love": -1, "ratings.model.v5.love": 1})
    assert [name for name, count in counts_of(record.fields).items() if count < 0] == []


def test_models_counted_before_they_were_listed_stay_until_newer_ones_come():
    record = after(["new"], Record("everyone.0", {"counts": {"searches.model.old": 3}}))
    assert models_in(record) == {"old", "new"}


def test_counts_of_a_visitors_models_are_kept_when_their_counter_goes_to_an_account():
    records = MemoryRecords()
    for listener, model in (("visitor", "v1"), ("account", "v2")):
        shard = COUNTERS.name, f"listener.{listener}.0"
        counted_once = Addition(shard, f"listener.{listener}", {f"searches.model.{model}": 1})
        records.create(COUNTERS.name, ModelAddition(counted_once, (model,)).applied(None))
    move(records, COUNTERS, records.get(COUNTERS.name, "listener.visitor.0"), "account", datetime.now(UTC))
    merged = records.get(COUNTERS.name, "listener.account.0")
    assert models_in(counted(merged, "v3")) == {"v1", "v2", "v3"}
