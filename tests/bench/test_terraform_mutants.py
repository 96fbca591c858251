"""Changes of Terraform: one attribute each, of every kind that matters."""

from pathlib import Path

import pytest

from bench.terraform_mutants.mutations import KINDS, mutants, sample

ROOT = Path(__file__).parents[2]
FOUND = mutants(ROOT)


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ('  role   = "roles/run.invoker"', '  role   = "roles/viewer"'),
        ("  member = google_service_account.build.member", '  member = "allAuthenticatedUsers"'),
        ("    max_retries     = 0", "    max_retries     = 7"),
        ("    available_memory = var.memory", "    available_memory = null"),
        ('  ttl = "604800s"', '  ttl = "77s"'),
        ("  enable_message_ordering = true", "  enable_message_ordering = false"),
        ("    google_firestore_index.main,", ""),
        ('    "run.googleapis.com",', ""),
        ('  name = "segue"', None),
    ],
)
def test_an_attribute_that_matters_is_changed(line, changed):
    changes = [change for kind in KINDS if (change := kind.change(line)) is not None]
    assert changes[:1] == ([] if changed is None else [changed])


def test_every_kind_of_attribute_is_found():
    assert {mutant.kind for mutant in FOUND} == {kind.name for kind in KINDS}


def test_a_mutant_changes_its_line_alone():
    for mutant in FOUND:
        text = (ROOT / mutant.file).read_text()
        before, after = text.splitlines(), mutant.applied(text).splitlines()
        rest = before[: mutant.line - 1], before[mutant.line :]
        assert (after[: mutant.line - 1], after[-len(rest[1]) :] if rest[1] else []) == rest


def test_a_sample_has_some_of_every_kind_and_is_the_same_again():
    drawn = sample(FOUND, 60, seed=1)
    assert len(drawn) == len(set(drawn)) == 60
    assert {mutant.kind for mutant in drawn} == {kind.name for kind in KINDS}
    assert drawn == sample(FOUND, 60, seed=1)
