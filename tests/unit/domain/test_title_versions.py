"""The versions of a song that its title names."""

import pytest

from shared.domain.title_versions import is_of_a_release, versions_named

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


@pytest.mark.parametrize(
    "title",
    [
        "Heroes - 2017 Remaster",
        "Heroes - Single Version [Remastered]",
        "Tonight (feat. Nika)",
        "Tonight (40th Anniversary Deluxe Edition)",
        "Tonight - Mono",
    ],
)
def test_a_title_that_adds_a_release_or_guests_is_of_a_release(title):
    assert is_of_a_release(title)


@pytest.mark.parametrize(
    "title",
    ["Heroes", "Tonight - Radio Edit", "Tonight (Live) [2011 Remaster]", "Tonight (2011 Mix)", "(I Can't) Sleep"],
)
def test_a_title_that_adds_nothing_or_another_take_is_of_none(title):
    assert not is_of_a_release(title)
