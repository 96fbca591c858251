"""The versions of a song that its title names."""

import pytest

from shared.domain.title_versions import versions_named

NAMED = {
    "Tonight (Live)": {"live"},
    "Tonight - Live at the Roxy, 1976": {"live"},
    "Tonight (Live 1999) [Acoustic]": {"live", "acoustic"},
    "Tonight - Live in Berlin - 2011 Remaster": {"live"},
    "Tonight (Recorded Live)": {"live"},
    "Esta noche - En Vivo": {"live"},
    "Tonight (Some DJ Remix)": {"remix"},
    "Tonight - Some DJ Mix": {"remix"},
    "Tonight - Extended Mix": {"remix"},
    "Ignition Remix": {"remix"},
    "Tonight [MTV Unplugged]": {"acoustic"},
    "Tonight (Acústico)": {"acoustic"},
    "Tonight - Instrumental": {"instrumental"},
    "Tonight (Karaoke Version) [In the Style of Ada]": {"karaoke", "cover"},
    "Tonight (Ada Cover)": {"cover"},
    "Tonight - Demo": {"demo"},
}

NAMED_BY_NOTHING = (
    "Live Forever",
    "Live and Let Die",
    "Alive",
    "Long Live (Our Version)",
    "The World (We Live In)",
    "Live (For the One I'm With)",
    "Tonight (feat. Live)",
    "Cover Me",
    "Undercover (Covers Me)",
    "Demons",
    "Tonight - Radio Mix",
    "Tonight (2011 Mix)",
    "Tonight (Original Mix)",
    "Heroes - 2017 Remaster",
    "",
    "(",
)


@pytest.mark.parametrize("title", NAMED)
def test_a_title_names_its_versions(title):
    assert set(versions_named(title)) == NAMED[title]


@pytest.mark.parametrize("title", NAMED_BY_NOTHING, ids=repr)
def test_a_song_that_is_called_like_a_version_is_none(title):
    assert versions_named(title) == ()
