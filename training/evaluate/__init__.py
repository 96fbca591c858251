"""How good is it: requests made of held-out playlists, the challenge's metrics, and other methods beside ours."""
