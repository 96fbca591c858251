"""The songs a model knows, and finding them by name."""
