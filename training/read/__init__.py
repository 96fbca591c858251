"""Read playlists in MPD layout and tables of audio features from files into arrays."""
