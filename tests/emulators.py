"""Emulators for tests: one that is not installed skips a test, or fails it with `CI` set."""

import os
from contextlib import AbstractContextManager, ExitStack

import pytest

from bench.emulators import (
    Missing,
    firestore_emulator,
    free_address,
    pubsub_emulator,
    running,
    sdk_file,
    storage_emulator,
)

__all__ = [
    "Missing",
    "firestore_emulator",
    "free_address",
    "pubsub_emulator",
    "running",
    "sdk_file",
    "started",
    "storage_emulator",
]


def started(service: str, emulator: AbstractContextManager[str], stack: ExitStack) -> str:
    """Start an emulator that runs until the stack closes, and return its address.

    Without an installed one the test is skipped; with `CI` set it fails, so that no test is left out there.
    """
    try:
        return stack.enter_context(emulator)
    except Missing as missing:
        line = f"our adapter of {service} is not tested: {missing}"
    if os.environ.get("CI"):
        pytest.fail(f"{line} (skipped where CI is not set)", pytrace=False)
    pytest.skip(line)
