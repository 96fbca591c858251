"""Evaluation: the challenge's metrics, other methods beside ours, and the effect of dials and opinions."""
