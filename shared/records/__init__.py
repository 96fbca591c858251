"""Stored records and their readers: ratings, counters, sent digests, personal data."""
