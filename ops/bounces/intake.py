"""Heed reports: find whose mail each is about, and let no forged one stop anybody's mail."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ops.bounces.reports import Report, reports_of
from shared.domain.return_path import ReturnPath
from shared.ports import Records
from shared.record_kinds import LISTENERS
from shared.records.mail_events import MailEvents
from shared.records.paging import every_record

Outcome = Literal["heeded", "known", "passing", "unknown"]


@dataclass(frozen=True, slots=True)
class Heeded:
    """The outcome of one mail or report; no address shows."""

    outcome: Outcome
    what: str


class Intake:
    """The use case: with a return path its tokens tell a recipient, else the report must hold our mail's id."""

    def __init__(
        self, records: Records, return_path: ReturnPath | None, sender_domain: str, now: Callable[[], datetime]
    ) -> None:
        self._records = records
        self._return_path = return_path
        self._sender_domain = sender_domain.lower()
        self._events = MailEvents.of(records, now)

    def heed(self, data: bytes) -> Iterator[Heeded]:
        """Heed the reports in a mail, and yield what became of each."""
        reports = reports_of(data)
        if not reports:
            yield Heeded("unknown", "no report of a bounce or a complaint")
        for report in reports:
            yield self._heed(report)

    def _heed(self, report: Report) -> Heeded:
        if not report.why:
            return Heeded("passing", f"{report.found}: nothing to do")
        address = self._recipient(report)
        if not address:
            return Heeded("unknown", f"{report.found}: not of a mail of ours, as far as it shows")
        is_new = self._events.heed(report.number, address, report.why, suppresses=True)
        return Heeded("heeded" if is_new else "known", f"{report.why}, {report.found}")

    def _recipient(self, report: Report) -> str:
        if self._return_path is None:
            is_ours = report.message_id.lower().endswith(f"@{self._sender_domain}")
            return report.recipients[0] if is_ours and report.recipients else ""
        token = self._return_path.token_in(report.paths)
        return self._by_token(self._return_path, token, report.recipients) if token else ""

    def _by_token(self, path: ReturnPath, token: str, recipients: tuple[str, ...]) -> str:
        """Return the address of a token: one that the report names, else a listener's."""
        named = next((each for each in recipients if path.is_of(token, each)), "")
        return named or next((each for each in self._addresses() if path.is_of(token, each)), "")

    def _addresses(self) -> Iterator[str]:
        for record in every_record(lambda cursor: self._records.page(LISTENERS.name, cursor=cursor)):
            if address := record.fields.get("address"):
                yield str(address)
