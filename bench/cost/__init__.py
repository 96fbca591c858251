"""Cost of Segue on Google Cloud: of a million calls, and of what a hostile client can bring about in a month."""
