"""The music map under a moving hand, in a real browser."""
