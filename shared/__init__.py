"""Code shared by two functions, or by a function and training."""
