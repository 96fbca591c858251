"""The local cloud: every function, the site and the messages between them in one process."""
