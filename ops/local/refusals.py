"""Requests that the server itself refuses, not being HTTP or over its bounds: problems as of the functions."""

from http import HTTPStatus

from waitress.task import ErrorTask

from shared.web.problems import problem_of_status

_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Access-Control-Allow-Origin": "*"}
"""The headers, for any request: its own may not have been read, and the answer holds nothing of anybody."""


class ProblemTask(ErrorTask):
    """An answer to a request that waitress cannot read, or does not take."""

    def execute(self) -> None:
        """Write the answer, after which the connection is closed."""
        error = self.request.error  # type: ignore[attr-defined]
        refusal = problem_of_status(HTTPStatus(error.code), str(error.body))
        refusal.headers.update(_HEADERS)
        body = refusal.get_data()
        self.status = refusal.status
        self.response_headers = [*self.response_headers, *refusal.headers]
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)
