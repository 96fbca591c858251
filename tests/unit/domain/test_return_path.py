"""Return paths: each names its recipient to us alone, whatever a server on the way makes of its case."""

import pytest

from shared.domain.return_path import ReturnPath

PATH = ReturnPath("bounces@segue.example", ["first secret", "older secret"])


def test_a_return_path_is_an_address_of_64_characters_before_the_at_at_most():
    local, _, domain = ReturnPath(f"{'b' * 37}@segue.example", ["s"]).of("ada@mail.example").partition("@")
    assert (len(local), domain) == (64, "segue.example")


def test_a_return_path_does_not_show_its_recipient_nor_does_its_repr_show_secrets():
    assert "ada" not in PATH.of("ada@mail.example")
    assert "secret" not in repr(PATH)


def test_a_recipient_is_the_same_in_any_case():
    assert PATH.of("Ada@Mail.example") == PATH.of("ada@mail.example")


def test_a_return_path_leads_to_its_recipient_alone():
    assert PATH.leads(PATH.of("ada@mail.example"), "ada@mail.example")
    assert not PATH.leads(PATH.of("ada@mail.example"), "bob@mail.example")


def test_a_return_path_of_before_a_rotation_still_leads():
    assert PATH.leads(ReturnPath(PATH.mailbox, ["older secret"]).of("ada@mail.example"), "ada@mail.example")


def test_a_token_is_found_among_other_words():
    path = PATH.of("ada@mail.example")
    assert PATH.is_of(PATH.token_in(f"X-Original-To: <{path.upper()}>, other@x.example"), "ada@mail.example")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "bounces@segue.example",
        f"bounces+{'a' * 25}@segue.example",
        f"bounces+{'a' * 26}@other.example",
        f"bounces+{'1' * 26}@segue.example",
        f"bounces+{'a' * 26}@segue.example2",
    ],
)
def test_what_is_no_return_path_of_ours_has_no_token(text):
    assert PATH.token_in(text) == ""
