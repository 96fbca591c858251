"""Listens as ListenBrainz dumps them, invented at full size, and what fetching them costs."""
