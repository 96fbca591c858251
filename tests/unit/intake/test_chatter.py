"""Lines that frame the songs in a chat or an answer are neither a song nor reported as one that was not found."""

import pytest

from shared.errors import InvalidInput
from shared.intake import read_text
from shared.intake.files import read_file

SONGS = ["Innuendo", "Heroes"]

TELEGRAM = """\
Anna, [12.03.24 10:11]
Queen - Innuendo

Ben Smith, [12.03.24 10:12]
[In reply to Anna]
David Bowie - Heroes
"""

WHATSAPP = """\
12/03/2024, 10:11 - Messages and calls are end-to-end encrypted. No one outside of this chat can read them.
12/03/2024, 10:12 - Anna: Queen - Innuendo
12/03/2024, 10:13 - Ben created group "Songs"
12/03/2024, 10:13 - Ben: <Media omitted>
12/03/2024, 10:14 - Ben: David Bowie - Heroes
"""

WHATSAPP_OF_IOS = """\
[12.03.24, 10:11:05] Rain: \u200e<attached: 00000012-PHOTO.jpg>
[12.03.24, 10:12:11] Anna: Queen - Innuendo
[12.03.24, 10:14:11] Ben: David Bowie - Heroes
"""

ANSWER = """\
1. Queen - Innuendo
2. David Bowie - Heroes

Enjoy your listening!
Let me know if you'd like more songs of this kind.
Would you like me to make a playlist of these? 🎶
"""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(TELEGRAM, id="Telegram"),
        pytest.param(WHATSAPP, id="WhatsApp"),
        pytest.param(WHATSAPP_OF_IOS, id="WhatsApp of iOS"),
        pytest.param(ANSWER, id="a language model's answer"),
    ],
)
def test_only_the_songs_of_a_chat_are_read_and_nothing_is_reported(text):
    given = read_text(text)
    assert [each.title for each in given.references] == SONGS
    assert given.unread == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1. Queen - Innuendo\n2. David Bowie - Heroes\n\nDon't Stop Me Now!", id="below a list"),
        pytest.param("Queen - Innuendo\n\nI Still Haven't Found What I'm Looking For.", id="below no list"),
        pytest.param("1. A\n2. B\n\nThe Ballad of the Very Long Song! - Nika", id="with an artist"),
        pytest.param("12/03/2024, 10:11 - Innuendo", id="after a time, where nobody is named"),
        pytest.param("Forwarded from Memory", id="in no chat"),
    ],
)
def test_what_may_be_a_song_is_kept(text):
    assert read_text(text).references[-1].source[-6:] == text[-6:]


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(
            "RYM Album, First Name,Last Name,Title,Release_Date,Rating\n124,David,Bowie,Low,1977,10\n",
            id="Rate Your Music",
        ),
        pytest.param(
            "Catalog#,Artist,Title,Label,Format,Rating,Released,release_id\nS 1,Nika,Low,Harvest,LP,5,1973,12\n",
            id="Discogs",
        ),
    ],
)
def test_a_table_of_albums_is_told_to_be_one(table):
    with pytest.raises(InvalidInput, match="lists albums, not songs"):
        read_file("list.csv", table)
