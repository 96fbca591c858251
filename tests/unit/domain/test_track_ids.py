"""Track ids: whose they are, how they are written, and a lossless round trip through bytes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.track_ids import (
    ARTISTS,
    DEMO,
    ISRC,
    MUSICBRAINZ,
    PROVIDERS,
    SPOTIFY,
    artist_id_of,
    is_track_id,
    isrc_of,
    pack_id,
    track_id_of,
    unpack_id,
)

BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
VALUE = "0q7LGcVSpsIoSbjChtZ8lI"
MBID = "b10bbbfc-cf9e-42e0-be17-e2c3e1d2600d"
BASE62_VALUES = st.text(alphabet=BASE62, min_size=22, max_size=22)
IDS = st.one_of(
    BASE62_VALUES.map(SPOTIFY.id_of),
    BASE62_VALUES.map(DEMO.id_of),
    st.uuids().map(str).map(MUSICBRAINZ.id_of),
    BASE62_VALUES.map(ARTISTS[0].id_of),
    st.uuids().map(str).map(ARTISTS[1].id_of),
    st.from_regex(re.compile(ISRC.pattern.pattern, re.ASCII), fullmatch=True).map(ISRC.id_of),
)


@given(id=IDS)
def test_an_id_survives_packing(id):
    packed = pack_id(id)
    assert len(packed) <= 18
    assert unpack_id(packed) == id


@given(number=st.binary(min_size=16, max_size=16))
def test_a_spotify_id_of_16_bytes_takes_one_more(number):
    code = bytes((SPOTIFY.code,))
    assert pack_id(unpack_id(code + number)) == code + number.lstrip(b"\0")


def test_one_value_at_two_providers_makes_two_ids():
    assert pack_id(SPOTIFY.id_of(VALUE)) != pack_id(DEMO.id_of(VALUE))


@pytest.mark.parametrize("text", ["", VALUE, "spotify:track:short", "spotify:album:" + VALUE, "isrc:x"])
def test_text_of_no_provider_is_not_packed(text):
    with pytest.raises(ValueError, match="is no id of spotify:track:"):
        pack_id(text)


@pytest.mark.parametrize(
    ("text", "id"),
    [
        (VALUE, f"spotify:artist:{VALUE}"),
        (f" spotify:artist:{VALUE} ", f"spotify:artist:{VALUE}"),
        (MBID.upper(), f"musicbrainz:artist:{MBID}"),
        (f"musicbrainz:artist:{MBID.upper()}", f"musicbrainz:artist:{MBID}"),
        (f"demo:artist:{VALUE}", f"demo:artist:{VALUE}"),
        (f"spotify:track:{VALUE}", None),
        ("Radiohead", None),
        ("", None),
    ],
)
def test_an_artists_id_is_read_from_an_id_with_or_without_its_provider(text, id):
    assert artist_id_of(text) == id


@pytest.mark.parametrize("packed", [b"", b"\x00", b"\xff" * 17])
def test_bytes_of_no_provider_are_not_unpacked(packed):
    with pytest.raises(ValueError, match="is no packed id"):
        unpack_id(packed)


def test_codes_and_prefixes_of_providers_are_distinct():
    rows = (*PROVIDERS, ISRC)
    assert len({each.code for each in rows}) == len({each.prefix for each in rows}) == len(rows)


@pytest.mark.parametrize("text", [VALUE, f"spotify:track:{VALUE}", f" {VALUE}\n"])
def test_a_bare_id_of_22_characters_is_spotify_s(text):
    assert track_id_of(text) == f"spotify:track:{VALUE}"


@pytest.mark.parametrize("text", [MBID, MBID.upper(), f"musicbrainz:recording:{MBID}", f" {MBID} "])
def test_a_bare_uuid_is_a_recording_of_musicbrainz_in_lower_case(text):
    assert track_id_of(text) == f"musicbrainz:recording:{MBID}"


def test_an_id_of_the_demo_is_read_with_its_prefix_alone():
    assert track_id_of(f"demo:track:{VALUE}") == f"demo:track:{VALUE}"


@pytest.mark.parametrize(
    "text",
    [
        "https://open.spotify.com/track/" + VALUE, VALUE[:-1], VALUE + "x", VALUE[:-1] + "-", VALUE[:-1] + "é",
        MBID[:-1],
        MBID.replace("-", ""), f"spotify:track:{MBID}", f"musicbrainz:recording:{VALUE}", "isrc:USRC17607839",
    ],
)  # fmt: skip
def test_other_texts_are_no_track_s_id(text):
    assert track_id_of(text) is None
    assert not is_track_id(text)


@pytest.mark.parametrize(
    "text",
    ["USRC17607839", "US-RC1-76-07839", "isrc:USRC17607839", "ISRC:us-rc1-76-07839", " usrc17607839 ".upper()],
)
def test_an_isrc_is_read_in_each_of_its_spellings(text):
    assert isrc_of(text) == "isrc:USRC17607839"


@pytest.mark.parametrize("text", ["usrc17607839", "USRC1760783", "USRC176078390", "1SRC17607839", "isrc:", ""])
def test_other_texts_are_no_isrc(text):
    assert isrc_of(text) is None


def test_the_value_of_an_id_is_its_own_provider_s_alone():
    assert (SPOTIFY.value_of(SPOTIFY.id_of(VALUE)), MUSICBRAINZ.value_of(SPOTIFY.id_of(VALUE))) == (VALUE, "")
    assert SPOTIFY.first_value([MUSICBRAINZ.id_of(MBID), SPOTIFY.id_of(VALUE)]) == VALUE
    assert SPOTIFY.first_value([MUSICBRAINZ.id_of(MBID)]) == ""
