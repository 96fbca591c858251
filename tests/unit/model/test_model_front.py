"""The file of what a first page shows: written, read, refused."""

import pytest

from shared.errors import RefusedModel
from shared.model.front import Door, FinishedSong, Front, read_front, write_front

FRONT = Front((Door("Jazz", (0, 4, 2)),), (FinishedSong(3, ("By the same artist",)),))


def test_what_was_written_is_read(tmp_path):
    write_front(tmp_path / "front.json", FRONT)
    assert read_front(tmp_path / "front.json", tracks=5) == FRONT


def test_a_model_of_before_there_was_such_a_file_has_no_door(tmp_path):
    assert read_front(tmp_path / "front.json", tracks=5) == Front()


def test_a_track_that_the_model_lacks_is_refused(tmp_path):
    write_front(tmp_path / "front.json", FRONT)
    with pytest.raises(RefusedModel, match="track 4 of 4"):
        read_front(tmp_path / "front.json", tracks=4)


@pytest.mark.parametrize("text", ["", "[]", '{"doors": [{"name": "Jazz"}]}'], ids=["empty", "a list", "no songs"])
def test_a_file_of_another_form_is_refused(tmp_path, text):
    (tmp_path / "front.json").write_text(text)
    with pytest.raises(RefusedModel):
        read_front(tmp_path / "front.json", tracks=5)
