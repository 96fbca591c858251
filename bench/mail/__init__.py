"""The weekly mail at the size of a town: planned, and sent into the outbox, on the embedded store."""
