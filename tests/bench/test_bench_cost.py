"""The cost of a million recommendations, computed by hand where that is easy."""

from dataclasses import replace

import pytest

from bench.cost.instances import Measured, Size, cost, table
from bench.cost.prices import GIB_SECOND, MILLION_REQUESTS, VCPU_SECOND

MEASURED = Measured(
    processor_ms=10, waiting_ms=40, start_ms=1_000, memory_mib=700, cores_used=1.2, cold_share=0.001
)


def test_a_busy_instance_is_bound_by_its_processor():
    found = cost(Size(1, 1, 40), MEASURED)
    assert found.per_second == pytest.approx(60)
    seconds = 1e6 / 60 + 1_000 * 2  # a thousand cold starts, twice as long on half the processors
    assert found.busy == pytest.approx(seconds * (VCPU_SECOND + GIB_SECOND) + MILLION_REQUESTS)


def test_one_request_at_a_time_is_bound_by_what_it_waits_for():
    assert cost(Size(2, 1, 1), MEASURED).per_second == pytest.approx(1_000 / 50)


def test_a_lone_request_pays_for_a_tenth_of_a_second():
    without_cold = replace(MEASURED, cold_share=0)
    price = VCPU_SECOND + 2 * GIB_SECOND
    assert cost(Size(2, 1, 1), without_cold).sparse == pytest.approx(1e5 * price + MILLION_REQUESTS)


def test_processors_that_python_leaves_idle_are_paid_for_all_the_same():
    one, two = (cost(Size(4, vcpu, 40), replace(MEASURED, cores_used=1.0, cold_share=0)) for vcpu in (1, 2))
    assert two.per_second == one.per_second
    assert two.busy > one.busy


def test_sizes_that_do_not_hold_the_process_are_left_out():
    assert "| 1 GiB |" in table(MEASURED)
    assert "| 1 GiB |" not in table(replace(MEASURED, memory_mib=1_100))


def test_the_cheapest_size_comes_first_and_its_arithmetic_is_shown():
    lines = table(MEASURED).splitlines()
    busy = [float(line.split("$")[1].split()[0]) for line in lines[2:] if line.startswith("|")]
    assert busy == sorted(busy)
    assert f"= ${busy[0]:.2f}" in lines[-1]
