"""The site as a browser may keep it: its scripts and styles, which no test changes, are asked for once."""

from collections.abc import Callable, Iterable
from typing import Any

KEPT = (".js", ".css", ".svg")
SECONDS = 3600


def kept_files(app: Callable) -> Callable:
    """Wrap an app so that a browser need not ask again whether the site's files are as they were."""

    def answer(environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *failed: object) -> Callable:
            return start_response(status, [kept(each) for each in headers], *failed)

        return app(environ, start if environ["PATH_INFO"].endswith(KEPT) else start_response)

    return answer


def kept(header: tuple[str, str]) -> tuple[str, str]:
    return ("Cache-Control", f"max-age={SECONDS}") if header == ("Cache-Control", "no-cache") else header
