"""Bench: how often a song is found by a line, for many ways to write the line."""
