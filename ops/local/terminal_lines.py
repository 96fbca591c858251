"""Log lines of the local cloud for a person at a terminal; a pipe or a file gets the JSON of a deployment."""

import logging
import time
from typing import TextIO

from shared.logs import Lines


class TerminalLines(Lines):
    """Formats a log record in a short line: `12:04:31 recommend answered 200 in 272 ms`."""

    def text(self, record: logging.LogRecord) -> str:
        """Return time, message and duration; from a warning on, the level, all fields and the stack, too."""
        fields = dict(getattr(record, "fields", {}))
        duration = fields.pop("duration_ms", None)
        line = f"{time.strftime('%H:%M:%S', time.localtime(record.created))} {record.getMessage()}"
        if duration is not None:
            line += f" in {duration:.0f} ms"
        if record.levelno < logging.WARNING:
            return line
        told = ", ".join(f"{name} {value}" for name, value in fields.items() if value != "")
        line = f"{line} ({record.levelname}{', ' if told else ''}{told})"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def lines_for(stream: TextIO) -> TerminalLines | None:
    """Return short lines for a terminal, None for the lines of a deployment."""
    return TerminalLines() if stream.isatty() else None
