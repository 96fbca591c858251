"""The weekly mail for many subscribers: planned, and sent into the outbox, on the embedded store."""
