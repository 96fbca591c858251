"""Bounds of an answer: compiled for one model, so that a song keeps to them or not, in words for the listener."""
