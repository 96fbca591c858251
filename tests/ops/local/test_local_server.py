"""The local cloud's server: accepted requests are finished when it stops; it may open enough files."""

import http.client
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ops.local.server import MOST_CONNECTIONS, MOST_FILES

ROOT = Path(__file__).parents[3]

SERVE = """
import signal, sys, threading
from ops.local.server import open_server
signal.signal(signal.SIGINT, signal.default_int_handler)
def application(environ, start_response):
    print("working", flush=True)
    sys.stdin.readline()
    start_response("200 OK", [("Content-Length", "4")])
    return [b"done"]
server = open_server(application, "127.0.0.1", 0)
print(server.effective_port, flush=True)
server.run()
print("ended", flush=True)
"""

FILES = """
import resource
from ops.local.server import open_server
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
open_server(lambda *_: [], "127.0.0.1", 0)
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])
"""


def started(program: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to one process of Windows alone")
def test_who_is_in_when_it_is_interrupted_is_answered_and_then_it_ends():
    with started(SERVE) as process, ThreadPoolExecutor(1) as threads:
        connection = http.client.HTTPConnection("127.0.0.1", int(process.stdout.readline()), timeout=60)
        connection.request("GET", "/api/slow")
        answer = threads.submit(connection.getresponse)
        assert process.stdout.readline() == "working\n"
        process.send_signal(signal.SIGINT)
        process.stdin.write("go on\n")
        process.stdin.flush()
        assert answer.result().read() == b"done"
        connection.close()
        assert process.stdout.readline() == "ended\n"
        assert process.wait() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bound")
def test_a_process_that_may_open_few_files_asks_for_as_many_as_a_crowd_needs():
    with started(FILES) as process:
        assert int(process.stdout.readline()) == MOST_FILES
        process.stdin.close()
        assert process.wait() == 0
    assert MOST_FILES > 2 * MOST_CONNECTIONS
