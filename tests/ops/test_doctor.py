"""A deployment checked from outside: each fault is found, and the rest reported as well."""

import ssl
from contextlib import contextmanager

import pytest
from kept_records import keys_by_page
from own_cloud import own_cloud, served
from throwaway_tls import throwaway_tls
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.middleware.http_proxy import ProxyMiddleware
from werkzeug.wrappers import Response

from ops.doctor.encryption import certificate, redirects_to_https
from ops.doctor.findings import Unsound
from ops.doctor.outside import Visit, examine_from_outside
from ops.local.cloud import HTTP_FUNCTIONS
from ops.local.site import HEADERS
from shared.settings.config import Settings

NAMES = (
    "local cloud", "events", "pages", "missing pages", *HTTP_FUNCTIONS, "other sites", "shared lists", "embedding",
    "question",
)  # fmt: skip


@pytest.fixture(scope="module")
def deployment(embedded):
    """A local cloud that knows its address."""
    with own_cloud(embedded) as url:
        yield url


@pytest.fixture
def spoilt(deployment):
    """Serves the deployment with a fault at one path."""

    @contextmanager
    def serve(path, answer):
        through = ProxyMiddleware(answer, {"/api/": {"target": deployment}, "/s/": {"target": deployment}})

        def application(environ, start_response):
            return (answer if environ["PATH_INFO"] == path else through)(environ, start_response)

        with served(application) as port:
            yield f"http://127.0.0.1:{port}"

    return serve


def wrong(url):
    return {finding.name: finding.detail for finding in examine_from_outside(url) if not finding.healthy}


def test_a_deployment_that_is_well_is_said_to_be(deployment):
    findings = list(examine_from_outside(deployment))
    assert [finding.detail for finding in findings if not finding.healthy] == []
    names = [finding.name for finding in findings]
    assert names == list(NAMES)


def test_nothing_of_the_visit_is_kept(deployment, embedded):
    records = Settings.from_environment(embedded).records()
    before = keys_by_page(records, "searches")
    assert Visit(deployment).is_answered().startswith("3 songs next to “")
    assert keys_by_page(records, "searches") == before


def test_a_function_that_is_not_ready_is_found(spoilt):
    sad = Response('{"title": "No model"}', 503, mimetype="application/problem+json")
    with spoilt("/api/recommend/health", sad) as url:
        assert "expected 200, found 503" in wrong(url)["recommend"]


def test_a_function_whose_answers_may_be_taken_for_pages_is_found(spoilt):
    bare = Response('{"status": "ok", "function": "share"}', mimetype="application/json")
    with spoilt("/api/share/health", bare) as url:
        assert "sent without X-Content-Type-Options" in wrong(url)["share"]


def test_a_site_on_https_must_forbid_to_come_back_without_it():
    page = Response("<title>Segue</title>", headers=HEADERS, mimetype="text/html")
    with served(page) as port:
        visit = Visit(f"http://127.0.0.1:{port}")
        assert "5 headers" not in visit.finds_pages_strict()
        visit = Visit("https://127.0.0.1")
        visit.url = f"http://127.0.0.1:{port}"  # as if encrypted
        with pytest.raises(Unsound, match="sent without Strict-Transport-Security"):
            visit.finds_pages_strict()


def test_a_path_that_leads_to_another_function_is_found(spoilt):
    other = Response('{"status": "ok", "function": "search"}', mimetype="application/json")
    with spoilt("/api/share/health", other) as url:
        assert "expected share, found search" in wrong(url)["share"]


def test_pages_without_their_headers_are_found(spoilt):
    with spoilt("/", Response("<title>Segue</title>", mimetype="text/html")) as url:
        assert "sent without Content-Security-Policy" in wrong(url)["pages"]


def test_a_missing_page_that_a_bucket_refuses_is_found(spoilt):
    refusal = Response("<Error><Code>AccessDenied</Code></Error>", 403, mimetype="application/xml")
    with spoilt("/no-such-page", refusal) as url:
        assert "GET /no-such-page: expected 404, found 403" in wrong(url)["missing pages"]


