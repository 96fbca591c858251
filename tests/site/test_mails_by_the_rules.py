"""Every kind of mail, as it is sent, by the rules of the RFCs, of SpamAssassin, and of an HTML validator."""

import json
import re
import shutil
import subprocess
from email import message_from_bytes
from email.policy import default
from email.utils import parsedate_to_datetime

import pytest
from npm_installed import npm_installed
from written_mails import ADDRESS, KINDS, NOW, sent

ONCE = "Date From To Reply-To Subject Message-ID MIME-Version Content-Type Feedback-ID".split()
OF_A_LIST = {"List-Id", "List-Unsubscribe", "List-Unsubscribe-Post"}
UNFOLDED = ("List-Unsubscribe:", "List-Id:", "Feedback-ID:")
NOT_FOR_MAILS = (
    "no-inline-style",
    "long-title",
    "no-deprecated-attr",
    "no-conditional-comment",
    "prefer-tbody",
    "doctype-style",
)
"""Rules of html-validate against what mail programs, Outlook above all, know alone; or of taste."""


@pytest.fixture(params=list(KINDS))
def kind(request):
    return request.param


@pytest.fixture
def raw(kind):
    return sent(KINDS[kind]())


@pytest.fixture
def message(raw):
    return message_from_bytes(raw, policy=default)


def parts(message):
    return list(message.iter_parts())


def test_every_line_ends_with_cr_and_lf_and_none_is_bare(raw):
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", raw) is None


def test_no_line_is_longer_than_a_server_must_take(raw):
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_headers_are_folded_at_78_but_those_that_machines_read_whole(raw):
    head = raw.partition(b"\r\n\r\n")[0].decode("ascii")
    assert [line for line in head.split("\r\n") if len(line) > 78 and not line.startswith(UNFOLDED)] == []


def test_a_body_is_ascii_in_lines_of_76(raw):
    body = raw.partition(b"\r\n\r\n")[2].decode("ascii")
    long = [line for line in body.split("\r\n") if len(line) > 78]
    assert long == []


@pytest.mark.parametrize("name", ONCE)
def test_a_header_is_there_once(message, name):
    assert len(message.get_all(name, [])) == 1


def test_headers_are_parsed_without_a_defect(message):
    assert [(name, value.defects) for name, value in message.items() if value.defects] == []
    assert message.defects == []


def test_sender_recipient_and_answers_are_one_address_each(message):
    found = {name: [each.addr_spec for each in message[name].addresses] for name in ("From", "To", "Reply-To")}
    assert found == {"From": ["mail@segue.example"], "To": [ADDRESS], "Reply-To": ["help@segue.example"]}


def test_the_date_has_a_zone_and_is_when_it_was_sent(message):
    assert parsedate_to_datetime(message["Date"]) == NOW


def test_the_id_is_unique_at_the_senders_domain(message):
    assert re.fullmatch(r"<[A-Za-z0-9.-]+@segue\.example>", message["Message-ID"])


def test_text_comes_first_and_html_is_its_alternative(message):
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in parts(message)] == ["text/plain", "text/html"]
    assert [part.get_content_charset() for part in parts(message)] == ["utf-8", "utf-8"]


def test_a_weekly_mail_alone_is_a_lists_and_others_are_automatic(message, kind):
    assert (set(message.keys()) & OF_A_LIST) == (OF_A_LIST if kind == "weekly" else set())
    assert message["Auto-Submitted"] == (None if kind == "weekly" else "auto-generated")


def test_one_click_unsubscribes_over_https():
    message = message_from_bytes(sent(KINDS["weekly"]()), policy=default)
    assert re.fullmatch(r"<https://[^<>\s,]+>", message["List-Unsubscribe"])
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(r"[^<>]*<[a-z0-9.-]+\.segue\.example>", message["List-Id"])


def test_feedback_is_counted_by_a_sender_of_5_to_15_characters(message):
    *others, sender = message["Feedback-ID"].split(":")
    assert 5 <= len(sender) <= 15
    assert len(others) <= 3


def test_the_text_is_for_people(message):
    text = parts(message)[0].get_content()
    lines = text.replace("\r\n", "\n").split("\n")
    assert [line for line in lines if len(line) > 76 and len(line.split()) > 1] == []
    assert "-- " in lines


def test_text_and_html_name_the_same_addresses_of_ours(message):
    text, html = (part.get_content() for part in parts(message))
    for url in re.findall(r"https://segue\.example\S+", text):
        token = url.partition("token=")[2].partition("&")[0]
        assert url.replace("&", "&amp;") in html or token in html


def test_spamassassin_finds_nothing_against_it(raw):
    if (program := shutil.which("spamassassin")) is None:
        pytest.skip("SpamAssassin is not installed")
    done = subprocess.run([program, "-L", "-t"], input=raw, capture_output=True, check=True)
    score = re.search(rb"X-Spam-Status: \w+, score=(-?[\d.]+)", done.stdout)
    assert float(score[1]) <= 1.0


def test_the_html_is_valid(message, tmp_path):
    tool = npm_installed() / "html-validate"
    (tmp_path / "mail.html").write_text(parts(message)[1].get_content(), encoding="utf-8")
    rules = dict.fromkeys(NOT_FOR_MAILS, "off")
    told = {"root": True, "extends": ["html-validate:recommended"], "rules": rules}
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps(told))
    command = [tool, "--formatter", "text", "mail.html"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout.decode()) == (0, "")
