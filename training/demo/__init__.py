"""The demo catalogue: invented artists, songs and playlists with a structure that a recommender can learn."""

from training.demo.generate import DemoSize, demo_exists, generate_demo

__all__ = ["DemoSize", "demo_exists", "generate_demo"]
