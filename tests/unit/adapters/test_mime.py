"""Mails as MIME: what becomes a header, what is refused without being repeated, and that a URL stays one word."""

from datetime import UTC, datetime
from email.headerregistry import Address

import pytest

from shared.adapters.mime import message_of, own_headers, reply_to_of, sender_of, subject_of
from shared.domain.mail import Mail
from shared.errors import InvalidInput, RefusedAddress

SENDER = Address("Segue", "mail", "segue.example")
AT = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
LONG_URL = "https://segue.example/api/account/unsubscribe?token=" + "x" * 900


def mail(**given: str) -> Mail:
    whole = {"id": "m1", "to": "ada@example.com", "subject": "Hi", "text": "Hello", "html": "<p>Hello</p>"}
    return Mail(**(whole | given))


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("Segue <mail@segue.example>", "Segue", "mail@segue.example"),
        ("mail@segue.example", "", "mail@segue.example"),
        ("Segue Weekly <mail@segue.example>", "Segue Weekly", "mail@segue.example"),
    ],
)
def test_a_sender_is_a_name_and_an_address(text, name, address):
    sender = sender_of(text)
    assert (sender.display_name, sender.addr_spec) == (name, address)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\x00", "\x85", "\u2028", "\u2029", "\t \n", "\x9f"], ids=ascii)
def test_a_subject_is_one_line_with_a_blank_for_each_break(end):
    assert subject_of(mail(subject=f"{end}Ten{end}songs{end}")) == "Ten songs"


def test_headers_name_the_moment_and_the_mail():
    assert own_headers(mail(), SENDER, AT) == {
        "Date": "Mon, 23 Nov 2026 12:30:00 +0000",
        "Message-ID": "<m1@segue.example>",
        "Auto-Submitted": "auto-generated",
        "Feedback-ID": "account:segued63d485d68",
    }


def test_a_mail_to_subscribers_can_be_ended_by_one_post():
    headers = own_headers(mail(unsubscribe_url="https://segue.example/u?token=x"), SENDER, AT)
    assert headers["List-Unsubscribe"] == "<https://segue.example/u?token=x>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_mail_to_subscribers_is_of_a_list_that_filters_know_by_its_id():
    headers = own_headers(mail(unsubscribe_url="https://segue.example/u?token=x"), SENDER, AT)
    assert headers["List-Id"] == "Weekly songs <weekly.segue.example>"
    assert headers["Feedback-ID"] == "weekly:segued63d485d68"
    assert "Auto-Submitted" not in headers


def test_the_headers_that_machines_read_stay_on_one_line_whatever_the_domain():
    sender = Address("Segue", "mail", f"{'long.' * 20}example")
    lines = message_of(mail(unsubscribe_url=LONG_URL), sender, AT).as_bytes().split(b"\r\n")
    assert f"List-Id: Weekly songs <weekly.{sender.domain}>".encode() in lines


def test_answers_go_where_the_settings_say():
    message = message_of(mail(), SENDER, AT, reply_to_of("Help <help@segue.example>"))
    assert message["Reply-To"] == "Help <help@segue.example>"


def test_answers_go_to_the_sender_where_the_settings_say_nothing():
    assert "Reply-To" not in message_of(mail(), SENDER, AT, reply_to_of(""))


@pytest.mark.parametrize("id", ["x", "Az09._-", "x" * 200])
def test_an_id_of_1_to_200_plain_characters_is_used(id):
    assert own_headers(mail(id=id), SENDER, AT)["Message-ID"] == f"<{id}@segue.example>"


def test_an_id_that_cannot_be_used_is_not_repeated():
    with pytest.raises(InvalidInput, match=r"expected 1 to 200 of A-Z a-z 0-9 \. _ -, found another") as caught:
        own_headers(mail(id="ada lovelace"), SENDER, AT)
    assert "ada" not in str(caught.value)


def test_an_address_that_is_none_is_not_repeated():
    with pytest.raises(RefusedAddress, match="expected name@host in ASCII, found another") as caught:
        own_headers(mail(to="ada lovelace@example.com"), SENDER, AT)
    assert "ada" not in str(caught.value)


@pytest.mark.parametrize(
    "address", [".ada@example.com", "ada.@example.com", "a..b@example.com", "ada@.com", "a@b."]
)
def test_a_dot_stands_between_two_others(address):
    with pytest.raises(RefusedAddress):
        own_headers(mail(to=address), SENDER, AT)


@pytest.mark.parametrize("address", ["a.b+c@example.com", "o'neil@x", "{a}|b~@my-host.example", "1@2"])
def test_an_address_may_hold_what_rfc_5322_calls_atoms(address):
    assert own_headers(mail(to=address), SENDER, AT)


@pytest.mark.parametrize("url", ["http://localhost:8080/u", "https://a/?b=c&d=~e#f"])
def test_a_url_may_be_of_either_scheme(url):
    assert own_headers(mail(unsubscribe_url=url), SENDER, AT)["List-Unsubscribe"] == f"<{url}>"


@pytest.mark.parametrize("url", ["ftp://a", "https://", "https://a<b", "https://a>b", "https://a\x7f"])
def test_a_url_that_could_leave_its_brackets_is_refused(url):
    with pytest.raises(InvalidInput, match="expected a URL, found another"):
        own_headers(mail(unsubscribe_url=url), SENDER, AT)


def test_a_long_url_stays_one_word_on_one_line():
    written = message_of(mail(unsubscribe_url=LONG_URL), SENDER, AT).as_bytes()
    assert f"\r\nList-Unsubscribe: <{LONG_URL}>\r\n".encode() in written


def test_a_long_subject_is_folded():
    written = message_of(mail(subject="word " * 40), SENDER, AT).as_bytes()
    assert max(map(len, written.split(b"\r\n"))) <= 78


def test_a_message_is_of_7_bits_whatever_it_says():
    written = message_of(mail(subject="Ünter", text="日本\n", html="<p>é</p>"), SENDER, AT).as_bytes()
    assert written.isascii()


def test_the_plain_text_comes_first_as_clients_show_the_last_they_can():
    parts = [part.get_content_type() for part in message_of(mail(), SENDER, AT).iter_parts()]
    assert parts == ["text/plain", "text/html"]
