"""Quality of the recommendations beside other methods, on held-out playlists."""
