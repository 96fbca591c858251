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

# What a month has free of charge, and what costs by the month. None was looked up unless it says so.

FREE_VCPU_SECONDS, FREE_GIB_SECONDS, FREE_REQUESTS = 180_000, 360_000, 2_000_000
"""Cloud Run, of a billing account."""

FREE_READS, FREE_WRITES = 30 * 50_000, 30 * 20_000
FREE_STORED_GIB = 1
"""Firestore, of the database `(default)`; expiry is never free (firebase.google.com/docs/firestore/quotas)."""

FREE_MESSAGE_GIB = 10
"""Pub/Sub."""

IDLE_SECOND = 0.0000025
"""Cloud Run, for a processor and for a GiB of an instance that is kept warm."""

BALANCER_HOUR = 0.025
"""Up to five forwarding rules (cloud.google.com/load-balancing/pricing, September 2026)."""

CACHED_GIB = 0.08
CACHE_LOOK_UP = 0.75 / 1_000_000
"""Cloud CDN, in Europe."""

ARMOR_POLICY, ARMOR_RULE, ARMOR_REQUEST = 5.0, 1.0, 0.75 / 1_000_000
"""Cloud Armor, without a subscription."""

HOSTED_GIB, FREE_HOSTED_GIB = 0.15, 30 * 0.36
"""Firebase Hosting, beyond 360 MB a day (firebase.google.com/pricing, by others' pages of 2026)."""

ALERT_CONDITION = 0.10
"""Cloud Monitoring, as announced; checks from outside are free up to a million."""

IMAGE_GIB, FREE_IMAGE_GIB = 0.10, 0.5
"""Artifact Registry."""

OBJECT_GIB, BACKUP_GIB, RESTORABLE_GIB = 0.02, 0.03, 0.15
"""Cloud Storage; Firestore's backups, and its records of any minute of a week."""
