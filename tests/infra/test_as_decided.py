"""Each role is given to whom it is meant for, and each number, time, word and setting is what was decided.

`held/*.yaml` has what was decided a second time, so that a slip of one line is seen: whoever means a change
writes it in both places.
"""

import re
from pathlib import Path

import pytest
import yaml
from deployed import data
from written import FOLDERS, attributes

HELD = Path(__file__).parent / "held"
RIGHTS = re.compile(
    r"_iam_member\.\w+\.(role|member|for_each|condition\.expression)$|\.expr\.expression$|^locals\.\w*(roles|folders|accounts)\b|\.permissions$"
    r"|\.(service_account\w*|audience|push_endpoint|uri|scope|issuer_uri|attribute_\w+(\.\w+)*|security_policy|url_mask)$"
)
LITERAL = re.compile(r'^(-?[\d.]+|true|false|null|"\d+s"|"[A-Z][A-Z_\d]{2,}")$')
NUMBERS = re.compile(
    r"\.(service_config\.\w+|cache_control|ack_deadline_seconds|max_delivery_attempts|keep_count|ignore_changes"
    r"|ttl|runtime|version|schedule|time_zone|threshold_value|duration|count|units|priority|image|cpu|memory)$"
    r"|^locals\.(\w*settings|cached|threads)\b|^locals\.throttled\w*|^module\.(function|app|delivery)\."
)


def decided(subject: str, folder: str) -> list[str]:
    return yaml.safe_load((HELD / f"{subject}.yaml").read_text(encoding="utf-8"))[folder]


def rights(folder: str) -> list[str]:
    return [f"{address} = {value}" for address, value in attributes(folder) if RIGHTS.search(address)]


def numbers(folder: str) -> list[str]:
    return [
        f"{address} = {value}"
        for address, value in attributes(folder)
        if not RIGHTS.search(address) and (NUMBERS.search(address) or LITERAL.match(value))
    ]


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_role_is_given_to_whom_it_is_meant_for(folder):
    assert rights(folder) == decided("rights", folder)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_number_time_word_and_setting_is_what_was_decided(folder):
    assert numbers(folder) == decided("numbers", folder)


def test_every_function_has_the_memory_processors_and_time_that_were_decided():
    kept = ("memory", "cpu", "concurrency", "timeout_seconds", "max_instances")
    written = {name: {key: each[key] for key in kept if key in each} for name, each in data("functions").items()}
    assert written == decided("limits", "functions")


def test_whatever_holds_a_model_has_room_for_two():
    assert {each["memory"] for each in data("functions").values() if "models/" in each.get("reads", [])} == {"2Gi"}
