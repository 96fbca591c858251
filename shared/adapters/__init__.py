"""One module per technology behind the ports."""
