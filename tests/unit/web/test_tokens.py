"""Tokens signed by one secret and accepted by several."""

import pytest
from aged_tokens import aged_token

from functions.account.signing_in import SIGN_IN, SIGN_IN_LASTS
from functions.account.subscribing import CONFIRM
from shared.errors import NotSignedIn
from shared.record_kinds import USED_LINK_KEPT
from shared.records.sent_digests import RATE
from shared.web.auth import PURPOSE
from shared.web.mail_links import UNSUBSCRIBE
from shared.web.tokens import MOST_AHEAD, Tokens

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


@pytest.mark.parametrize("purpose", [PURPOSE, SIGN_IN, CONFIRM, RATE, UNSUBSCRIBE])
def test_a_token_of_a_clock_an_hour_ahead_is_read_as_a_fresh_one(purpose):
    assert Tokens(NEW).read(purpose, aged_token(NEW, purpose, "ada", -3_600), 100) == "ada"


def test_a_clock_in_any_other_time_zone_is_near_enough():
    assert Tokens(NEW).read("door", aged_token(NEW, "door", "ada", -14 * 3_600), 100) == "ada"


def test_a_token_from_later_than_a_day_from_now_is_refused():
    with pytest.raises(NotSignedIn, match="found one from the future"):
        Tokens(NEW).read("door", aged_token(NEW, "door", "ada", -MOST_AHEAD.total_seconds() - 60), 100)


def test_a_link_to_sign_in_is_remembered_as_used_for_as_long_as_it_could_be_read():
    assert USED_LINK_KEPT > SIGN_IN_LASTS + MOST_AHEAD
