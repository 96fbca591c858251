"""The measurement of staged playlists runs, and every download has what was staged."""

from click.testing import CliRunner

from bench import staged


def test_each_step_is_timed_and_loses_no_playlist(monkeypatch, caplog):
    monkeypatch.setattr(staged, "ANSWER_SECONDS", 0.0)
    caplog.set_level("INFO")
    done = CliRunner().invoke(staged.main, ["--playlists", "30"], catch_exceptions=False)
    timed = [line.partition(":")[0] for line in done.output.splitlines()]
    assert timed[:3] == ["download of single objects", "compaction", "download of parts"]
    assert caplog.text.count("30 read; left out: none") == 2
