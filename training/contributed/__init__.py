"""Playlists that listeners shared: read leniently, bounded so that people count, and added to the operator's."""
