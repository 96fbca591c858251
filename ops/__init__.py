"""The command line `segue` and the local cloud it serves."""
