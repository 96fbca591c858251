"""The cost of a month of each environment, compared with Terraform and with what bench/README.md says."""

import re
from pathlib import Path

import pytest

from bench.cost import prices
from bench.cost.deployed import functions
from bench.cost.month import ENVIRONMENTS, Environment, month, table
from bench.cost.usage import used

ROOT = Path(__file__).parents[2]
TERRAFORM = ROOT / "terraform"
BY_NAME = {environment.name: environment for environment in ENVIRONMENTS}


def main_tf(name: str) -> dict[str, str]:
    text = (TERRAFORM / "environments" / name / "main.tf").read_text()
    return dict(re.findall(r"^  (\w+) += (.+)$", text.split("module ")[1], re.MULTILINE))


@pytest.mark.parametrize("name", BY_NAME)
def test_what_is_counted_of_an_environment_is_what_terraform_makes(name):
    said, counted = main_tf(name), BY_NAME[name]
    assert tuple(re.findall(r'"(\w+)"', said["kept_warm"])) == counted.warm
    assert (said["throttled"] == "true") == (counted.throttle_rules > 0)
    assert said.get("balanced", "true") == str(counted.balanced).lower()
    assert said.get("restorable", "true") == str(counted.restorable).lower()
    assert int(said.get("images_kept", 5)) == counted.images_kept
    assert (said.get("watched", "true") == "true") == (counted.conditions > 0)


def test_every_environment_is_counted():
    assert {path.name for path in (TERRAFORM / "environments").iterdir()} == set(BY_NAME)


def test_a_hobby_costs_at_most_a_dollar_at_a_hundred_thousand_requests():
    assert month(BY_NAME["hobby"], 100_000).steady <= 1


def test_ten_million_requests_cost_a_hobby_less_than_a_hundred_dollars():
    assert month(BY_NAME["hobby"], 10_000_000).first < 100


def test_two_warm_instances_of_three_units_are_paid_by_the_second():
    cold, warm = Environment("cold"), Environment("warm", warm=("recommend", "search"))
    idle = 2 * 3 * 0.0000025 * 730 * 3_600
    assert month(warm, 0).first - month(cold, 0).first == pytest.approx(idle)


def test_nothing_is_paid_within_the_free_tiers():
    assert used(1_000).vcpu_s < prices.FREE_VCPU_SECONDS
    assert month(BY_NAME["hobby"], 1_000).run == pytest.approx(used(1_000).object_reads * prices.OBJECT_READ)


def test_a_request_that_is_kept_costs_more_each_month():
    assert month(BY_NAME["dev"], 10_000_000).steady > month(BY_NAME["dev"], 10_000_000).first


def test_fewer_files_of_the_site_cost_fewer_look_ups():
    few, many = (month(BY_NAME["dev"], 10_000_000, files=files).network for files in (7, 37))
    assert many - few == pytest.approx(2_000_000 * 30 * 0.75 / 1e6)


def test_a_call_pays_for_each_tenth_of_a_second_that_it_begins():
    of_it = used(0)
    before = of_it.vcpu_s, of_it.gib_s
    of_it.run("search", 10, 101)
    assert of_it.vcpu_s - before[0] == pytest.approx(2)
    assert of_it.gib_s - before[1] == pytest.approx(2 * functions()["search"].gib)


def test_the_readme_has_the_table_as_it_is_computed():
    assert table() in (ROOT / "bench" / "README.md").read_text(encoding="utf-8")
