"""Export of all ratings as CSV and import, for admins: nothing lost, nothing twice, every bad line reported."""

import csv
import io

import pytest
from over_http import fetch

from shared.ports import Record
from shared.record_kinds import LISTENERS
from shared.records.csv_cells import unguarded

HEADING = "listener,kind,target,search,opinion,model,cluster,rated_at"
GOOD = "somebody{},list,a-search,a-search,love,a-model,3,2026-11-20T10:00:00+00:00"


@pytest.fixture
def line(request):
    """Return a valid line of a listener of this test only."""
    return GOOD.format(abs(hash(request.node.name)))


def rows(table):
    return list(csv.DictReader(io.StringIO(table)))


def exported(admin, listener_id):
    answer = admin.ask("feedback/export")
    assert answer.status == 200, answer.body
    return [row for row in rows(answer.body) if unguarded(row["listener"]) == listener_id]


def imported(answer):
    assert answer.status == 200, answer.body
    return answer.body["imported"], answer.body["unchanged"], answer.body["refused"]


def test_an_export_has_a_line_for_every_opinion(admin, listener, known):
    search, songs = listener.list_of(*known[:3])
    listener.rate(search, "like")
    listener.rate(search, "hate", songs[0])
    found = {(row["kind"], unguarded(row["target"])): row["opinion"] for row in exported(admin, listener.id)}
    assert found == {("list", search): "like", ("track", songs[0]): "hate"}


def test_what_was_taken_back_is_not_exported(admin, listener, known):
    search, _ = listener.list_of(*known[:3])
    listener.rate(search, "like")
    listener.rate(search, None)
    assert exported(admin, listener.id) == []


def test_an_export_is_a_file_to_save(admin):
    headers = admin.ask("feedback/export").headers
    assert headers["Content-Type"] == "text/csv; charset=utf-8"
    assert headers["Content-Disposition"] == 'attachment; filename="ratings.csv"'


def test_an_export_of_more_than_a_page_has_all(admin, line):
    many = [line.replace("a-search", f"s{place}") for place in range(1_100)]
    assert imported(admin.send_table("\n".join([HEADING, *many])))[0] == 1_100
    assert len(exported(admin, line.split(",")[0])) == 1_100


def test_importing_an_export_changes_nothing(admin, listener, known):
    search, _ = listener.list_of(*known[:3])
    listener.rate(search, "like")
    table = admin.ask("feedback/export").body
    assert imported(admin.send_table(table)) == (0, len(rows(table)), [])


def test_an_import_twice_is_as_good_as_once(admin, line):
    assert imported(admin.send_table(f"{HEADING}\n{line}\n")) == (1, 0, [])
    assert imported(admin.send_table(f"{HEADING}\n{line}\n")) == (0, 1, [])


def test_the_newer_opinion_stays_whichever_line_comes_first(admin, line):
    newer = line.replace("love", "hate").replace("11-20", "11-21")
    for table in ([line, newer], [newer, line]):
        admin.send_table("\n".join([HEADING, *table]))
        (row,) = exported(admin, line.split(",")[0])
        assert row["opinion"] == "hate"


def test_what_a_listener_took_back_later_does_not_return(admin, listener, known):
    search, _ = listener.list_of(*known[:3])
    listener.rate(search, "like")
    table = admin.ask("feedback/export").body
    listener.rate(search, None)
    admin.send_table(table)
    assert listener.opinions(search) == {}


def test_every_bad_line_is_told_with_its_number_and_the_others_are_kept(admin, line):
    bad = [
        line.replace("love", "adore"),
        line.replace("list", "album"),
        line.replace("2026-11-20T10:00:00+00:00", "yesterday"),
        line.replace("+00:00", ""),
        line.replace("list", "track"),
        line.replace(",3,", ",three,"),
        line.replace(",3,", ",-3,"),
        line.replace("somebody", "some/body"),
        line + ",more",
        "too,few",
        '"unclosed' + line,
        line.replace("2026-11-20T10:00:00+00:00", "0001-01-01T00:00:00+14:00"),
    ]
    table = "\n".join([HEADING, line, *bad, "", line.replace("a-search", "another")])
    done, unchanged, refused = imported(admin.send_table(table))
    assert (done, unchanged) == (2, 0)
    assert [each["line"] for each in refused] == list(range(3, 3 + len(bad)))
    assert all(each["why"] for each in refused)


def test_a_line_that_is_no_utf8_is_told_too(admin, line):
    table = f"{HEADING}\n{line}\n".encode() + line.encode().replace(b"love", b"lov\xff") + b"\n"
    done, _, refused = imported(admin.send_table(table))
    assert (done, [each["line"] for each in refused]) == (1, [3])


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_spreadsheets_mark_and_line_ends_do_no_harm(admin, line, ending):
    unlike = line.replace("somebody", f"r{ord(ending[0])}{len(ending)}")
    table = "\ufeff" + HEADING + ending + unlike + ending
    assert imported(admin.send_table(table)) == (1, 0, [])


@pytest.mark.parametrize("table", ["", "a,b,c\n1,2,3", GOOD, HEADING + ",more"])
def test_a_table_with_another_heading_is_refused_whole(admin, table):
    assert admin.send_table(table).status == 400


def test_a_table_over_the_bound_is_refused_whole(admin, line):
    answer = admin.send_table(f"{HEADING}\n{line}\n" + "x" * (4 * 1024 * 1024))
    assert answer.status == 413
    assert exported(admin, line.split(",")[0]) == []


def test_who_is_no_admin_may_neither_export_nor_import(listener, line):
    assert listener.ask("feedback/export").status == 403
    assert listener.send_table(f"{HEADING}\n{line}\n").status == 403


def test_who_signed_in_with_another_address_is_no_admin(listener, records):
    records.create(LISTENERS.name, Record(listener.id, {"address": "somebody@segue.example"}))
    assert listener.ask("feedback/export").status == 403


def test_the_tables_answer_to_their_own_methods_alone(admin, local_cloud_url):
    assert admin.ask("feedback/export", any="thing").status == 405
    assert admin.ask("feedback/import").status == 405
    assert fetch(f"{local_cloud_url}/api/feedback/others").status == 404
