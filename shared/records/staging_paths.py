"""Object prefixes of playlists staged for training: `ingest` writes them, `segue train --staged` reads them."""

STAGED_PLAYLISTS = "staging/playlists/"
"""`date=YYYY-MM-DD/<content>.jsonl` below it: a line in MPD layout."""

STAGED_FEATURES = "staging/features/"
"""`date=YYYY-MM-DD/<content>.csv` below it: features of tracks that the catalogue lacked."""
