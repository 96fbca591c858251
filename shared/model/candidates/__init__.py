"""The first stage: sources of candidates and the signals that describe each."""
