"""Messages between functions: topics, what is published on each, push delivery and the outbox."""
