"""Tokens of pushes, signed for real, against certificates from a server on loopback."""

import base64
import json
import time
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from flask import Request
from google.auth import crypt, jwt
from outside_servers import OutsideServer, Reply
from werkzeug.test import EnvironBuilder

from shared.adapters.google_tokens import CERTS_SECONDS, GoogleTokens
from shared.adapters.memory import MemoryObjects
from shared.errors import Forbidden, InvalidSettings, NotSignedIn, Unavailable
from shared.messaging.push import event_function
from shared.settings.config import Settings

AUDIENCE = "https://tally-123.europe-west1.run.app"
ACCOUNT = "segue-tally-push@my-project.iam.gserviceaccount.com"
KEY_ID = "the-key-of-today"


class Key:
    """A key pair with its certificate."""

    def __init__(self) -> None:
        self.private = rsa.generate_private_key(public_exponent=65_537, key_size=2048)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "tests")])
        now = datetime.now(UTC)
        self.certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(self.private.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .sign(self.private, hashes.SHA256())
            .public_bytes(serialization.Encoding.PEM)
            .decode()
        )

    def token(self, *, kid: str = KEY_ID, **changes: object) -> str:
        """Sign a token as Pub/Sub sends it, with some claims changed, or left out if None."""
        now = int(time.time())
        claims = {
            "aud": AUDIENCE,
            "azp": "113774264463038321964",
            "email": ACCOUNT,
            "email_verified": True,
            "exp": now + 3600,
            "iat": now,
            "iss": "https://accounts.google.com",
            "sub": "113774264463038321964",
        }
        given = {name: value for name, value in (claims | changes).items() if value is not None}
        pem = self.private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        )
        return jwt.encode(crypt.RSASigner.from_string(pem, kid), given).decode()


class Certs(OutsideServer):
    """The list of certificates."""

    def __init__(self, key: Key) -> None:
        super().__init__()
        self.certs = {"an-older-key": key.certificate, KEY_ID: key.certificate}

    def answer(self, asked):
        return Reply(self.certs)


@pytest.fixture(scope="module")
def key():
    return Key()


@pytest.fixture(scope="module")
def other():
    return Key()


@pytest.fixture
def certs(key):
    with Certs(key) as server:
        yield server


@pytest.fixture
def check(certs):
    return GoogleTokens(AUDIENCE, ACCOUNT, certs_url=certs.url)


def encoded(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def test_a_token_of_the_subscription_passes(check, key):
    assert check(key.token()) is None


def test_a_clock_that_is_some_seconds_off_is_tolerated(check, key):
    assert check(key.token(iat=int(time.time()) + 20)) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": 1_700_000_000},
        {"iat": 4_000_000_000},
        {"exp": None},
        {"iat": None},
        {"aud": "https://ingest-123.europe-west1.run.app"},
        {"aud": None},
        {"aud": [AUDIENCE, "https://evil.example"]},
        {"iss": "https://evil.example"},
        {"iss": None},
        {"kid": "no-such-key"},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_now_and_here_is_refused(check, key, changes):
    with pytest.raises(NotSignedIn):
        check(key.token(**changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"email": "other@my-project.iam.gserviceaccount.com"},
        {"email": ACCOUNT.upper()},
        {"email": None},
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "true"},
    ],
    ids=str,
)
def test_a_token_of_another_account_is_forbidden(check, key, changes):
    with pytest.raises(Forbidden):
        check(key.token(**changes))


def test_a_token_signed_with_another_key_is_refused(check, other):
    with pytest.raises(NotSignedIn):
        check(other.token())


@pytest.mark.parametrize("algorithm", ["none", "None", "HS256", "RS512", None, ["RS256"]])
def test_a_token_with_another_algorithm_is_refused(check, key, algorithm):
    _, claims, signature = key.token().split(".")
    header = encoded({"alg": algorithm, "kid": KEY_ID, "typ": "JWT"})
    for signed in (signature, ""):
        with pytest.raises(NotSignedIn):
            check(f"{header}.{claims}.{signed}")


