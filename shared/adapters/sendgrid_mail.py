"""A Mailer over SendGrid's v3 API, by SendGrid's library; the responses are interpreted here.

Opens and clicks are not tracked: tracking rewrites links, and ours are signed.
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime
from email.headerregistry import Address
from http import HTTPStatus
from http.client import HTTPException
from urllib.error import URLError

import msgspec
from python_http_client.exceptions import HTTPError  # type: ignore[import-untyped]  # it ships no types
from sendgrid import SendGridAPIClient  # type: ignore[import-untyped]

from shared.adapters.mime import own_headers, subject_of
from shared.adapters.retry import retry_after_seconds, with_retries
from shared.adapters.validation import utc_now
from shared.domain.mail import Mail
from shared.errors import (
    DeferredAddress,
    InvalidSettings,
    LimitReached,
    RefusedAddress,
    SegueError,
    Unavailable,
    UnknownOutcome,
)
from shared.ports import Fields

HOST = "https://api.sendgrid.com"
"""`https://api.eu.sendgrid.com` for a subuser of the EU."""

TIMEOUT_SECONDS = 10.0
"""Timeout for connecting, and for each read; the library has none."""

TAKEN = frozenset({HTTPStatus.OK, HTTPStatus.ACCEPTED})
"""Status of a mail in the sandbox, and of an accepted one."""

OF_THIS_MAIL = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE})
"""Status of a mail that is not accepted as it is."""

CREDITS_USED_UP = "maximum credits exceeded"
"""Message of a 401 that is not about the key."""


class _Error(msgspec.Struct):
    message: str | None = None
    field: str | None = None


class _Refusal(msgspec.Struct):
    errors: list[_Error] = []


class _NotAgain(Unavailable):
    """Unavailable without a retry, which would be of no use."""


class SendGrid:
    """A Mailer that posts each mail to SendGrid; `sleep` takes seconds.

    In the sandbox SendGrid validates a mail and discards it. 429 and 5xx (but 504) mean that a mail was not
    accepted, so it is retried a few times; a connection that fails is the caller's to retry.
    """

    def __init__(
        self,
        key: str,
        sender: Address,
        *,
        reply_to: Address | None = None,
        sandbox: bool = False,
        host: str = HOST,
        timeout_seconds: float = TIMEOUT_SECONDS,
        now: Callable[[], datetime] = utc_now,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        # At DEBUG it logs the key and the mails.
        logging.getLogger("python_http_client").setLevel(logging.WARNING)
        self._client = SendGridAPIClient(key, host=host).client
        self._client.timeout = timeout_seconds
        self._sender = sender
        self._reply_to = reply_to
        self._sandbox = sandbox
        self._now = now
        self._sleep = sleep

    def send(self, mail: Mail) -> None:
        """Post the mail to SendGrid; see `Mailer`."""
        body = self._body(mail)
        with_retries(lambda: self._once(body), sleep=self._sleep, unless=(_NotAgain,))

    def _body(self, mail: Mail) -> Fields:
        """Return a mail as the API documents it; only the address is in the recipient's part."""
        headers: Fields = {**own_headers(mail, self._sender, self._now())}
        reply_to: Fields = {"reply_to": {"email": self._reply_to.addr_spec}} if self._reply_to else {}
        return reply_to | {
            "personalizations": [{"to": [{"email": mail.to}]}],
            "from": {"email": self._sender.addr_spec, "name": self._sender.display_name},
            "subject": subject_of(mail),
            "headers": headers,
            "content": [
                {"type": "text/plain", "value": mail.text},
                {"type": "text/html", "value": mail.html},
            ],
            "mail_settings": {"sandbox_mode": {"enable": self._sandbox}},
            "tracking_settings": {
                "click_tracking": {"enable": False, "enable_text": False},
                "open_tracking": {"enable": False},
                "subscription_tracking": {"enable": False},
            },
        }

    def _once(self, body: Fields) -> None:
        try:
            status = self._client.mail.send.post(request_body=body).status_code
        except HTTPError as error:
            raise self._meaning(error) from error
        except URLError as error:
            # urllib raises it for connecting and for sending: SendGrid lacks the end of the body.
            found = type(error.reason).__name__
            raise _NotAgain("SendGrid cannot be reached", found=found, cure="try again later") from error
        except (OSError, HTTPException) as error:
            raise _unknown(type(error).__name__) from error
        if status not in TAKEN:
            raise _unknown(str(status))

    def _meaning(self, error: HTTPError) -> SegueError:
        """Return the error for a refusal, without SendGrid's message, which names the address."""
        status, found = error.status_code, str(error.status_code)
        refusal = _read(error.body)
        if status == HTTPStatus.TOO_MANY_REQUESTS or _is_used_up(refusal):
            seconds = self._wait_seconds(error)
            return LimitReached("SendGrid takes no more for now", found=found, retry_after_seconds=seconds)
        if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN} or _is_the_senders(refusal):
            return InvalidSettings(
                "SendGrid refuses us",
                found=found,
                cure="check SEGUE_SENDGRID_KEY, and that SEGUE_MAIL_FROM is a sender it has verified",
            )
        if status == HTTPStatus.BAD_REQUEST and any(".to." in (each.field or "") for each in refusal.errors):
            return RefusedAddress("SendGrid will never deliver there", found=found)
        if status in OF_THIS_MAIL:
            fields = ", ".join(str(each.field) for each in refusal.errors)
            return DeferredAddress("SendGrid refuses this mail", found=f"{found} for {fields}"[:200])
        if status == HTTPStatus.GATEWAY_TIMEOUT:  # of a proxy: what is behind it may have accepted the mail
            return _unknown(found)
        if status < HTTPStatus.INTERNAL_SERVER_ERROR:
            return _NotAgain("SendGrid refuses the request", found=found, cure="check the host in SEGUE_MAIL")
        return Unavailable("SendGrid does not work", found=found, cure="try again later")

    def _wait_seconds(self, error: HTTPError) -> int | None:
        """Return the wait that SendGrid asks for; X-RateLimit-Reset holds the Unix time when a limit ends."""
        headers = error.headers
        if (after := headers.get("Retry-After")) is not None:
            return retry_after_seconds(after, self._now())
        reset = headers.get("X-RateLimit-Reset", "")
        return max(0, int(reset) - int(self._now().timestamp())) if reset.isdecimal() else None


def _unknown(found: str) -> UnknownOutcome:
    return UnknownOutcome(
        "SendGrid was sent the mail and did not answer",
        expected="202",
        found=found,
        cure="look into SendGrid's activity before you send it again",
    )


def _read(body: bytes) -> _Refusal:
    try:
        return msgspec.json.decode(body, type=_Refusal)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _Refusal()


def _is_the_senders(refusal: _Refusal) -> bool:
    return any((each.field or "").split(".")[0] == "from" for each in refusal.errors)


def _is_used_up(refusal: _Refusal) -> bool:
    return any(CREDITS_USED_UP in (each.message or "").lower() for each in refusal.errors)
