"""Faults put between any two writes of the functions, and a count of what was lost or done twice."""
