"""The checks of `segue doctor`: of the configured parts, or of a deployment from outside."""
