"""The image that serves: what is in it, and what is not; and what compose runs beside it."""

import json
import re
import subprocess
import sys

import pytest
import yaml
from deployed import ROOT, TERRAFORM
from docker_build import DOCKERFILE, arguments, copied, instructions, sent

from shared.record_kinds import BACKUPS_KEPT

COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]


def test_the_builder_gets_what_the_two_images_copy_and_nothing_else():
    both = {*copied(DOCKERFILE), *copied(TERRAFORM / "retrain" / "Dockerfile")}
    assert sent() == sorted(both)
    assert not {"var", ".git", ".venv", ".env", ".", "requirements"} & both


def test_the_base_is_a_small_python_unless_the_builder_names_another():
    assert [line for line in instructions(DOCKERFILE) if line[0] in {"ARG", "FROM"}] == [
        ("ARG", "TAG=3.13-slim"),
        ("FROM", "python:${TAG}"),
    ]


def test_only_libraries_locked_by_hash_are_installed():
    installed = [line for line in arguments(DOCKERFILE, "RUN") if "pip install" in line]
    assert len(installed) == 2
    assert "--require-hashes -r requirements/run.txt -r requirements/train.txt" in installed[0]
    assert "--no-deps --no-build-isolation" in installed[1]


@pytest.mark.parametrize(
    "dockerfile", [DOCKERFILE, TERRAFORM / "retrain" / "Dockerfile"], ids=["serving", "training"]
)
def test_an_image_that_trains_has_the_system_s_library_that_implicit_needs(dockerfile):
    assert "apt-get install --yes --no-install-recommends libgomp1 " in arguments(dockerfile, "RUN")[0]


def test_the_two_locks_agree_on_every_version():
    run, train = (
        dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements" / f"{name}.txt").read_text(), re.MULTILINE))
        for name in ("run", "train")
    )
    assert {name for name in run.keys() & train.keys() if run[name] != train[name]} == set()


def test_it_runs_as_nobody_in_particular_who_may_write_into_its_volumes_alone():
    words = [word for word, _ in instructions(DOCKERFILE)]
    assert arguments(DOCKERFILE, "USER") == ["segue"]
    assert words.index("USER") > max(number for number, word in enumerate(words) if word in {"RUN", "COPY"})
    assert "chown segue var backups" in arguments(DOCKERFILE, "RUN")[-1]
    assert arguments(DOCKERFILE, "VOLUME") == ["/segue/var"]


def test_compose_is_what_its_schema_asks():
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", "compose.yaml"]
    subprocess.run(command, cwd=ROOT, check=True)


def test_only_caddy_is_reached_from_outside():
    assert {name for name, service in SERVICES.items() if "ports" in service} == {"caddy"}


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_service_starts_again_by_itself_has_few_rights_and_bounded_logs(name):
    service = SERVICES[name]
    assert service["restart"] == "unless-stopped"
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["logging"]["options"] == {"max-size": "10m", "max-file": "3"}


@pytest.mark.parametrize("name", ["segue", "backups"])
def test_segue_writes_into_its_volumes_alone_and_is_told_where_it_is(name):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["init"] is True
    assert service["environment"]["SEGUE_FORWARDED_HOPS"] == "1"
    assert service["environment"]["SEGUE_SITE_URL"].startswith("https://${DOMAIN:?")
    assert "var:/segue/var" in service["volumes"]


def test_backups_are_kept_no_longer_than_people_are_told():
    script = (ROOT / "container" / "backups.sh").read_text()
    assert f"segue backup create file:///backups --days {BACKUPS_KEPT.days}; " in script
    assert "backups:/segue/backups" in SERVICES["backups"]["volumes"]


def test_what_has_to_survive_an_upgrade_is_in_named_volumes():
    assert set(COMPOSE["volumes"]) == {"var", "backups", "caddy"}
    assert "caddy:/data" in SERVICES["caddy"]["volumes"]  # the certificates


def test_the_example_of_settings_has_every_name_that_compose_asks_for():
    named = set(re.findall(r"\$\{(\w+)", (ROOT / "compose.yaml").read_text()))
    assert named == set(re.findall(r"^(DOMAIN)=", (ROOT / ".env.example").read_text(), re.MULTILINE))


def test_the_command_of_an_image_is_to_serve_everything():
    assert json.loads(arguments(DOCKERFILE, "CMD")[0]) == ["serve", "--host", "0.0.0.0"]
