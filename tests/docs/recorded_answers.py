"""The answers that docs/openapi.yaml has as examples: calls of a running cloud, and the block of the document."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml
from signed_in import Listener

from ops.api_page import SOURCE

HEADING = (
    "  # Answers of a local cloud, which `make examples` renews: nothing below is written by hand.\n  examples:\n"
)


@dataclass(frozen=True)
class Call:
    """One call; `{name}` in its path and body stands for what an earlier answer had there."""

    operation: str
    method: str
    path: str
    body: object = None
    keeps: Mapping[str, str] = field(default_factory=dict)
    """Names for parts of the answer, each by its path in it: `recommendations.0.uri`."""
    same: bool = False
    """Whether the answer is the same each time, but for ids."""
    part: str = ""
    """Of the operation's answers, what this one is an example of, where it has several."""

    @property
    def name(self) -> str:
        """The name of the example."""
        return self.operation + self.part


CALLS = (
    Call("create_visitor", "POST", "account/visitors"),
    Call("get_me", "GET", "account/me", same=True),
    Call("get_catalogue", "GET", "search/catalogue"),
    Call(
        "search_songs", "GET", "search?q=the&limit=2", keeps={"track": "results.0.uri", "name": "results.0.artist"}
    ),
    Call("get_artist", "GET", "search/artist?of={name}"),
    Call("get_song_names", "POST", "search/names", {"ids": ["{track}"]}),
    Call("read_text", "POST", "search/reading", {"text": "sad songs, no remixes"}),
    Call("get_map_tracks", "GET", "insights/map/tracks?points=0"),
    Call("get_week", "GET", "insights/week"),
    Call(
        "recommend",
        "POST",
        "recommend",
        {"tracks": ["{track}"], "n": 2},
        keeps={"list": "id", "song": "recommendations.0.uri"},
    ),
    Call("recommend", "POST", "recommend", {"n": 0}, same=True, part="_refused"),
    Call("list_lists", "GET", "recommend"),
    Call("get_list", "GET", "recommend/{list}"),
    Call("get_list", "GET", "recommend/none", same=True, part="_refused"),
    Call("rename_list", "PATCH", "recommend/{list}", {"name": "For a long drive"}),
    Call("swap_song", "POST", "recommend/swap", {"list": "{list}", "song": "{song}"}, keeps={"song": "song.uri"}),
    Call("rate", "POST", "feedback", {"search": "{list}", "opinion": "love"}, same=True),
    Call("get_ratings", "GET", "feedback?search={list}", same=True),
    Call("delete_rating", "DELETE", "feedback?track={song}"),
    Call("list_never_artists", "GET", "feedback/artists", same=True, part="_refused"),
    Call("share_list", "POST", "share", {"search": "{list}", "title": "For a long drive"}, keeps={"share": "id"}),
    Call("list_shares", "GET", "share/mine"),
    Call("get_shared_list", "GET", "share/{share}/list.json"),
    Call("start_blend", "POST", "share/blends", {"search": "{list}", "name": "Anna"}),
    Call("get_my_figures", "GET", "insights/me"),
    Call("delete_list", "DELETE", "recommend/{list}"),
)


def recorded(listener: Listener) -> dict[str, Any]:
    """Make the calls as a listener, and return the answers by the names of their examples."""
    answers, kept = {}, {}
    for call in CALLS:
        body = None if call.body is None else json.loads(_filled(json.dumps(call.body), kept))
        answer = listener.send(call.method, _filled(call.path, kept), body)
        assert (answer.status >= 400) == (call.part == "_refused"), (call, answer.body)
        answers[call.name] = answer.body
        kept |= {name: _at(answer.body, path) for name, path in call.keeps.items()}
    return answers


def _filled(text: str, kept: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: kept[match[1]].replace(" ", "%20"), text)


def _at(value: Any, path: str) -> Any:
    for step in path.split("."):
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def written(answers: Mapping[str, Any]) -> None:
    """Replace the examples at the end of the document; they are the last of its components."""
    before = SOURCE.read_text(encoding="utf-8").partition(HEADING)[0]
    lines = (f"    {name}: {json.dumps({'value': each}, ensure_ascii=False)}\n" for name, each in answers.items())
    text = before + HEADING + "".join(lines)
    assert yaml.safe_load(text)["components"]["examples"] == {
        name: {"value": each} for name, each in answers.items()
    }
    SOURCE.write_text(text, encoding="utf-8")


def differences(documented: Any, now: Any, at: str = "") -> list[str]:
    """Return the places where two answers differ in form: in fields, or in kinds of values unless one is null."""
    if isinstance(documented, dict) and isinstance(now, dict):
        missing = [f"{at}/{name}" for name in documented.keys() ^ now.keys() if ":" not in name]  # ids of songs
        both = documented.keys() & now.keys()
        return missing + [
            found for name in both for found in differences(documented[name], now[name], f"{at}/{name}")
        ]
    if isinstance(documented, list) and isinstance(now, list):
        return [found for pair in zip(documented, now, strict=False) for found in differences(*pair, f"{at}/*")]
    unlike = _kind(documented) != _kind(now) and None not in (documented, now)
    return [f"{at}: {documented!r} is of another kind than {now!r}"] if unlike else []


def _kind(value: object) -> type:
    return float if type(value) is int else type(value)
