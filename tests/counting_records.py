"""Records that count documents as Firestore bills them: read, written, deleted, and deleted by expiry."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Documents:
    """Documents by collection."""

    reads: Counter = field(default_factory=Counter)
    """An absent document that is asked for is billed as one that is there, and so is a query that finds none."""
    writes: Counter = field(default_factory=Counter)
    deletes: Counter = field(default_factory=Counter)
    expiring: set = field(default_factory=set)
    """Those written with an expiry: each is deleted once, which is billed, too."""

    def totals(self):
        """Return the numbers of reads, writes and deletes."""
        return self.reads.total(), self.writes.total(), self.deletes.total() + len(self.expiring)


class CountingRecords:
    """Records in front of others."""

    def __init__(self, records):
        self._records = records
        self.counted = Documents()

    def counted_anew(self):
        """Return what was counted, and begin again."""
        counted, self.counted = self.counted, Documents()
        return counted

    def create(self, collection, record):
        created = self._records.create(collection, record)
        self._written(collection, record)
        return created

    def get(self, collection, key):
        self.counted.reads[collection] += 1
        return self._records.get(collection, key)

    def update(self, collection, key, change, expires_at=None):
        record = self._records.update(collection, key, change, expires_at)
        self.counted.reads[collection] += 1
        self._written(collection, record)
        return record

    def update_together(self, keys, change):
        written = []

        def noted(found):
            records = change(found)
            written[:] = records or ()
            return records

        done = self._records.update_together(keys, noted)
        self.counted.reads.update(collection for collection, _ in keys)
        for (collection, _), record in zip(keys, written, strict=False):
            self._written(collection, record)
        return done

    def delete(self, collection, key):
        self._records.delete(collection, key)
        self.counted.deletes[collection] += 1

    def page(self, collection, **more):
        page = self._records.page(collection, **more)
        self.counted.reads[collection] += max(1, len(page.records) + (page.cursor is not None))
        return page

    def _written(self, collection, record):
        self.counted.writes[collection] += 1
        if record.expires_at is not None:
            self.counted.expiring.add((collection, record.key))
