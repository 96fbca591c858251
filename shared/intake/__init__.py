"""Parsing of pasted text and uploaded files into references to tracks, not yet looked up in a catalogue."""

from shared.intake.files import read_file
from shared.intake.formats import FORMAT_NAMES
from shared.intake.listened import read_history
from shared.intake.reference import Intake, TrackReference, Unread
from shared.intake.text import named_track, read_text

__all__ = [
    "FORMAT_NAMES",
    "Intake",
    "TrackReference",
    "Unread",
    "named_track",
    "read_file",
    "read_history",
    "read_text",
]
