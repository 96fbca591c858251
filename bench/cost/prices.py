"""List prices in US dollars before any free tier, in a single region of tier 1 such as europe-west1."""

VCPU_SECOND = 0.000024
GIB_SECOND = 0.0000025
MILLION_REQUESTS = 0.40
"""Cloud Run, billed by request (cloud.google.com/run/pricing, November 2026)."""

READ = 0.03 / 100_000
WRITE = 0.09 / 100_000
DELETE = 0.01 / 100_000
"""Documents of Firestore in November 2026 (airbyte.com/data-engineering-resources/google-firestore-pricing, as
Google's own page fills its table by a script). A multi-region costs twice as much; expiry is never free."""

STORED_GIB_MONTH = 0.15
"""Firestore, without its backups (the same page, not looked up)."""

MESSAGE_TIB = 40.0
LEAST_MESSAGE_BYTES = 1_000
"""Pub/Sub, published and again delivered (cloud.google.com/pubsub/pricing, September 2026)."""

OUT_GIB = 0.12
"""Premium tier, the first TiB (cloud.google.com/vpc/network-pricing, September 2026)."""

BALANCED_GIB = 0.008
"""The balancer, for each direction (cloud.google.com/load-balancing/pricing, September 2026)."""

OBJECT_READ = 0.40 / 1_000_000
OBJECT_WRITE = 5.00 / 1_000_000
"""Calls of Cloud Storage (cloud.google.com/storage/pricing, not looked up)."""

GIB = 2**30
TIB = 2**40
