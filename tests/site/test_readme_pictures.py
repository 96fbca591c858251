"""The README's pictures can be taken again, at the size at which they stand there."""

import struct
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from readme_pictures import IMAGES, PICTURES, named_in_readme, take

pytestmark = pytest.mark.browser


def size_of(png: Path) -> tuple[int, int]:
    width, height = struct.unpack(">II", png.read_bytes()[16:24])
    return width, height


def test_every_picture_of_the_readme_is_taken_and_no_other():
    assert named_in_readme() == PICTURES.keys()


def test_the_pictures_are_taken_of_a_running_local_cloud(browser: Browser, local_cloud_url: str, tmp_path: Path):
    take(browser, local_cloud_url, tmp_path)
    assert {name: size_of(tmp_path / name) for name in PICTURES} == {
        name: size_of(IMAGES / name) for name in PICTURES
    }
