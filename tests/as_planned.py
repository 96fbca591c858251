"""A deployment as Terraform plans it, on loopback: the balancer's routes, the bucket's pages, the functions.

It knows no more than `terraform/modules/app/data` and balancer.tf say. Cloud Storage's and the balancer's own
answers are as Google documents them.
"""

import mimetypes
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import requests
import yaml
from own_cloud import served
from throwaway_tls import throwaway_tls
from werkzeug.wrappers import Request, Response

from ops.bundling.archive import ROOT
from ops.local.cloud import load_function
from ops.local.site import SITE

DATA = ROOT / "terraform" / "modules" / "app" / "data"
FORWARDED_HOPS = "2"
"""SEGUE_FORWARDED_HOPS of functions.tf: the client's address and the balancer's are appended."""


def plan(name: str) -> Any:
    return yaml.safe_load((DATA / f"{name}.yaml").read_text())


class Balancer:
    """The load balancer of https: the longest path decides; functions get the whole path."""

    def __init__(self, functions: Mapping[str, Any], headers: Mapping[str, str], pages: Path = SITE) -> None:
        public = {name: each for name, each in functions.items() if each.get("public")}
        own = {f"/api/{name}": name for name in public}
        self.paths = own | {path: name for name, each in public.items() for path in each.get("paths", [])}
        self.apps = {name: load_function(name) for name in public}
        self._bucket = Bucket(headers, pages)

    def __call__(self, environ, start_response):
        name = self._function(environ["PATH_INFO"])
        if name is None:
            return self._bucket(Request(environ))(environ, start_response)
        hops = [environ.get("HTTP_X_FORWARDED_FOR", ""), environ["REMOTE_ADDR"], "192.0.2.1"]
        forwarded = environ | {"HTTP_X_FORWARDED_FOR": ", ".join(filter(None, hops))}
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        as_gunicorn = {"wsgi.input": BytesIO(body), "wsgi.input_terminated": True}
        return self.apps[name](forwarded | as_gunicorn, start_response)

    def _function(self, path: str) -> str | None:
        for prefix in sorted(self.paths, key=len, reverse=True):
            if path == prefix or path.startswith(f"{prefix}/"):
                return self.paths[prefix]
        return None


class Bucket:
    """The site's bucket behind the balancer: a refusal, as nobody may list it, becomes the site's own 404.html."""

    def __init__(self, headers: Mapping[str, str], pages: Path) -> None:
        self._headers = headers
        self._pages = pages

    def __call__(self, request: Request) -> Response:
        path = self._pages / (request.path.lstrip("/") or "index.html")
        if request.method not in {"GET", "HEAD"} or not path.is_file():
            return self._sent(self._pages / "404.html", 404)
        return self._sent(path, 200)

    def _sent(self, path: Path, status: int) -> Response:
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        sent = {**self._headers, "Cache-Control": "public, max-age=300"}
        return Response(path.read_bytes(), status, sent, mimetype=kind)


def to_https(url: str) -> Response:
    """The answer of the balancer of http."""
    return Response("", 301, {"Location": f"{url}/"})


@contextmanager
def deployed_as_planned(
    environment: Mapping[str, str], folder: Path, **changed: Mapping[str, Any]
) -> Iterator[tuple[str, int]]:
    """Serve the plan, with data `changed`, over TLS; yields its address, and the port of plain HTTP."""
    balancer = Balancer(changed.get("functions", plan("functions")), changed.get("headers", plan("headers")))
    context = throwaway_tls(folder, 60)
    with pytest.MonkeyPatch.context() as patched, served(balancer, ssl_context=context) as port:
        url = f"https://localhost:{port}"
        own = {"SEGUE_SITE_URL": url, "SEGUE_FORWARDED_HOPS": FORWARDED_HOPS}
        for name, value in {**environment, **own}.items():
            patched.setenv(name, value)
        for path in balancer.paths:  # functions read their settings now
            requests.options(url + path, timeout=60)
        with served(to_https(url)) as plain:
            yield url, plain
