"""Spotify's accounts service and Web API as documented, on loopback, for a browser's requests.

The page calls the real addresses, so that its policy applies; `spotify_routes` routes them to the server here.
"""

import base64
import hashlib
import json
from http import HTTPStatus
from urllib.parse import parse_qs, urlencode, urlsplit

from outside_servers import Asked, OutsideServer, Reply
from playwright.sync_api import BrowserContext, Route

CLIENT_ID = "a-client-id"
ACCOUNTS = "https://accounts.spotify.com"
API = "https://api.spotify.com"

LISTENER = "ada"


class FakeSpotify(OutsideServer):
    """One listener with playlists {id: (name, owner, uris)} and top songs; `saved` holds new ones."""

    def __init__(self, playlists: dict[str, tuple[str, str, list[str]]], top: dict[str, list[str]]) -> None:
        super().__init__()
        self.playlists = playlists
        self.top = top
        self.saved: dict[str, list[str]] = {}
        self.valid = {"access-1"}
        self.grants: list[dict[str, str]] = []
        self.refreshes = True
        self.lasts_seconds = 3600
        self._challenge = ""

    def authorize(self, url: str) -> str:
        """Record the listener's consent; return the address that Spotify redirects to."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert query["client_id"] == CLIENT_ID
        assert (query["response_type"], query["code_challenge_method"]) == ("code", "S256")
        self._challenge = query["code_challenge"]
        return f"{query['redirect_uri']}?{urlencode({'code': 'the-code', 'state': query['state']})}"

    def token(self, form: dict[str, str]) -> Reply:
        """Return a token for the code that fits the challenge, or for a refresh token."""
        self.grants.append(form)
        if form["grant_type"] == "authorization_code":
            digest = hashlib.sha256(form["code_verifier"].encode()).digest()
            if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != self._challenge:
                return Reply({"error": "invalid_grant"}, HTTPStatus.BAD_REQUEST)
            access = "access-1"
        elif self.refreshes:
            access = "access-2"
            self.valid = {access}
        else:
            return Reply({"error": "invalid_grant"}, HTTPStatus.BAD_REQUEST)
        return Reply({"access_token": access, "refresh_token": "again", "expires_in": self.lasts_seconds})

    def answer(self, asked: Asked) -> Reply:
        headers = {name.lower(): value for name, value in asked.headers.items()}
        if headers.get("authorization", "").removeprefix("Bearer ") not in self.valid:
            return Reply(
                {"error": {"status": 401, "message": "The access token expired"}}, HTTPStatus.UNAUTHORIZED
            )
        path = asked.path.removeprefix("/v1")
        if path == "/me":
            return Reply({"id": LISTENER})
        if path == "/me/playlists":
            return self._page(asked, [self._playlist(id) for id in self.playlists])
        if path == "/me/top/tracks":
            return self._page(asked, [{"uri": uri} for uri in self.top[asked.query["time_range"]]])
        playlist = self.playlists.get(path.split("/")[2])
        if playlist is None or playlist[1] != LISTENER:
            return Reply({"error": {"status": 403, "message": "Forbidden"}}, HTTPStatus.FORBIDDEN)
        return self._page(asked, [{"item": {"uri": uri}} for uri in playlist[2]])

    def write(self, path: str, body: dict) -> Reply:
        """Create a playlist, or add to one."""
        if path == "/v1/me/playlists":
            assert body["public"] is False
            self.saved[body["name"]] = []
            return Reply({"id": "new"}, HTTPStatus.CREATED)
        assert path == "/v1/playlists/new/items"
        assert len(body["uris"]) <= 100
        next(reversed(self.saved.values())).extend(body["uris"])
        return Reply({"snapshot_id": "s"}, HTTPStatus.CREATED)

    def _playlist(self, id: str) -> dict:
        name, owner, uris = self.playlists[id]
        return {
            "id": id,
            "name": name,
            "owner": {"id": owner},
            "collaborative": False,
            "items": {"total": len(uris)},
        }

    @staticmethod
    def _page(asked: Asked, entries: list[dict]) -> Reply:
        limit, offset = int(asked.query["limit"]), int(asked.query.get("offset", 0))
        assert limit <= 50
        query = urlencode(asked.query | {"offset": str(offset + limit)})
        following = f"{API}{asked.path}?{query}" if offset + limit < len(entries) else None
        return Reply({"items": entries[offset : offset + limit], "next": following})


def spotify_routes(context: BrowserContext, spotify: FakeSpotify) -> None:
    """Configure the page's app, and route its calls of Spotify to `spotify`."""

    def configure(route: Route) -> None:
        real = route.fetch()
        configured = real.text().replace('SPOTIFY_CLIENT_ID = ""', f'SPOTIFY_CLIENT_ID = "{CLIENT_ID}"')
        route.fulfill(response=real, body=configured)

    def authorize(route: Route) -> None:
        route.fulfill(status=302, headers={"Location": spotify.authorize(route.request.url)})

    def token(route: Route) -> None:
        form = {name: values[0] for name, values in parse_qs(route.request.post_data).items()}
        _fulfil(route, spotify.token(form))

    def api(route: Route) -> None:
        request = route.request
        if request.method == "POST" and not spotify.scripted:
            _fulfil(route, spotify.write(urlsplit(request.url).path, request.post_data_json))
            return
        real = route.fetch(url=request.url.replace(API, spotify.url))
        route.fulfill(response=real, headers=real.headers | _CORS)

    context.route("**/config.js", configure)
    context.route(f"{ACCOUNTS}/authorize?*", authorize)
    context.route(f"{ACCOUNTS}/api/token", token)
    context.route(f"{API}/v1/**", api)


_CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Retry-After"}


def _fulfil(route: Route, reply: Reply) -> None:
    route.fulfill(
        status=reply.status, headers=_CORS | {"Content-Type": "application/json"}, body=json.dumps(reply.body)
    )
