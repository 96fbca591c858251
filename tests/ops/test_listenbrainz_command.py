"""`segue recommend --listenbrainz`: a listener's songs, the refusals, and the switch that turns it off."""

import pytest
from click.testing import CliRunner, Result
from fake_listenbrainz import ListenBrainzServer

from ops.commands.recommend import recommend
from shared.domain.listening import SPANS, HeardSong
from shared.errors import InvalidInput, UnreadableHistory


@pytest.fixture
def server(model):
    with ListenBrainzServer() as server:
        for place, span in enumerate(SPANS):
            track = model.catalogue.tracks([place])[0]
            server.histories["ada", span] = [HeardSong(track.name, track.artist), HeardSong("Qqqq wwww", "Zzzz")]
        yield server


@pytest.fixture
def run(model_folder, server, monkeypatch):
    monkeypatch.setenv("SEGUE_LISTENBRAINZ", server.url)

    def run(*arguments: str) -> Result:
        command = ["--model", str(model_folder), *arguments]
        return CliRunner().invoke(recommend, command, catch_exceptions=False)

    return run


@pytest.mark.parametrize("span", SPANS)
def test_the_songs_of_a_span_are_matched_and_the_others_are_told(run, model, span):
    printed = run("--listenbrainz", "ada", "--range", span).output
    assert f"\n  {model.catalogue.tracks([SPANS.index(span)])[0].title}\n" in printed
    assert "  not found: Zzzz - Qqqq wwww (" in printed
    assert "\n 10. " in printed


def test_without_a_range_the_last_half_year_is_taken(run, server):
    run("--listenbrainz", "ada")
    assert [asked.query["range"] for asked in server.asked] == ["half_yearly"]


def test_a_name_that_is_nobodys_is_told(run):
    with pytest.raises(UnreadableHistory, match="knows no listener of this name"):
        run("--listenbrainz", "nobody")


def test_another_range_is_refused_by_the_command(run, server):
    refused = run("--listenbrainz", "ada", "--range", "week")
    assert refused.exit_code == 2
    assert server.asked == []


def test_a_name_beside_tracks_is_one_thing_too_many(run):
    with pytest.raises(InvalidInput, match="one of --track, --playlist, --listenbrainz, --blend and --batch"):
        run("--listenbrainz", "ada", "--track", "x")


def test_where_it_is_off_the_cure_names_the_setting(run, monkeypatch):
    monkeypatch.setenv("SEGUE_LISTENBRAINZ", "off")
    with pytest.raises(InvalidInput, match="found SEGUE_LISTENBRAINZ=off; unset it"):
        run("--listenbrainz", "ada")
