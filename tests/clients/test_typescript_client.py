"""Types that openapi-typescript writes with its defaults fit a page's whole flow, which runs."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from npm_installed import npm_installed

from ops.local.cloud import ROOT

FLOW = Path(__file__).parent / "flow.ts"
OPTIONS = {
    "strict": True,
    "noEmit": True,
    "target": "es2022",
    "module": "preserve",
    "moduleDetection": "force",
    "lib": ["es2022", "dom"],
    "types": [],
    "paths": {"segue-api": ["./api.d.ts"], "openapi-fetch": [f"{ROOT.as_posix()}/node_modules/openapi-fetch"]},
}


@pytest.fixture(scope="module")
def tools():
    return npm_installed()


@pytest.fixture(scope="module")
def types(tools, tmp_path_factory):
    """A folder with the types, and what tsc reads of them and of a flow."""
    folder = tmp_path_factory.mktemp("types")
    command = [tools / "openapi-typescript", ROOT / "docs" / "openapi.yaml", "--output", folder / "api.d.ts"]
    subprocess.run(command, check=True, capture_output=True)
    (folder / "node.d.ts").write_text("declare const process: { argv: string[] };\n", encoding="utf-8")
    return folder


def complaints(tools: Path, types: Path, flow: Path) -> str:
    """Return what tsc has against a flow."""
    files = [flow.as_posix(), "api.d.ts", "node.d.ts"]
    (types / "tsconfig.json").write_text(
        json.dumps({"compilerOptions": OPTIONS, "files": files}), encoding="utf-8"
    )
    return subprocess.run([tools / "tsc", "--project", types], check=False, capture_output=True, text=True).stdout


def test_a_flow_that_leaves_out_what_has_a_default_fits_the_types(tools, types):
    assert complaints(tools, types, FLOW) == ""


def test_a_request_that_is_none_does_not_fit(tools, types):
    wrong = types / "wrong.ts"
    wrong.write_text(FLOW.read_text(encoding="utf-8").replace("n: 5", 'n: "five"'), encoding="utf-8")
    assert "TS2322" in complaints(tools, types, wrong)


def test_the_flow_runs(tools, types, local_cloud_url, known_names):
    bundled = types / "flow.mjs"
    command = [tools / "esbuild", FLOW, "--bundle", "--format=esm", "--platform=node", f"--outfile={bundled}"]
    subprocess.run([*command, "--log-level=warning"], check=True)
    run = [shutil.which("node") or str(ROOT / ".venv-node" / "bin" / "node"), bundled, local_cloud_url]
    done = json.loads(subprocess.run([*run, known_names[0]], check=True, capture_output=True, text=True).stdout)
    songs = done["songs"]
    assert len(songs) == 5
    assert done == {
        "songs": songs,
        "more": 5,
        "kept": songs,
        "opinion": "love",
        "read": songs,
        "refused": "Field n cannot be used",
    }
