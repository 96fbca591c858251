"""Segue's song search compared with other search engines."""
