"""What people paste or upload, read into references to tracks."""

from shared.intake.files import read_file
from shared.intake.reference import Intake, TrackReference, Unread
from shared.intake.text import read_text

__all__ = ["Intake", "TrackReference", "Unread", "read_file", "read_text"]