def test_a_token_whose_claims_were_changed_is_refused(check, key):
    header, _, signature = key.token().split(".")
    claims = encoded({"aud": AUDIENCE, "email": ACCOUNT, "email_verified": True, "iat": 0, "exp": 9_999_999_999})
    with pytest.raises(NotSignedIn):
        check(f"{header}.{claims}.{signature}")


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "a.b",
        "a.b.c",
        "..",
        "é.é.é",
        "a.b.c.d",
        encoded("[" * 100) + ".a.b",
        base64.urlsafe_b64encode(b"[" * 2_500).decode() + ".a.b",
        "a" * 5_000,
    ],
    ids=lambda token: token[:10],
)
def test_a_text_that_is_no_token_is_refused(check, token):
    with pytest.raises(NotSignedIn):
        check(token)


def test_certificates_are_read_once_an_hour(certs, key):
    now = [0.0]
    check = GoogleTokens(AUDIENCE, ACCOUNT, certs_url=certs.url, seconds=lambda: now[0])
    for _ in range(3):
        check(key.token())
    assert len(certs.asked) == 1
    now[0] = CERTS_SECONDS
    certs.certs = {}
    with pytest.raises(NotSignedIn):
        check(key.token())
    assert len(certs.asked) == 2


@pytest.mark.parametrize(
    "reply", [Reply(status=500), Reply(b"<html>"), Reply({"keys": []}), Reply(hangs_up=True), Reply(status=302)]
)
def test_without_certificates_nothing_passes_and_the_next_push_reads_them(certs, check, key, reply):
    certs.scripted.append(reply)
    with pytest.raises(Unavailable):
        check(key.token())
    assert check(key.token()) is None


# The function behind the push


def pushed(check, token: str, handled: list[str], objects=None) -> int:
    """Return the status of a push with a token to a function that checks it."""

    @event_function("count", objects=lambda: objects or MemoryObjects(), check=lambda: check)
    def count(message) -> None:
        handled.append(message.id)

    headers = {"Authorization": f"Bearer {token}"} if token else {}
    body = {"message": {"messageId": "m1", "data": ""}}
    return count(EnvironBuilder(method="POST", json=body, headers=headers).get_request(Request)).status_code


def test_a_push_with_its_token_is_handled(check, key):
    handled = []
    assert (pushed(check, key.token(), handled), handled) == (204, ["m1"])


def test_a_push_without_its_token_is_neither_handled_nor_kept(check, key, other):
    handled, objects = [], MemoryObjects()
    tokens = ["", "x", other.token(), key.token(exp=1_700_000_000), key.token(email="a@b.example")]
    assert [pushed(check, token, handled, objects) for token in tokens] == [401, 401, 401, 401, 403]
    assert (handled, list(objects.list(""))) == ([], [])


def test_a_push_comes_again_while_certificates_cannot_be_read(certs, key):
    with OutsideServer() as gone:
        pass
    handled = []
    check = GoogleTokens(AUDIENCE, ACCOUNT, certs_url=gone.url)
    assert (pushed(check, key.token(), handled), handled) == (503, [])


def test_a_function_that_is_told_nothing_checks_no_token():
    handled = []
    assert (pushed(None, "", handled), handled) == (204, ["m1"])


# Its settings

BOTH = {"SEGUE_PUSH_AUDIENCE": AUDIENCE, "SEGUE_PUSH_ACCOUNT": ACCOUNT}


def test_a_check_is_built_when_the_settings_say_for_what():
    assert Settings.from_environment({}).push_check() is None
    assert isinstance(Settings.from_environment(BOTH).push_check(), GoogleTokens)


@pytest.mark.parametrize("name", BOTH)
def test_one_of_the_two_settings_needs_the_other(name):
    with pytest.raises(InvalidSettings, match=rf"expected a value, as {name} is set"):
        Settings.from_environment({name: BOTH[name]})


@pytest.mark.parametrize(
    "wrong",
    [
        *({"SEGUE_PUSH_AUDIENCE": value} for value in ("http://a", "https://a/b", "a", "https://a\n")),
        *({"SEGUE_PUSH_ACCOUNT": value} for value in ("a", "a@", "@b", "a@b c", "a@b\n", "a@b,c@d")),
    ],
    ids=str,
)
def test_a_setting_that_names_no_audience_or_account_is_wrong(wrong):
    with pytest.raises(InvalidSettings, match=next(iter(wrong))):
        Settings.from_environment(BOTH | wrong)
