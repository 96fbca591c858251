"""Benchmarks of speed, quality and load, each with the command that reproduces its table."""
