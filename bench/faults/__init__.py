"""Fault injection: a fault at every call of a store, and a count of losses and duplicates."""
