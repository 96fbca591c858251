"""The digest of the weekly mail: chosen by its rules, recommended by the model, written as HTML and plain text."""
