"""Invented playlists in the shape of the Million Playlist Dataset, which nobody may pass on, at any scale."""
