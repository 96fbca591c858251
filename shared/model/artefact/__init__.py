"""The artefact: its format, how it is stored, downloaded and judged before it is published."""
