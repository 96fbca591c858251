"""Parsing of pasted text and uploaded files into references to tracks, not yet looked up in a catalogue.

Files are read by `shared.intake.files`: its parsers are not imported by functions that read text alone.
"""

from shared.intake.lines import named_track
from shared.intake.listened import read_history
from shared.intake.readings import Reading
from shared.intake.reference import Intake, TrackReference, Unread
from shared.intake.text import read_text

__all__ = ["Intake", "Reading", "TrackReference", "Unread", "named_track", "read_history", "read_text"]
