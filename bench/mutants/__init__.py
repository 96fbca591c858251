"""Mutation testing: apply one mutant at a time to copies of the tree and run the tests on it."""
