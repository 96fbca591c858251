"""How good the recommendations are, beside other methods, on playlists that were held out."""
