"""Nearest-neighbour search beside five libraries, at the same recall."""
