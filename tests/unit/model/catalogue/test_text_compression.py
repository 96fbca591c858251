"""Compressed ids and texts: a lossless round trip in fewer bytes."""

from hypothesis import given
from hypothesis import strategies as st

from shared.model.catalogue.text_compression import ID_BYTES, TextPacker, pack_id, unpack_id

BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
IDS = st.text(alphabet=BASE62, min_size=22, max_size=22)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
COMMON = "Harbour Remastered Lights "


@given(track_id=IDS)
def test_an_id_survives_packing(track_id):
    packed = pack_id(track_id)
    assert len(packed) <= ID_BYTES
    assert unpack_id(packed) == track_id


@given(number=st.binary(min_size=16, max_size=16))
def test_an_id_that_is_a_number_of_16_bytes_takes_no_more(number):
    assert pack_id(unpack_id(number)) == number.lstrip(b"\0")


@given(text=TEXTS, common=TEXTS)
def test_any_text_survives_packing_by_any_common_text(text, common):
    packer = TextPacker(common.encode())
    assert packer.unpack(packer.pack(text)) == text


@given(text=TEXTS)
def test_no_text_becomes_longer(text):
    packed = TextPacker(COMMON.encode()).pack(text)
    assert len(packed.encode() if isinstance(packed, str) else packed) <= len(text.encode())


def test_words_of_the_common_text_take_a_few_bytes():
    packed = TextPacker(COMMON.encode()).pack("Harbour Lights Remastered")
    assert isinstance(packed, bytes)
    assert len(packed) < 13


def test_a_text_packed_before_does_not_change_the_next():
    packer = TextPacker(COMMON.encode())
    assert packer.pack("Harbour Harbour") == packer.pack("Harbour Harbour")
