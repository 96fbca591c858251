"""Packed ids: a lossless round trip in 16 or 17 bytes."""

from hypothesis import given
from hypothesis import strategies as st

from shared.model.catalogue.id_packing import ID_BYTES, pack_id, unpack_id

BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
IDS = st.text(alphabet=BASE62, min_size=22, max_size=22)


@given(track_id=IDS)
def test_an_id_survives_packing(track_id):
    packed = pack_id(track_id)
    assert len(packed) <= ID_BYTES
    assert unpack_id(packed) == track_id


@given(number=st.binary(min_size=16, max_size=16))
def test_an_id_that_is_a_number_of_16_bytes_takes_no_more(number):
    assert pack_id(unpack_id(number)) == number.lstrip(b"\0")
