"""The QR code of a shared list's page: read by another library than the one that makes it."""

import io

import numpy as np
import pytest
import typst
import zxingcpp
from matplotlib.image import imread
from over_http import fetch
from shared_lists import keep, made_up

from functions.share.qr_code import qr_code

SIDE = 240
"""Pixels, as the site shows it."""


def read(svg: bytes, tmp_path) -> str:
    """Draw a code, and return what a reader finds in it."""
    (tmp_path / "code.svg").write_bytes(svg)
    (tmp_path / "code.typ").write_text(
        f'#set page(width: {SIDE}pt, height: {SIDE}pt, margin: 0pt)\n#image("code.svg", width: {SIDE}pt)'
    )
    png = typst.compile(tmp_path / "code.typ", format="png", ppi=72.0)
    pixels = (imread(io.BytesIO(png))[..., :3] * 255).astype(np.uint8)
    (found,) = zxingcpp.read_barcodes(pixels)
    return found.text


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:8080/s/x", f"https://a-long-name-of-a-host.of-somebody.example/s/{'aZ_-' * 6}"],
    ids=["short", "long"],
)
def test_a_reader_finds_the_address(address, tmp_path):
    assert read(qr_code(address), tmp_path) == address


@pytest.fixture
def id(records):
    return keep(records, made_up("A list", ["One"]))


def test_the_code_of_a_list_leads_to_its_page(local_cloud_url, id, tmp_path):
    answer = fetch(f"{local_cloud_url}/s/{id}/qr.svg")
    assert answer.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert read(answer.body, tmp_path) == f"http://127.0.0.1:8080/s/{id}"


def test_what_is_no_list_has_no_code(local_cloud_url):
    assert fetch(f"{local_cloud_url}/s/nobodys-list/qr.svg").status == 404
