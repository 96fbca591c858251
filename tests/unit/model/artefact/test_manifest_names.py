"""Names of files in a manifest: one that whoever writes models chose must not lead out of the model's folder."""

import msgspec
import pytest
from small_artefact import artefact_folder

from shared.adapters.memory import MemoryObjects
from shared.errors import RefusedModel
from shared.model.artefact.manifest import MANIFEST, FileEntry, decode_manifest, encode_manifest, read_manifest
from shared.model.artefact.store import ModelStore

EMPTY = FileEntry("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 0)


@pytest.fixture
def manifest(tmp_path):
    return read_manifest(artefact_folder(tmp_path))


def with_files(manifest, **names):
    return encode_manifest(msgspec.structs.replace(manifest, files=manifest.files | names))


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../../victim.conf",
        "/etc/passwd",
        "a/b",
        "a\\b",
        "C:victim",
        ".hidden",
        "-rf",
        "a\x00b",
        "a\nb",
        "é",
        "a" * 101,
        "manifest.json",
        "NUMBERS.npy",
    ],
)
def test_a_file_that_no_model_has_is_refused(manifest, name):
    with pytest.raises(RefusedModel, match="names a file that no model has"):
        decode_manifest(with_files(manifest, **{name: EMPTY}), "the manifest")


def test_a_compressed_file_that_no_model_has_is_refused(manifest):
    stored = msgspec.json.decode(encode_manifest(manifest))
    stored["compressed_files"] = {"../x": {"item_bytes": 1, "blocks": []}}
    with pytest.raises(RefusedModel, match="names a file that no model has"):
        decode_manifest(msgspec.json.encode(stored), "the manifest")


def test_a_name_that_is_there_twice_is_refused(manifest):
    twice = encode_manifest(manifest).replace(
        b'"files": {', b'"files": {"more.npy": {"sha256": "", "size_bytes": 0},'
    )
    with pytest.raises(RefusedModel, match="a name that is there twice"):
        decode_manifest(twice, "the manifest")


def test_a_published_manifest_writes_nothing_outside_the_folder(manifest, tmp_path):
    objects, victim = MemoryObjects(), tmp_path / "victim.conf"
    victim.write_text("kept")
    data = with_files(manifest, **{"../../victim.conf": EMPTY})
    objects.put(f"models/{manifest.version}/{MANIFEST}", data)
    with pytest.raises(RefusedModel):
        ModelStore(objects).fetch(manifest.version, tmp_path / "cache")
    assert victim.read_text() == "kept"
