"""Tokens signed by one secret and accepted by several."""

import pytest
from aged_tokens import aged_token

from shared.errors import NotSignedIn
from shared.web.tokens import Tokens

OLD, NEW = "o" * 32, "n" * 32


def test_a_token_tells_its_subject_for_its_purpose():
    assert Tokens(OLD).read("visit", Tokens(OLD).issue("visit", "ada"), 60) == "ada"


def test_a_token_is_no_good_for_another_purpose():
    with pytest.raises(NotSignedIn, match="one we issued for a confirm"):
        Tokens(OLD).read("confirm", Tokens(OLD).issue("visit", "ada"), 60)


def test_the_first_secret_signs():
    assert Tokens(NEW).read("visit", Tokens(NEW, OLD).issue("visit", "ada"), 60) == "ada"


def test_what_another_secret_signed_is_read_too():
    assert Tokens(NEW, OLD).read("visit", Tokens(OLD).issue("visit", "ada"), 60) == "ada"


def test_what_no_secret_signed_is_refused():
    with pytest.raises(NotSignedIn):
        Tokens(NEW).read("visit", Tokens(NEW, OLD).issue("visit", "ada")[:-1] + "!", 60)


def test_a_secret_that_was_left_out_reads_nothing_any_more():
    with pytest.raises(NotSignedIn):
        Tokens(NEW).read("visit", Tokens(OLD).issue("visit", "ada"), 60)


def test_a_token_is_read_until_it_is_too_old():
    assert Tokens(NEW).read("door", aged_token(NEW, "door", "ada", 50), 100) == "ada"


def test_a_token_that_is_too_old_says_so():
    with pytest.raises(NotSignedIn, match="expected one we issued for a door, found one that is too old"):
        Tokens(NEW).read("door", aged_token(NEW, "door", "ada", 150), 100)


def test_a_token_from_the_future_is_refused():
    with pytest.raises(NotSignedIn):
        Tokens(NEW).read("door", aged_token(NEW, "door", "ada", -3_600), 100)
