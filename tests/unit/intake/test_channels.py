"""The artist behind a channel of YouTube is found in every format."""

import pytest

from shared.intake.channels import artist_of_channel
from shared.intake.files import read_file

CHANNELS = ("Queen - Topic", "Queen - Thema", "Queen – Thema", "Queen - トピック", "QueenVEVO")


@pytest.mark.parametrize("channel", CHANNELS)
def test_the_addition_of_a_channel_is_no_part_of_the_artist(channel):
    assert artist_of_channel(channel) == "Queen"


def test_a_name_that_is_only_an_addition_stays_as_it_is():
    assert artist_of_channel("VEVO") == "VEVO"


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_format_of_a_history_knows_the_channels_of_music(channel):
    formats = {
        "history.html": '<html><a href="https://www.youtube.com/watch?v=x">Innuendo</a>'
        f'<a href="/c">{channel}</a></html>',
        "history.json": f'[{{"title": "Watched Innuendo", "titleUrl": "https://www.youtube.com/watch?v=x",'
        f' "subtitles": [{{"name": "{channel}"}}]}}]',
        "songs.csv": f"title,artist\nInnuendo,{channel}\n",
    }
    found = [read_file(name, text.encode()).references for name, text in formats.items()]
    assert [[(each.title, each.artist) for each in references] for references in found] == [
        [("Innuendo", "Queen")]
    ] * 3
