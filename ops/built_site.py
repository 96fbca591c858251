"""Build dist/site, which a deployment uploads: the site with one script and one style sheet a page.

`make site` runs it after npm has installed esbuild as package-lock.json says. What esbuild names by its content is
in assets/, and may be cached for good. Everything else keeps its path, also what functions and scripts name.

`make site API=https://HOST` builds it for functions on another host.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ops.other_host import lead_to

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
BUILT = ROOT / "dist" / "site"
FUNCTIONS = ROOT / "functions"
DOCUMENT = ROOT / "docs" / "openapi.yaml"

_ESBUILD = "node_modules/@esbuild/*/bin/esbuild", "node_modules/@esbuild/*/esbuild.exe"
_OPTIONS = (
    "--bundle",
    "--minify",
    "--format=esm",
    "--charset=utf8",
    "--log-level=warning",
    "--supported:top-level-await=false",  # a page and what it loads later would wait for each other
)
_ENTRIES = "entries"  # below the target, as names by content depend on where a file is seen from there
_BY_CONTENT = "assets/[name]-[hash]"

_SERVER = "servers:\n  - url: "

_SCRIPT = re.compile(r'<script type="module" src="/([^"]+)"></script>\n')
_STYLE = re.compile(r'<link rel="stylesheet" href="/([^"]+)">\n')
_PRELOAD = re.compile(r'<link rel="modulepreload" href="[^"]+">\n')
_NAMED = re.compile(r'"(?:\{\{ site \}\})?/([^"{]+\.(?:js|css))"')


def build(source: Path = SITE, target: Path = BUILT, functions: Path = FUNCTIONS) -> None:
    """Replace the target by the built site; raises SystemExit if esbuild is missing or refuses a file."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, ignore=_bundled)
    (target / _ENTRIES).mkdir()
    for page in sorted(target.rglob("*.html")):
        name = "-".join(page.relative_to(target).with_suffix("").parts)
        page.write_text(_page(page.read_text(encoding="utf-8"), name, source, target), encoding="utf-8")
    for path in named_outside_pages(source, functions):
        _esbuild(target, source / path, [f"--outbase={source}", "--entry-names=[dir]/[name]"])
    shutil.rmtree(target / _ENTRIES)
    add_document(target)


def build_for(functions_url: str, target: Path = BUILT) -> None:
    """Replace the target by the site built for functions on another host. Raises as `build` does."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name).resolve() / "site"
        shutil.copytree(SITE, copy)
        lead_to(copy, functions_url)
        build(copy, target)
    add_document(target, functions_url)


def add_document(target: Path, functions_url: str = "") -> None:
    """Add the API's document, which says where the functions answer, to the site that is built."""
    text = DOCUMENT.read_text(encoding="utf-8").replace(f"{_SERVER}/api", f"{_SERVER}{functions_url}/api", 1)
    added = target / "api" / "openapi.yaml"
    added.parent.mkdir(exist_ok=True)
    added.write_text(text, encoding="utf-8")


def named_outside_pages(source: Path, functions: Path) -> list[str]:
    """Return the scripts and style sheets that functions' pages and the site's scripts name by their paths."""
    texts = [*functions.glob("*/templates/*.html"), *source.rglob("*.js")]
    own = (path.read_text(encoding="utf-8") for path in texts if "vendor" not in path.parts)
    return sorted({path for text in own for path in _NAMED.findall(text)})


def _bundled(folder: str, names: list[str]) -> set[str]:
    """Return the names in a folder that are not copied: scripts and styles other than the libraries'."""
    kept = "vendor" in Path(folder).parts
    return set() if kept else {name for name in names if name.endswith((".js", ".css"))}


def _page(html: str, name: str, source: Path, target: Path) -> str:
    """Return a page that loads one script and one style sheet, where it loaded the first of each."""
    entry = target / _ENTRIES / name
    scripts, styles = ([source / path for path in lines.findall(html)] for lines in (_SCRIPT, _STYLE))
    script = _one(target, entry.with_suffix(".js"), "import", scripts)
    style = _one(target, entry.with_suffix(".css"), "@import", styles)
    html = _replaced(_SCRIPT, html, f'<script type="module" src="/{script}"></script>\n')
    html = _replaced(_STYLE, html, f'<link rel="stylesheet" href="/{style}">\n')
    return _PRELOAD.sub("", html)


def _one(target: Path, entry: Path, word: str, files: Iterable[Path]) -> str:
    """Make one of several files, and return its path."""
    entry.write_text("".join(f'{word} "{file.as_posix()}";\n' for file in files), encoding="utf-8")
    return _esbuild(target, entry, [f"--entry-names={_BY_CONTENT}"])


def _replaced(lines: re.Pattern[str], html: str, line: str) -> str:
    """Return a text with a line in the place of the first that matches, and without the others."""
    before, *after = lines.split(html)[:: lines.groups + 1]
    return before + (line if after else "") + "".join(after)


def _esbuild(target: Path, entry: Path, options: Iterable[str]) -> str:
    """Bundle a file into the target, and return the path there of what a page has to load."""
    if entry.suffix == ".js":
        # What a page has loaded stays in one file: as all that is loaded later imports the page, no part of it is
        # in a file for some of these alone.
        options = [*options, "--splitting", f"--chunk-names={_BY_CONTENT}", f"--inject:{entry}"]
    metafile = target / _ENTRIES / "made.json"
    command = [str(_program()), *_OPTIONS, f"--metafile={metafile}", "--outdir=.", *options, str(entry)]
    if subprocess.run(command, cwd=target, check=False).returncode:  # noqa: S603 - our own files
        sys.exit(f"segue: esbuild refused {entry}, as it says above")
    made = json.loads(metafile.read_text(encoding="utf-8"))["outputs"]
    return _loaded(target, entry, made)


def _program() -> Path:
    found = [path for pattern in _ESBUILD for path in ROOT.glob(pattern)]
    return found[0] if found else sys.exit("segue: esbuild is not installed; run `make site`, which does that")


def _loaded(target: Path, entry: Path, made: dict[str, Any]) -> str:
    """Return the path of what an entry became; if that only imports one file, it is left out for the file."""
    sources = {path: target / output.get("entryPoint", "") for path, output in made.items()}
    path = next(path for path, source in sources.items() if source.resolve() == entry.resolve())
    imported = [found["path"] for found in made[path]["imports"]]
    own_bytes = sum(part["bytesInOutput"] for part in made[path]["inputs"].values())
    if own_bytes or len(imported) != 1 or not path.startswith("assets/"):
        return path
    (target / path).unlink()
    return str(imported[0])


def main(functions_url: str = "") -> None:
    """Build the site, for functions on this host unless another is named."""
    parts = urlsplit(functions_url.rstrip("/"))
    if not functions_url:
        build()
    elif parts.geturl() == f"{parts.scheme}://{parts.netloc}" and parts.scheme in ("http", "https"):
        build_for(parts.geturl())
    else:
        sys.exit(f"segue: expected API=https://HOST, no path, found {functions_url!r}")


if __name__ == "__main__":
    main(*sys.argv[1:])
