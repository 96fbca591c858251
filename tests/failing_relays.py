"""Proxies between a client and an emulator that refuse requests, or lose the answers to executed ones."""

import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import grpc


@dataclass(frozen=True)
class Fault:
    """A fault for the next request whose method or address contains `what`."""

    what: str
    carried_out: bool = False
    code: grpc.StatusCode | int = grpc.StatusCode.UNAVAILABLE
    then: Callable[[], object] = lambda: None
    """An action of another writer before the refusal arrives."""


class Faults:
    """The remaining faults, one request each; `asked` counts all requests by method or address."""

    def __init__(self) -> None:
        self.coming: list[Fault] = []
        self.asked: list[str] = []
        self._lock = threading.Lock()

    def take(self, what: str) -> Fault | None:
        with self._lock:
            self.asked.append(what)
            found = next((fault for fault in self.coming if fault.what in what), None)
            if found:
                self.coming.remove(found)
            return found


class GrpcRelay(grpc.GenericRpcHandler):
    """Forwards every call; unary and streamed answers alike come back in parts."""

    def __init__(self, server_address: str) -> None:
        self.faults = Faults()
        self._channel = grpc.insecure_channel(server_address)
        self._server = grpc.server(ThreadPoolExecutor(16), handlers=(self,))
        self.address = f"127.0.0.1:{self._server.add_insecure_port('127.0.0.1:0')}"

    def service(self, details: grpc.HandlerCallDetails) -> grpc.RpcMethodHandler:
        def relay(request: bytes, context: grpc.ServicerContext) -> Iterator[bytes]:
            fault = self.faults.take(details.method)
            if fault and not fault.carried_out:
                context.abort(fault.code, "refused on purpose")
            call = self._channel.unary_stream(details.method)
            wanted = ("authorization", "google-cloud-resource-prefix", "x-goog-request-params")
            metadata = [pair for pair in details.invocation_metadata if pair[0] in wanted]
            try:
                answers = list(call(request, metadata=metadata, timeout=10))
            except grpc.RpcError as error:
                context.abort(error.code(), error.details())
            if fault:
                fault.then()
                context.abort(fault.code, "lost on purpose")
            yield from answers

        return grpc.unary_stream_rpc_method_handler(relay)

    def __enter__(self):
        self._server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop(None).wait()
        self._channel.close()


class HttpRelay:
    """Forwards every request; addresses in answers point back to the relay."""

    def __init__(self, server_url: str) -> None:
        self.faults = Faults()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(server_url, self.faults))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="relay")
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def _handler(server_url: str, faults: Faults) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            fault = faults.take(f"{self.command} {self.path} {self.headers.get('Content-Range', '')}")
            if fault and not fault.carried_out:
                self.send(fault.code, {}, b"")
                return
            headers = {
                name: value for name, value in self.headers.items() if name not in {"Host", "Accept-Encoding"}
            }
            asked = urllib.request.Request(f"{server_url}{self.path}", body, headers, method=self.command)
            try:
                answer = urllib.request.urlopen(asked, timeout=30)
            except urllib.error.HTTPError as error:
                answer = error
            with answer:
                status, found, data = answer.status, dict(answer.headers), answer.read()
            if fault:
                fault.then()
            self.send(fault.code if fault else status, {} if fault else found, b"" if fault else data)

        do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 - the names http.server looks for

        def send(self, status: int, headers: dict[str, str], data: bytes) -> None:
            self.send_response(status)
            for name, value in headers.items():
                if name.lower() not in {"content-length", "transfer-encoding", "connection", "date"}:
                    own_url = f"http://{self.headers['Host']}"
                    self.send_header(name, value.replace(server_url, own_url))
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    return Handler
