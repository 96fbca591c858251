"""`insights/trends`: what happened day by day, for admins."""

from datetime import UTC, datetime

import pytest
from over_http import fetch


def today():
    return datetime.now(UTC).date().isoformat()


def of_today(admin):
    day = today()
    (found,) = admin.ask(f"insights/trends?from={day}&to={day}").body["days"]
    return found


def test_a_visitors_first_day_counts_once_with_what_they_did(admin, listener, known, delivered):
    before = of_today(admin)
    search, songs = listener.list_of(*known[:3])
    listener.list_of(*known[3:5])
    listener.rate(search, "love", songs[0])
    delivered()
    after = of_today(admin)
    grown = {name: after[name] - before[name] for name in ("new_listeners", "searches", "ratings")}
    assert grown == {"new_listeners": 1, "searches": 2, "ratings": 1}
    assert after["returning_listeners"] == before["returning_listeners"]


def test_without_days_it_is_the_last_thirty(admin):
    answer = admin.ask("insights/trends").body
    assert len(answer["days"]) == 30
    assert answer["days"][-1]["day"] == today()
    assert {len(day["took"]) for day in answer["days"]} == {len(answer["within_ms"]) + 1}


@pytest.mark.parametrize(
    "query",
    [
        "from=yesterday",
        "from=2026-12-02&to=2026-12-01",
        "from=2025-01-01&to=2026-12-01",
        "day=1",
        "to=20261201",
        "to=9999-12-31",
    ],
)
def test_what_is_no_span_of_days_is_refused_with_what_is_expected(query, admin):
    answer = admin.ask(f"insights/trends?{query}")
    assert (answer.status, bool(answer.body["expected"])) == (400, True)


def test_trends_are_for_admins(listener, local_cloud_url):
    assert listener.ask("insights/trends").status == 403
    assert fetch(f"{local_cloud_url}/api/insights/trends").status == 401
