"""Where playlists wait for the next training: `ingest` writes there, `segue train --staged` reads it."""

STAGED_PLAYLISTS = "staging/playlists/"
"""`date=YYYY-MM-DD/<content>.jsonl` below it: a line in MPD layout."""

STAGED_FEATURES = "staging/features/"
"""`date=YYYY-MM-DD/<content>.csv` below it: features of tracks that the catalogue lacked."""
