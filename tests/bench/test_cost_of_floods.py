"""Costs of calls and of floods, by hand where that is easy, from the rates and sizes that are deployed."""

from dataclasses import replace

import pytest

from bench.cost.calls import HEAVIEST_SEARCH, SEARCH, USUAL, Call, Documents, million
from bench.cost.calls import table as table_of_calls
from bench.cost.deployed import MINUTES_A_MONTH, functions, throttles
from bench.cost.flood import DAYS, FLOODS, ceilings, month, table
from bench.cost.prices import GIB_SECOND, MILLION_REQUESTS, VCPU_SECOND
from shared.web import rate_limits
from shared.web.rate_limits import RECOMMENDATIONS, Rate

NOTHING = Call("nothing", "recommend", 0, kb_out=0, kb_in=0)


def of(rate):
    return next(flood for flood in FLOODS if flood.rate == rate)


def test_a_million_documents_cost_their_list_price():
    documents = Documents(reads=10, writes=1, deletes=1)
    assert million(replace(NOTHING, documents=documents)).documents == pytest.approx(3.00 + 0.90 + 0.10)


def test_what_is_kept_for_400_days_costs_thirteen_months_of_storage():
    kept = million(replace(NOTHING, kept_kb=2**30 / 1e9)).documents
    assert kept == pytest.approx(0.15 * 400 / 30.4)


def test_a_message_is_paid_when_published_when_delivered_and_when_counted():
    counting = million(replace(NOTHING, messages=1)).counting
    assert counting == pytest.approx(2e9 / 2**40 * 40 + 1e4 / 0.6 * (VCPU_SECOND + 0.5 * GIB_SECOND) + 0.40)


def test_a_lone_call_pays_for_a_tenth_of_a_second_and_a_busy_instance_for_its_processor():
    call = replace(NOTHING, processor_ms=6)
    price = VCPU_SECOND + 2 * GIB_SECOND
    assert million(call).run == pytest.approx(1e4 * price + MILLION_REQUESTS)
    assert million(call, sparse=True).run == pytest.approx(1e5 * price + MILLION_REQUESTS)


def test_a_gibibyte_pays_the_way_out_and_the_balancer_both_ways():
    assert million(replace(NOTHING, kb_out=2**30 / 1e9, kb_in=0)).network == pytest.approx(0.128)
    assert million(replace(NOTHING, kb_out=0, kb_in=2**30 / 1e9)).network == pytest.approx(0.008)


def test_what_is_stored_and_counted_costs_more_than_computing_an_answer():
    each = million(SEARCH)
    assert each.documents + each.counting > 3 * each.run


def test_a_kept_picture_saves_most_of_the_time_of_drawing_it():
    first, kept = (million(call) for call in USUAL if "picture" in call.name)
    assert kept.run < first.run / 5


def test_every_rate_has_its_dearest_call():
    rates = {each.name for each in vars(rate_limits).values() if isinstance(each, Rate)}
    assert sorted(flood.rate.name for flood in FLOODS) == sorted(rates)


def test_a_flood_enters_by_a_function_that_is_deployed():
    assert {flood.call.function for flood in FLOODS} <= functions().keys()


def test_a_client_is_held_to_the_calls_of_a_day_on_each_instance():
    flood = of(RECOMMENDATIONS)
    assert month(flood, instances=1).calls == RECOMMENDATIONS.a_day * DAYS
    assert month(flood).calls == 10 * RECOMMENDATIONS.a_day * DAYS


def test_the_balancer_holds_one_address_to_its_requests_a_minute():
    eager = replace(of(RECOMMENDATIONS), rate=replace(RECOMMENDATIONS, a_day=10_000_000))
    assert month(eager, throttled=True).calls == throttles()["/api/recommend"] * MINUTES_A_MONTH
    assert month(of(RECOMMENDATIONS), throttled=True) == month(of(RECOMMENDATIONS))


def test_no_number_of_networks_keeps_more_instances_busy_than_there_are():
    flood = of(RECOMMENDATIONS)
    most = month(flood, networks=1_000_000)
    assert most.cost.run == functions()["recommend"].ceiling
    assert most.calls == pytest.approx(10 * MINUTES_A_MONTH * 60_000 / HEAVIEST_SEARCH.processor_ms)


def test_documents_grow_with_the_networks_and_are_told_to():
    flood = of(RECOMMENDATIONS)
    assert month(flood, networks=2).cost.documents == pytest.approx(2 * month(flood).cost.documents)


def test_one_hostile_client_costs_less_than_this_a_month():
    """The figure of docs/security.md: a dearer call, or a higher rate, has to be told there."""
    assert sum(month(flood, instances=1).total for flood in FLOODS) < 120
    assert sum(month(flood).total for flood in FLOODS) < 1_200


def test_sizes_come_from_what_is_deployed():
    deployed = functions()
    assert (deployed["recommend"].gib, deployed["tally"].gib, deployed["tally"].max_instances) == (2, 0.5, 5)
    assert deployed["tally"].ceiling == pytest.approx(5 * 2_678_400 * (VCPU_SECOND + 0.5 * GIB_SECOND))


def test_the_tables_have_a_row_for_each_call_each_rate_and_each_function():
    assert len(table_of_calls().splitlines()) == 2 + len(USUAL)
    assert len(table().splitlines()) == 2 + len(FLOODS) + 1
    assert len(ceilings().splitlines()) == 2 + len(functions()) + 1
