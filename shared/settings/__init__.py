"""The environment, read once, and the adapters it names."""
