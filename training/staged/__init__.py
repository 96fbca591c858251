"""Staged playlists on their way into training: compacted, read in parallel, listed and dropped."""
