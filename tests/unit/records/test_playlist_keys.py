"""Keys of playlists and the hashes of contributors: nobody's is another's, and none tells the listener."""

import re

from shared.records.playlist_keys import contributor_of, playlist_key

SECRET = "a secret of tests, of 32 characters or more"


def test_a_listeners_key_is_theirs_alone():
    keys = {playlist_key(listener, id) for listener in ("ada", "bo", None) for id in ("x", "y")}
    assert len(keys) == 6


def test_no_listener_can_be_made_up_whose_key_is_anothers():
    assert playlist_key("ad", "ax") != playlist_key("ada", "x")
    assert playlist_key('a","b', "c") != playlist_key("a", 'b","c')


def test_a_listeners_key_is_no_id_that_a_link_can_have():
    assert re.fullmatch(r"[0-9a-f]{32}", playlist_key("ada", "37i9dQZF1DXcBWIGoYBM5M"))


def test_a_contributor_is_the_same_for_a_listener_and_secret_and_another_for_others():
    found = contributor_of("ada", SECRET)
    assert re.fullmatch(r"[0-9a-f]{32}", found)
    assert found == contributor_of("ada", SECRET)
    assert len({found, contributor_of("bo", SECRET), contributor_of("ada", SECRET[::-1])}) == 3
