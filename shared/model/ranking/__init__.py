"""The second stage: scores, preferences, rules and diversity make a list of candidates."""
