"""Synthetic playlists at any scale, shaped like the Million Playlist Dataset, which may not be redistributed."""
