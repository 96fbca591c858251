"""A function loaded through the framework, called without a network."""

from collections.abc import Mapping

import pytest
from flask.testing import FlaskClient
from over_http import FIRST_PUSH

from ops.local.cloud import load_function
from shared.messaging.topics import EVENT_FUNCTIONS


def loaded_function(name: str, environment: Mapping[str, str]) -> FlaskClient:
    """Return a client of a function with settings of this environment."""
    with pytest.MonkeyPatch.context() as patched:
        for variable, value in environment.items():
            patched.setenv(variable, value)
        client = load_function(name).test_client()
        client.options("/")  # it reads its settings now
        if name in EVENT_FUNCTIONS:
            client.post("/", data=FIRST_PUSH)
    return client
