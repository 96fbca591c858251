"""What the local cloud bears, and what becomes of those who are too many: listeners by Locust."""