def test_a_missing_page_of_another_site_is_found(spoilt):
    with spoilt("/no-such-page", Response("<title>Not found</title>", 404, mimetype="text/html")) as url:
        assert "look whether 404.html was uploaded" in wrong(url)["missing pages"]


def test_an_address_of_embedding_that_leads_elsewhere_is_found(spoilt):
    with spoilt("/api/oembed", Response("{}", 400, mimetype="application/json")) as url:
        assert "/api/oembed leads elsewhere" in wrong(url)["embedding"]


def test_functions_that_any_site_may_call_are_found(spoilt):
    open_wide = Response("", 204, {"Access-Control-Allow-Origin": "*"})
    with spoilt("/api/search", open_wide) as url:
        assert "Pages of any site may call the functions" in wrong(url)["other sites"]


def test_a_site_that_is_told_another_address_than_people_open_is_found(deployment):
    other = deployment.replace("127.0.0.1", "localhost")
    assert set(wrong(other)) == {"other sites"}
    assert "set SEGUE_SITE_URL" in wrong(other)["other sites"]


def test_functions_that_do_not_share_a_secret_are_found(spoilt):
    """For example with an instance that still runs with a removed secret."""
    stranger = Response('{"title": "Not signed in"}', 401, mimetype="application/problem+json")
    with spoilt("/api/insights/me", stranger) as url:
        assert "GET /api/insights/me: expected 200, found 401" in wrong(url)["question"]


def test_a_host_that_does_not_answer_is_said_not_raised():
    with served(Response("")) as port:
        pass
    assert set(wrong(f"http://127.0.0.1:{port}")) == set(NAMES)


def test_events_that_anybody_may_send_are_found():
    taken = DispatcherMiddleware(Response("", 404), {"/events/ingest": Response("", 204)})
    with served(taken) as port, pytest.raises(Unsound, match="Anybody may send to /events/ingest"):
        Visit(f"http://127.0.0.1:{port}").finds_events_closed()


def test_events_that_nobody_may_send_are_well():
    with served(Response("Forbidden", 403)) as port:
        assert "nobody may send" in Visit(f"http://127.0.0.1:{port}").finds_events_closed()


# Encryption


@pytest.fixture
def secured(tmp_path):
    """Serves with a certificate that is valid for some days, and trusted or not."""

    @contextmanager
    def serve(days, trusted=True):
        context = throwaway_tls(tmp_path, days, trusted)
        with served(Response("secured"), ssl_context=context) as port:
            yield f"https://localhost:{port}"

    return serve


def test_a_certificate_tells_its_days(secured):
    with secured(60) as url:
        assert certificate(url) == "good for 60 days"


def test_a_certificate_that_ends_soon_is_found(secured):
    with secured(5) as url, pytest.raises(Unsound, match=r"ends soon: expected 14 days or more, found 5 days"):
        certificate(url)


def test_a_certificate_that_no_browser_trusts_is_found(secured):
    with secured(60, trusted=False) as url, pytest.raises(ssl.SSLCertVerificationError):
        certificate(url)


def test_a_host_that_leads_to_https_is_well():
    with served(Response("", 301, {"Location": "https://127.0.0.1/"})) as port:
        assert redirects_to_https("https://127.0.0.1", port) == "leads to https"


@pytest.mark.parametrize(
    "answer",
    [
        Response("the site itself"),
        Response("", 302, {"Location": "https://127.0.0.1/"}),
        Response("", 301, {"Location": "http://127.0.0.1/other"}),
        Response("", 301),
    ],
    ids=["served", "for now only", "to http", "nowhere"],
)
def test_a_host_that_does_not_lead_to_https_is_found(answer):
    with served(answer) as port, pytest.raises(Unsound, match="does not lead to https"):
        redirects_to_https("https://127.0.0.1", port)
