"""The image of the weekly training: a base pinned by its digest, with what training needs and nothing else."""

import re

from deployed import ROOT, TERRAFORM

DOCKERFILE = (TERRAFORM / "retrain" / "Dockerfile").read_text()


def test_the_base_is_an_image_by_its_digest_which_the_builder_must_give():
    assert re.findall(r"^FROM (.+)$", DOCKERFILE, re.MULTILINE) == ["python:3.13-slim@sha256:${DIGEST}"]
    assert re.search(r"^ARG DIGEST$", DOCKERFILE, re.MULTILINE)  # without a default
    assert "--build-arg DIGEST=$DIGEST" in (TERRAFORM / "README.md").read_text()


def test_only_libraries_that_are_locked_for_training_are_installed():
    assert "--require-hashes -r requirements/train.txt" in DOCKERFILE
    locked = (ROOT / "requirements" / "train.txt").read_text()
    assert not re.search(r"^(pytest|hypothesis|zizmor|schemathesis|playwright)==", locked, re.MULTILINE)
    assert re.search(r"^google-cloud-storage==", locked, re.MULTILINE)


def test_it_does_not_run_as_root():
    assert re.search(r"^USER segue$", DOCKERFILE, re.MULTILINE)
