"""The HTTP edge: requests, responses, errors, routes and tokens."""
