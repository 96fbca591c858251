"""The order of songs: lists whose neighbours agree, and paths from one song to another."""
