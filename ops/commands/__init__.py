"""One module for each command of `segue`."""
