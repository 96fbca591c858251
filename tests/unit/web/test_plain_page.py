"""Pages and templates of mails: nothing a listener typed becomes markup, and nothing is loaded or told."""

import base64
import hashlib
import re
from http import HTTPStatus
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from shared.web.mail_links import UNSUBSCRIBE, unsubscribe_url
from shared.web.mail_templates import mail_template
from shared.web.plain_page import plain_page
from shared.web.tokens import Tokens

TOKENS = Tokens("a secret for the tests of 32 characters or more")


def test_a_title_is_text_wherever_it_stands():
    html = plain_page("<b>&", Markup("")).get_data(as_text=True)
    assert "<title>&lt;b&gt;&amp; · Segue</title>" in html
    assert '<h1 dir="auto">&lt;b&gt;&amp;</h1>' in html


def test_the_content_is_the_markup_that_it_is():
    assert "</h1><p>Done</p></main>" in plain_page("Done", Markup("<p>Done</p>")).get_data(as_text=True)


def test_a_page_is_found_unless_it_says_otherwise():
    assert plain_page("Here", Markup("")).status_code == 200
    assert plain_page("Gone", Markup(""), HTTPStatus.GONE).status_code == 410


def test_the_policy_allows_the_style_of_the_page_by_its_hash_and_no_other():
    page = plain_page("Here", Markup(""))
    style = re.search(r"<style>(.*)</style>", page.get_data(as_text=True), re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = page.headers["Content-Security-Policy"].split("; ")
    assert policy[:2] == ["default-src 'none'", f"style-src 'sha256-{digest}'"]


def test_a_page_whose_address_holds_a_token_tells_nobody_of_it():
    headers = plain_page("Here", Markup("")).headers
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"] == "noindex"


def test_no_site_may_frame_a_page_or_change_where_its_form_goes():
    policy = plain_page("Here", Markup("")).headers["Content-Security-Policy"]
    assert {"frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"} <= set(policy.split("; "))


def test_a_page_is_html_in_utf_8_and_nothing_else():
    page = plain_page("Ünter", Markup(""))
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.headers["X-Content-Type-Options"] == "nosniff"


def test_an_unsubscribe_link_carries_the_listener_for_this_purpose_alone():
    url, _, token = unsubscribe_url("https://segue.example", TOKENS, "ada").partition("?token=")
    assert url == "https://segue.example/api/account/unsubscribe"
    assert TOKENS.read(UNSUBSCRIBE, token, 60) == "ada"


def loud(text: str) -> str:
    return text.upper()


def template(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_template_of_html_escapes_its_values(tmp_path):
    path = template(tmp_path, "a.html.j2", "<p>{{ name }}</p>")
    assert mail_template(path).render(name="<b>") == "<p>&lt;b&gt;</p>"


def test_a_template_of_plain_text_escapes_none(tmp_path):
    assert mail_template(template(tmp_path, "a.txt.j2", "{{ name }}")).render(name="<b> & co") == "<b> & co"


def test_a_value_that_is_missing_is_an_error_and_no_gap_in_a_mail(tmp_path):
    with pytest.raises(UndefinedError, match="name"):
        mail_template(template(tmp_path, "a.txt.j2", "Dear {{ name }}")).render()


def test_a_filter_is_called_by_the_name_of_its_function(tmp_path):
    assert mail_template(template(tmp_path, "a.txt.j2", "{{ name|loud }}"), loud).render(name="ada") == "ADA"


def test_lines_with_nothing_but_a_block_leave_no_line(tmp_path):
    path = template(tmp_path, "a.txt.j2", "one\n  {% if true %}\ntwo\n  {% endif %}\nthree")
    assert mail_template(path).render() == "one\ntwo\nthree"


def test_a_template_is_read_once(tmp_path):
    path = template(tmp_path, "a.txt.j2", "before")
    before = mail_template(path)
    path.write_text("after", encoding="utf-8")
    assert mail_template(path) is before
