"""Requests in words: a sentence is read by tables and counts, without a language model."""
