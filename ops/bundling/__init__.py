"""Bundles of functions for deployment, and running them with nothing but their pinned requirements."""
