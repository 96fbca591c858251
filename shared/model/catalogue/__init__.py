"""The songs of a model: display data, full-text search and matching by name."""
