"""Reports of bounces and complaints, as several servers write them: whose mail, and whether it is for good."""

import pytest
from bounced_mails import ANNA, LOST, MESSAGE_ID, PASSING, POSTFIX, report

from ops.bounces.reports import reports_of
from shared.records.mail_events import BOUNCED, SPAM_REPORT


@pytest.mark.parametrize("server", LOST)
def test_a_report_names_its_recipient_first_and_our_mail(server):
    (found,) = reports_of(LOST[server])
    assert (found.recipients[0], found.message_id) == (ANNA, MESSAGE_ID)


@pytest.mark.parametrize("server", LOST)
def test_a_failure_for_good_is_told_from_a_complaint(server):
    (found,) = reports_of(LOST[server])
    assert found.why == (SPAM_REPORT if server == "complaint" else BOUNCED)


@pytest.mark.parametrize("kind", PASSING)
def test_what_may_pass_or_is_no_fault_of_the_address_changes_nothing(kind):
    (found,) = reports_of(PASSING[kind])
    assert found.why == ""


def test_each_recipient_has_a_report_with_a_number_of_its_own():
    two = POSTFIX + "\n" + POSTFIX.partition("\n\n")[2].replace(ANNA, "ben@mail.example")
    found = reports_of(report(two))
    assert [each.recipients[0] for each in found] == [ANNA, "ben@mail.example"]
    assert len({each.number for each in found}) == 2


def test_a_report_has_the_same_number_each_time_it_is_read():
    assert reports_of(LOST["postfix"])[0].number == reports_of(b"X-Other: 1\r\n" + LOST["postfix"])[0].number


def test_no_address_shows_in_what_is_logged_of_a_report():
    assert ANNA not in repr(reports_of(LOST["postfix"]))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"Subject: I am away until Monday\r\nAuto-Submitted: auto-replied\r\n\r\nHello\r\n",
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n--b--\r\n',
        LOST["postfix"][:600],
        LOST["postfix"].replace(b"message/delivery-status", b"text/plain"),
    ],
    ids=["nothing", "bytes", "an answer", "empty", "cut off", "no machine part"],
)
def test_what_is_no_report_has_none(data):
    assert reports_of(data) == []


def test_a_complaint_without_its_machine_part_changes_nothing():
    data = LOST["complaint"].replace(b"message/feedback-report", b"text/plain")
    assert [each.why for each in reports_of(data)] == [""]
