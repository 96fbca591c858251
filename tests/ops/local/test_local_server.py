"""The local cloud's server: accepted requests are finished when it stops; it may open enough files."""

import http.client
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ops.local.file_descriptors import LEAST, RESERVED, WANTED
from ops.local.server import MOST_CONNECTIONS

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
import resource, sys
from ops.local.server import open_server
hard = int(sys.argv[1]) or resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (100, hard))
try:
    server = open_server(lambda *_: [], "127.0.0.1", 0)
except Exception as error:
    print(type(error).__name__, error)
else:
    print(resource.getrlimit(resource.RLIMIT_NOFILE)[0], server.adj.connection_limit)
"""

EXHAUSTED = """
import logging, resource, socket, sys, threading, time
from ops.local.server import open_server
def application(environ, start_response):
    start_response("200 OK", [("Content-Length", "4")])
    return [b"done"]
logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="LOG %(message)s")
server = open_server(application, "127.0.0.1", 0)
threading.Thread(target=server.run, daemon=True).start()
client = socket.socket()
resource.setrlimit(resource.RLIMIT_NOFILE, (3, 4096))
client.connect(("127.0.0.1", int(server.effective_port)))
time.sleep(2.5)
resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
client.sendall(b"GET / HTTP/1.0\\r\\n\\r\\n")
print("ANSWER", client.recv(100).split(b"\\r")[0].decode(), flush=True)
"""


def started(program: str, *arguments: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
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


on_unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bound")


def printed(program: str, *arguments: str) -> str:
    with started(program, *arguments) as process:
        return process.communicate()[0]


@on_unix
def test_a_process_that_may_open_few_files_asks_for_as_many_as_a_crowd_needs():
    assert printed(FILES, "0").split() == [str(WANTED), str(MOST_CONNECTIONS)]
    assert WANTED > 2 * MOST_CONNECTIONS


@on_unix
def test_connections_are_as_many_as_the_hard_limit_leaves_beside_the_stores():
    assert printed(FILES, str(LEAST)).split() == [str(LEAST), str(LEAST - RESERVED)]


@on_unix
def test_a_hard_limit_below_the_least_is_refused_with_its_cure():
    said = printed(FILES, str(LEAST - 1))
    assert said.startswith("InvalidSettings This process may open too few files: expected 256 at least")
    assert "found a hard limit of 255; raise it, as by `ulimit -n 1024`" in said


@on_unix
def test_a_server_out_of_descriptors_pauses_says_so_in_few_lines_and_recovers():
    lines = printed(EXHAUSTED).splitlines()
    logged = [line for line in lines if line.startswith("LOG")]
    assert "no connection can be accepted for 1 s: Too many open files" in logged[0]
    assert 1 <= len(logged) <= 20  # one for each pause, not for each turn of the loop
    assert lines[-1] == "ANSWER HTTP/1.0 200 OK"
