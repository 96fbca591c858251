"""The artefact: its format, its storage and download, and the checks before it is published or opened."""
