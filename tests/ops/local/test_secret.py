"""The local secret: made once, and never used if it is damaged."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from ops.local.secret import local_secret
from shared.errors import InvalidSettings


def test_the_secret_is_made_once_for_its_owner_alone(tmp_path):
    path = tmp_path / "var" / "secret"
    with ThreadPoolExecutor(8) as threads:
        (made,) = set(threads.map(local_secret, [path] * 8))
    assert len(made) == 64
    assert local_secret(path) == made
    assert path.stat().st_mode & 0o077 == 0
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("length", [0, 1, 32, 63])
def test_a_secret_that_is_cut_off_is_refused_with_what_to_do(tmp_path, length):
    path = tmp_path / "secret"
    path.write_text(local_secret(path)[:length])
    with pytest.raises(InvalidSettings, match=r"is damaged: expected 64 hexadecimal digits.*delete it"):
        local_secret(path)
    assert len(path.read_text()) == length


def test_a_secret_with_another_character_in_it_is_refused(tmp_path):
    path = tmp_path / "secret"
    path.write_bytes(b"\xff" + local_secret(path)[1:].encode())
    with pytest.raises(InvalidSettings):
        local_secret(path)
