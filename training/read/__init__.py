"""From files to arrays: playlists in MPD layout and tables of audio features."""
