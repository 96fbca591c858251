"""site/vendor/ holds the versions in npm's lock, as published, with their licences."""

import json
import re

from ops.local.cloud import ROOT
from ops.local.site import SITE
from ops.vendor import CHECKSUMS, FILES, VENDOR, checksums, target_of, vendor

LOCK = json.loads((ROOT / "package-lock.json").read_text())["packages"]
PACKAGES = {"/".join(file.split("/")[: 2 if file.startswith("@") else 1]) for file in FILES}


def test_every_file_is_as_it_was_copied():
    assert (VENDOR / CHECKSUMS).read_text() == checksums(VENDOR)


def test_nothing_else_is_there():
    found = {path.relative_to(VENDOR) for path in VENDOR.rglob("*") if path.is_file()}
    assert found == {target_of(file) for file in FILES} | {(VENDOR / CHECKSUMS).relative_to(VENDOR)}


def test_every_package_is_locked_by_its_hash_and_freely_licensed():
    for package in PACKAGES:
        locked = LOCK[f"node_modules/{package}"]
        assert locked["integrity"].startswith("sha512-")
        assert locked["license"] in ("MIT", "ISC", "BSD-3-Clause")


def test_every_package_brings_its_licence():
    for package in PACKAGES:
        text = next((VENDOR / package).glob("LICENSE*")).read_text()
        assert "copyright" in text.casefold()


def test_the_lock_names_no_address():
    assert not any("resolved" in package for package in LOCK.values())


def test_pages_load_only_what_is_there():
    for page in SITE.glob("*.html"):
        for path in re.findall(r'src="(/vendor/[^"]+)"', page.read_text()):
            assert (SITE / path[1:]).is_file(), (page.name, path)


def test_the_first_page_loads_no_library():
    assert "/vendor/" not in (SITE / "index.html").read_text()


def test_what_was_there_before_is_replaced(tmp_path):
    installed, target = tmp_path / "installed", tmp_path / "vendor"
    (installed / "a" / "dist").mkdir(parents=True)
    (installed / "a" / "dist" / "a.js").write_text("a")
    (target / "old").mkdir(parents=True)
    vendor(installed, target, ["a/dist/a.js"])
    assert [path.name for path in sorted(target.rglob("*")) if path.is_file()] == [CHECKSUMS, "a.js"]
    assert (target / CHECKSUMS).read_text().split() == [
        "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
        "a/a.js",
    ]
