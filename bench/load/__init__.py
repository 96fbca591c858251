"""Load test of the local cloud: its capacity, and its behaviour above it; listeners by Locust."""
