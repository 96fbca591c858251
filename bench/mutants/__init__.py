"""Mutation testing: break one thing at a time, in copies of the tree, and see whether a test notices."""
