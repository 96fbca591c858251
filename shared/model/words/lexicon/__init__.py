"""The words that requests are made of: one table a subject. A mood is a row, a language is a line of each row."""
