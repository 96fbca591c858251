"""One client against the others: honest requests beside a hostile client, and without it."""
