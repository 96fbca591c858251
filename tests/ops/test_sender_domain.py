"""The sender's domain in `segue doctor`: SPF, DKIM and DMARC, looked up at a DNS server of the test's own."""

import pytest
from dns_server import DnsServer

from ops.doctor import sender_domain
from ops.doctor.sender_domain import examine_sender
from shared.settings.config import Settings

PEOPLE = {"SEGUE_MAIL_FROM": "Segue <mail@segue.example>", "SEGUE_POSTAL_ADDRESS": "1 Song Street"}
SMTP = {**PEOPLE, "SEGUE_MAIL": "smtp://relay.example:587"}
SENDGRID = {**PEOPLE, "SEGUE_MAIL": "sendgrid:", "SEGUE_SENDGRID_KEY": "SG.x"}
KEY = "v=DKIM1; k=rsa; p=" + "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A" * 10
SPF, DMARC = "v=spf1 include:relay.example ~all", "v=DMARC1; p=none; rua=mailto:post@segue.example"
SOUND = {
    "segue.example": ["another=record", SPF],
    "mail._domainkey.segue.example": [KEY],
    "_dmarc.segue.example": [DMARC],
}


def findings(server, environ):
    """Return each check's mark and text by its first word."""
    found = list(examine_sender(Settings.from_environment(environ), server.resolver))
    return {each.name.split()[0]: each for each in found}


def health(texts, environ=SMTP, aliases=None):
    with DnsServer(texts, aliases) as server:
        return {name: each.healthy for name, each in findings(server, environ).items()}


def test_a_domain_with_all_three_is_sound():
    assert health(SOUND) == {"SPF": True, "DKIM": True, "DMARC": True}


def test_mails_in_the_outbox_need_none():
    with DnsServer({}) as server:
        assert findings(server, {}) == {}
        assert server.asked == []


@pytest.mark.parametrize(
    ("records", "healthy"),
    [
        ([], False),
        (["v=spf10 -all"], False),
        ([SPF, "v=spf1 -all"], False),
        (["v=spf1 +all"], False),
        (["v=spf1 all"], False),
        (["v=spf1 mx -all"], True),
        (["V=SPF1 redirect=_spf.relay.example"], True),
    ],
    ids=["none", "another", "two", "open", "open without a sign", "strict", "elsewhere"],
)
def test_one_record_says_which_servers_send(records, healthy):
    assert health({**SOUND, "segue.example": records})["SPF"] is healthy


def test_the_domain_that_bounces_come_to_is_the_one_that_receivers_look_at():
    told = {**SMTP, "SEGUE_MAIL_BOUNCES": "b@bounces.segue.example", "SEGUE_SECRET": "s" * 32}
    assert health({**SOUND, "bounces.segue.example": [SPF], "segue.example": []}, told)["SPF"] is True


def test_a_key_under_a_name_that_only_the_relay_knows_is_not_called_missing():
    assert health({"segue.example": [SPF], "_dmarc.segue.example": [DMARC]})["DKIM"] is None


def test_a_key_that_was_withdrawn_is_none():
    assert health({**SOUND, "mail._domainkey.segue.example": ["v=DKIM1; p="]})["DKIM"] is None


def test_sendgrids_keys_are_found_through_its_aliases():
    aliases = {f"s{n}._domainkey.segue.example": f"s{n}.domainkey.u1.wl2.sendgrid.net" for n in (1, 2)}
    texts = {"s1.domainkey.u1.wl2.sendgrid.net": [KEY], "_dmarc.segue.example": [DMARC]}
    assert health(texts, SENDGRID, aliases) == {"DKIM": True, "DMARC": True}


def test_a_domain_that_sendgrid_does_not_sign_for_is_not_sound():
    assert health(SOUND, SENDGRID)["DKIM"] is False


@pytest.mark.parametrize(
    ("records", "healthy"),
    [
        ({}, False),
        ({"_dmarc.segue.example": ["v=DMARC1; rua=mailto:a@b"]}, False),
        ({"_dmarc.segue.example": [DMARC, "v=DMARC1; p=reject"]}, False),
        ({"_dmarc.segue.example": ["v=DMARC1;p=reject"]}, True),
    ],
    ids=["none", "no policy", "two", "strict"],
)
def test_one_record_says_what_becomes_of_forged_mail(records, healthy):
    assert health({"segue.example": [SPF], **records})["DMARC"] is healthy


def test_a_policy_of_the_domain_above_holds_below():
    told = {**SMTP, "SEGUE_MAIL_FROM": "mail@news.segue.example"}
    assert health(SOUND, told)["DMARC"] is True


def test_a_server_that_fails_says_nothing_of_the_domain():
    with DnsServer(SOUND, fails=True) as server:
        found = findings(server, SMTP)
    assert {each.healthy for each in found.values()} == {None}
    assert "not checked, because no DNS server answers for segue.example" in str(found["SPF"])


def test_a_server_that_knows_no_names_of_the_internet_says_nothing_of_the_domain():
    with DnsServer({}, knows_the_world=False) as server:
        assert {each.healthy for each in findings(server, SMTP).values()} == {None}


def test_without_a_network_nothing_is_checked(monkeypatch):
    monkeypatch.setattr(sender_domain, "TIMEOUT_SECONDS", 0.05)
    with DnsServer(SOUND, silent=True) as server:
        assert {each.healthy for each in findings(server, SMTP).values()} == {None}
